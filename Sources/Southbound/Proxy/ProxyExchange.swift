import AsyncAlgorithms
import AsyncHTTPClient
import Documents
import Listening
import NIOCore
import NIOHTTP1
import Plans

/// One request of a client and its answer.
struct ProxyExchange: Sendable {
  typealias Parts = NIOAsyncChannelInboundStream<HTTPServerRequestPart>.AsyncIterator

  /// The connection is to be broken, as a crash does.
  struct Broken: Error {}
  /// The client ended the connection in the middle of its request.
  struct ClientGone: Error {}

  /// As much of a body is read before the request is noted and passed on, and is what faults can choose by. Less than the
  /// journal cuts off, since the mark of a longer body is written here.
  static let notedBytes = TrafficJournal.bodyLimit - 1024

  let proxy: SouthboundProxy
  let client: HTTPClient
  let channel: any Channel
  let head: HTTPRequestHead

  /// Returns whether the connection can take another request.
  ///
  /// - Throws: when it cannot go on; the journal knows why.
  @concurrent
  func carryOut(_ parts: inout Parts) async throws -> Bool {
    if head.version != .http1_0, head.headers[canonicalForm: "Expect"].contains("100-continue") {
      // The body is read before anything is asked of the system.
      try await channel.writeAndFlush(
        HTTPServerResponsePart.head(HTTPResponseHead(version: .http1_1, status: .continue)))
    }
    let (body, ending) = try await firstPart(of: &parts)
    // Whoever sees the request in the journal may end a fault at once: this request has met it then.
    let faults =
      ending == .broken ? [] : proxy.faults.take(method: head.method.rawValue, path: path, body: Self.text(body))
    let note = TrafficNote(entry(body, isWhole: ending == .whole), in: proxy.journal)
    guard ending != .broken else {
      note.finish(status: nil, faults: [], reply: "the client broke off its request")
      throw ClientGone()
    }
    let plan = FaultPlan(faults, isTLS: proxy.certificates != nil)
    do {
      return ending == .whole
        ? try await answer(plan, note, upload: body.readableBytes == 0 ? nil : .bytes(body))
        : try await answer(plan, note, begun: body, &parts)
    } catch {
      note.finish(
        status: nil, faults: plan.names, reply: error is Broken ? "the connection was broken" : "the client went away")
      if error is Broken { channel.reset() }
      throw error
    }
  }

  // MARK: The request

  private enum Ending { case whole, broken, more }

  /// The body, or as much of it as is noted.
  @concurrent
  private func firstPart(of parts: inout Parts) async throws -> (ByteBuffer, Ending) {
    var body = ByteBuffer()
    while body.readableBytes < Self.notedBytes {
      switch try await parts.next() {
      case .body(let buffer): body.writeImmutableBuffer(buffer)
      case .end: return (body, .whole)
      case .head, nil: return (body, .broken)
      }
    }
    return (body, .more)
  }

  /// Passes on what came and what comes, while the answer may be on its way already.
  @concurrent
  private func answer(
    _ plan: FaultPlan, _ note: TrafficNote, begun: ByteBuffer, _ parts: inout Parts
  ) async throws -> Bool {
    let upload = AsyncThrowingChannel<ByteBuffer, any Error>()
    let length = head.headers.contentLength.map(HTTPClientRequest.Body.Length.known) ?? .unknown
    return try await withThrowingTaskGroup(of: Bool.self) { group in
      group.addTask {
        // What is still to come goes nowhere then.
        defer { upload.finish() }
        return try await answer(plan, note, upload: .stream(upload, length: length))
      }
      await upload.send(begun)
      reading: while true {
        switch try await parts.next() {
        case .body(let buffer): await upload.send(buffer)
        case .end:
          upload.finish()
          break reading
        case .head, nil:
          upload.fail(ClientGone())
          break reading
        }
      }
      return try await group.next() ?? false
    }
  }

  private func entry(_ body: ByteBuffer, isWhole: Bool) -> TrafficEntry {
    let redact = proxy.configuration.redact
    var text = body.readableBytes == 0 ? nil : redact(Self.text(body))
    if !isWhole { text? += "… (\(head.headers.contentLength.map { "\($0) bytes" } ?? "and more"))" }
    return TrafficEntry(
      method: head.method.rawValue, path: redact(path), query: redact(query), body: text,
      userAgent: head.headers.first(name: "User-Agent").map(redact))
  }

  /// As the client sent it, without the query.
  var path: String { String((Upstream.originForm(head.uri) ?? head.uri[...]).prefix { $0 != "?" }) }

  private var query: String {
    head.uri.firstIndex(of: "?").map { String(head.uri[head.uri.index(after: $0)...]) } ?? ""
  }

  var isWrite: Bool { TrafficEntry(method: head.method.rawValue, path: "").isWrite }

  /// What came with the last part beyond what is noted is left out.
  private static func text(_ body: ByteBuffer) -> String {
    String(decoding: body.readableBytesView.prefix(notedBytes), as: UTF8.self)
  }

  // MARK: The answer

  /// Carries out the faults and, unless one of them ends the request, asks the system.
  private func answer(_ plan: FaultPlan, _ note: TrafficNote, upload: HTTPClientRequest.Body?) async throws -> Bool {
    if plan.delay > .zero { try await Task.sleep(for: plan.delay) }
    let authorization = head.headers.first(name: "Authorization")
    switch plan.ending {
    case .silence(let fault):
      try await waitForEnd(of: fault)
      throw Broken()
    case .reset: throw Broken()
    case .answer(let answer): return try await give(answer, note, faults: plan.names)
    case .credentialExpired:
      let refusal = CredentialRefusal.expired.answer(path: path, authorization: authorization)
      return try await give(refusal, note, faults: plan.names)
    case nil: break
    }
    var headers = head.headers.endToEnd
    // It has been met by the proxy.
    headers.remove(name: "Expect")
    if !proxy.configuration.keepsHost { headers.remove(name: "Host") }
    if let authorization, let credential = proxy.credential {
      switch credential.admission(of: authorization) {
      case .admitted(let own): headers.replaceOrAdd(name: "Authorization", value: own)
      case .foreign: break
      case .refused:
        let refusal = CredentialRefusal.unknown.answer(path: path, authorization: authorization)
        return try await give(refusal, note, faults: plan.names, reply: "the proxy refused the credential")
      }
    }
    guard let url = proxy.upstream.url(target: head.uri) else {
      return try await give(ProxyAnswer(400, json: ["error": "the proxy wants a path"]), note, faults: plan.names)
    }
    var request = HTTPClientRequest(url: url)
    request.method = head.method
    request.headers = headers
    request.body = upload
    return try await forward(request, plan, note)
  }

  /// Until the client gives up, or the fault is removed. A fault that counts is gone when it was taken for the last time;
  /// what holds on to it then is let go at the next change.
  private func waitForEnd(of fault: TrafficFault) async throws {
    let changes = proxy.faults.changes()
    func isOn() -> Bool { proxy.faults.all.contains { $0.name == fault.name } }
    if fault.times == nil, !isOn() { return }
    for await _ in changes where !isOn() { return }
    try Task.checkCancellation()
  }
}
