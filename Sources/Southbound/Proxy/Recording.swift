import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// Keeps the answer to a read while it is passed on.
struct Recording: Sendable {
  let key: RememberedReads.Key
  private let reads: RememberedReads
  private let writes: Int?
  private var answer: RememberedReads.Answer?

  /// Nil for what does not read, or reads but a part.
  init?(_ request: HTTPClientRequest, in reads: RememberedReads) {
    guard request.method == .GET, !request.headers.contains(name: "Range") else { return nil }
    key = RememberedReads.Key(target: request.url, accept: request.headers.first(name: "Accept"))
    self.reads = reads
    writes = reads.beginRead()
  }

  mutating func begin(_ response: HTTPClientResponse) {
    let length = response.headers.contentLength ?? 0
    guard writes != nil, [200, 404].contains(response.status.code), length <= RememberedReads.answerLimit else {
      return
    }
    answer = RememberedReads.Answer(status: response.status, headers: response.headers.endToEnd, body: ByteBuffer())
  }

  mutating func add(_ buffer: ByteBuffer) {
    guard let answer, answer.body.readableBytes + buffer.readableBytes <= RememberedReads.answerLimit else {
      self.answer = nil
      return
    }
    self.answer?.body.writeImmutableBuffer(buffer)
  }

  func end() {
    if let answer, let writes { reads.endRead(key, answer, writes: writes) }
  }

  /// Keeps an answer that nobody is shown.
  func drain(_ response: HTTPClientResponse) async throws {
    var recording = self
    recording.begin(response)
    for try await buffer in response.body { recording.add(buffer) }
    recording.end()
  }
}
