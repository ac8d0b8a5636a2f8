import AsyncHTTPClient
import NIOCore
import NIOHTTP1

extension ProxyExchange {
  /// Asks the system, and passes on what it answers.
  func forward(_ request: HTTPClientRequest, _ plan: FaultPlan, _ note: TrafficNote) async throws -> Bool {
    let recording = Recording(request, in: proxy.reads)
    // Before the system is asked: what is asked now is not as it was before.
    var stale: RememberedReads.Answer?
    if let key = recording?.key, let age = plan.staleness?.age { stale = proxy.reads.answer(key, before: age) }
    let response: HTTPClientResponse
    if isWrite { proxy.reads.beginWrite() }
    do {
      response = try await ask(request)
      if isWrite { proxy.reads.endWrite() }
    } catch {
      if isWrite { proxy.reads.endWrite() }
      try Task.checkCancellation()
      guard !(error is ClientGone) else { throw error }
      let reason = Self.text(of: error)
      return try await give(
        .unreachable(proxy.configuration.name, reason: reason), note, faults: plan.names,
        reply: "the system did not answer: \(reason)")
    }
    let status = Int(response.status.code)
    if plan.losesResponse {
      for try await _ in response.body {}
      note.finish(status: status, faults: plan.names, reply: "the answer was lost on its way")
      throw Broken()
    }
    if let stale, let staleness = plan.staleness {
      try await recording?.drain(response)
      note.finish(status: Int(stale.status.code), faults: plan.names + [staleness.fault])
      return try await Relay(exchange: self, bytesPerSecond: plan.bytesPerSecond)
        .send(stale.status, stale.headers, whole: stale.body)
    }
    note.finish(status: status, faults: plan.names)
    return try await relay(response, recording, plan, note)
  }

  @concurrent
  private func relay(
    _ response: HTTPClientResponse, _ recording: Recording?, _ plan: FaultPlan, _ note: TrafficNote
  ) async throws -> Bool {
    var recording = recording
    recording?.begin(response)
    let relay = Relay(exchange: self, bytesPerSecond: plan.bytesPerSecond)
    let keepsOpen = try await relay.begin(response.status, response.headers)
    var body = response.body.makeAsyncIterator()
    while true {
      let buffer: ByteBuffer?
      do { buffer = try await body.next() } catch {
        try Task.checkCancellation()
        note.amend(
          status: Int(response.status.code), faults: plan.names,
          reply: "the system broke off its answer: \(Self.text(of: error))")
        throw Broken()
      }
      guard let buffer else { break }
      recording?.add(buffer)
      try await relay.pass(buffer)
    }
    recording?.end()
    try await relay.end()
    return keepsOpen
  }

  /// A server may close an idle connection at the moment in which it is used again. What only reads is asked once more.
  private func ask(_ request: HTTPClientRequest) async throws -> HTTPClientResponse {
    do {
      return try await client.execute(request, deadline: .distantFuture)
    } catch let error as HTTPClientError
      where error == .remoteConnectionClosed && !isWrite && request.body == nil
    {
      return try await client.execute(request, deadline: .distantFuture)
    }
  }

  private static func text(of error: any Error) -> String {
    (error as? HTTPClientError)?.shortDescription ?? "\(error)"
  }

  /// Answers without the system.
  func give(_ answer: ProxyAnswer, _ note: TrafficNote, faults: [String], reply: String? = nil) async throws -> Bool {
    note.finish(status: answer.status, faults: faults, reply: reply)
    return try await Relay(exchange: self, bytesPerSecond: nil)
      .send(HTTPResponseStatus(statusCode: answer.status), answer.headers, whole: answer.body)
  }
}
