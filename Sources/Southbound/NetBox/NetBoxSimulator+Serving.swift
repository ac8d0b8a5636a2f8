import Documents
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle
import Synchronization
import UnixSignals

extension NetBoxSimulator {
  /// Where a simulator listens.
  package struct Address: Sendable, Hashable {
    package var host: String
    package var port: Int

    package init(host: String, port: Int) {
      self.host = host
      self.port = port
    }

    /// Without a slash at the end.
    package var url: String { host.contains(":") ? "http://[\(host)]:\(port)" : "http://\(host):\(port)" }
  }

  /// Where the journal can be read; outside of `/api`, so that it is never taken for NetBox.
  package static let journalPath = "/_plugfest/journal"

  /// The largest body that is read.
  private static let bodyLimit = 32 << 20

  /// Serves until the task is cancelled or, when asked to, an interrupt or termination signal comes.
  ///
  /// - Parameters:
  ///   - port: 0 takes a free one.
  ///   - onReady: is called once, with the address, when connections are accepted.
  /// - Throws: what keeps it from listening.
  package func run(
    host: String = "127.0.0.1", port: Int = 0, stopOnSignals: Bool = false,
    onReady: @escaping @Sendable (Address) async -> Void
  ) async throws {
    try await group(host: host, port: port, stopOn: stopOnSignals ? [.sigterm, .sigint] : [], onReady: onReady).run()
  }

  /// Serves while the body runs, and stops gracefully after it.
  @discardableResult
  package func withServer<Result: Sendable>(
    host: String = "127.0.0.1", port: Int = 0, _ body: @Sendable (Address) async throws -> Result
  ) async throws -> Result {
    let (addresses, ready) = AsyncStream.makeStream(of: Address.self)
    let services = group(host: host, port: port, stopOn: []) { address in
      ready.yield(address)
      ready.finish()
    }
    return try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        // Whatever ends the server ends the waiting for its address, too.
        defer { ready.finish() }
        try await services.run()
      }
      guard let address = await addresses.first(where: { _ in true }) else {
        try await group.waitForAll()
        throw CancellationError()
      }
      let result: Swift.Result<Result, any Error>
      do { result = .success(try await body(address)) } catch { result = .failure(error) }
      await services.triggerGracefulShutdown()
      try await group.waitForAll()
      return try result.get()
    }
  }

  private func group(
    host: String, port: Int, stopOn signals: [UnixSignal], onReady: @escaping @Sendable (Address) async -> Void
  ) -> ServiceGroup {
    let logger = Logger(label: "netbox-simulator") { _ in SwiftLogNoOpLogHandler() }
    let application = Application(
      responder: CallbackResponder<BasicRequestContext> { request, _ in try await self.respond(request) },
      configuration: ApplicationConfiguration(address: .hostname(host, port: port)),
      onServerRunning: { channel in await onReady(Address(host: host, port: channel.localAddress?.port ?? port)) },
      logger: logger)
    return ServiceGroup(
      configuration: ServiceGroupConfiguration(
        services: [application], gracefulShutdownSignals: signals, logger: logger))
  }

  // MARK: One request

  private func respond(_ request: Request) async throws -> Response {
    var body = ByteBuffer()
    for try await part in request.body {
      guard body.readableBytes + part.readableBytes <= Self.bodyLimit else { return Response(status: .contentTooLarge) }
      body.writeImmutableBuffer(part)
    }
    let parts = (request.head.path ?? "/").split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let path = String(parts.first ?? "/").removingPercentEncoding ?? String(parts.first ?? "/")
    let query = Query(text: parts.count == 2 ? parts[1] : "")
    var headers: [String: String] = [:]
    for field in request.headers { headers[field.name.canonicalName] = field.value }
    if path == Self.journalPath { return journalResponse(request.method, query, headers) }
    let answer = respond(
      to: NetBoxRequest(
        method: request.method.rawValue, path: path, query: query, headers: headers,
        body: Array(body.readableBytesView),
        baseURL: "http://\(request.head.authority ?? "localhost")", time: Self.now, id: UUID().uuidString.lowercased()))
    return Self.response(answer, method: request.method)
  }

  /// The journal as JSON; `?after=N` leaves out what was seen before.
  private func journalResponse(_ method: HTTPRequest.Method, _ query: Query, _ headers: [String: String]) -> Response {
    guard isSuperuser(headers["authorization"]) else {
      return Self.response(
        NetBoxResponse(403, .json(["detail": "the journal wants a superuser's token"])), method: method)
    }
    guard method == .get || method == .head else {
      return Self.response(NetBoxResponse(405, .json(["detail": "the journal can only be read"])), method: method)
    }
    let entries = journal.entries(after: query.last("after").flatMap { Int($0) } ?? 0)
    let document: Value = ["count": .integer(Int64(journal.count)), "entries": .array(entries.map(\.document))]
    return Self.response(NetBoxResponse(200, .json(document)), method: method)
  }

  private static func response(_ answer: NetBoxResponse, method: HTTPRequest.Method) -> Response {
    var headers = HTTPFields()
    for (name, value) in answer.headers {
      if let name = HTTPField.Name(name) { headers.append(HTTPField(name: name, value: value)) }
    }
    let status = HTTPResponse.Status(code: answer.status)
    switch answer.body {
    case .none:
      // DELETE answers without a type, HEAD with that of the body that it leaves out.
      if method == .head { headers[.contentType] = "application/json" }
      return Response(status: status, headers: headers)
    case .json(let value):
      headers[.contentType] = "application/json"
      return Response(
        status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: JSON.bytes(value))))
    case .html(let text):
      headers[.contentType] = "text/html; charset=utf-8"
      return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
  }
}
