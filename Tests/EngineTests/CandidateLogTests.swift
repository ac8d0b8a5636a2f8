import Testing

@testable import Engine

@Suite struct CandidateLogTests {
  @Test("only lines since then are seen")
  func since() {
    let log = CandidateLog()
    let start = ContinuousClock.now
    log.append("a", at: start)
    log.append("b", at: start + .seconds(1))
    #expect(log.lines(since: start) == ["a", "b"])
    #expect(log.lines(since: start + .milliseconds(1)) == ["b"])
    #expect(log.last(1) == ["b"])
  }

  @Test("a log without an end does not fill the memory, and what is lost is known to be", arguments: [10, 100_000])
  func bounds(_ byteLimit: Int) {
    let log = CandidateLog(lineLimit: 100, byteLimit: byteLimit)
    let start = ContinuousClock.now
    for number in 0..<1000 { log.append("line \(number)", at: start + .seconds(number)) }
    let kept = log.lines(since: start)
    #expect(kept.count <= 100 && kept.last == "line 999")
    #expect(kept.reduce(0) { $0 + $1.utf8.count } <= byteLimit)
    #expect(log.hasForgotten(since: start))
    #expect(!log.hasForgotten(since: start + .seconds(999)))
  }

  @Test("whoever waits is woken by a line", .timeLimit(.minutes(5)))
  func changes() async {
    let log = CandidateLog()
    let changes = log.changes()
    log.append("a")
    for await _ in changes { break }
    #expect(log.last(1) == ["a"])
  }

  @Test("a program that ends by itself is started again at once, then later and later, and at once after a good time")
  func backOff() {
    var backOff = BackOff()
    let pauses = (0..<8).map { _ in backOff.next(afterRunning: .zero) }
    #expect(pauses == [0, 1, 2, 4, 8, 16, 30, 30].map { Duration.seconds($0) })
    #expect(backOff.next(afterRunning: .seconds(60)) == .zero)
  }
}
