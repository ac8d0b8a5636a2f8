import NIOCore
import NIOHTTP1
import Testing

@testable import Southbound

/// What is kept of answers, by times that a test makes up.
@Suite struct RememberedReadsTests {
  private let reads = RememberedReads()
  private let start = ContinuousClock.now
  private let list = RememberedReads.Key(target: "/list", accept: nil)

  private func write(at seconds: Int) {
    reads.beginWrite()
    reads.endWrite(at: start + .seconds(seconds))
  }

  private func read(_ key: RememberedReads.Key, _ text: String) {
    guard let writes = reads.beginRead() else { return }
    reads.endRead(key, .init(status: .ok, headers: [:], body: ByteBuffer(string: text)), writes: writes)
  }

  private func answer(_ seconds: Int, at now: Int) -> String? {
    reads.answer(list, before: .seconds(seconds), at: start + .seconds(now)).map { String(buffer: $0.body) }
  }

  @Test("the answer is that before the writes of the time, not an older one")
  func age() {
    read(list, "none")
    write(at: 10)
    read(list, "one")
    write(at: 20)
    read(list, "two")
    #expect(answer(5, at: 30) == nil, "nothing was written in that time")
    #expect(answer(15, at: 30) == "one")
    #expect(answer(25, at: 30) == "none")
    write(at: 31)
    write(at: 32)
    #expect(answer(5, at: 33) == "two")
    #expect(answer(2, at: 33) == nil, "how it was between the last two writes was never read")
  }

  @Test("what is read during a write is not kept")
  func duringWrite() {
    read(list, "none")
    reads.beginWrite()
    read(list, "perhaps")
    reads.endWrite(at: start)
    #expect(answer(5, at: 1) == "none")
    let writes = reads.beginRead()
    reads.beginWrite()
    reads.endRead(list, .init(status: .ok, headers: [:], body: ByteBuffer(string: "perhaps")), writes: writes ?? 0)
    reads.endWrite(at: start + .seconds(10))
    #expect(answer(5, at: 11) == nil)
  }

  @Test("memory is bounded: the answers that were read longest ago are forgotten")
  func bounded() {
    read(list, "none")
    let large = String(repeating: "x", count: RememberedReads.answerLimit)
    for number in 0..<40 { read(RememberedReads.Key(target: "/\(number)", accept: nil), large) }
    write(at: 10)
    #expect(answer(5, at: 11) == nil)
    let last = RememberedReads.Key(target: "/39", accept: nil)
    #expect(reads.answer(last, before: .seconds(5), at: start + .seconds(11)) != nil)
    read(list, large + "x")
    write(at: 12)
    #expect(answer(1, at: 12) == nil, "it is too large to be kept")
  }
}
