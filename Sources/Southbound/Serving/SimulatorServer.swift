import HTTPTypes
package import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle
import UnixSignals

/// Puts a simulator on a port of HTTP.
package struct SimulatorServer: Sendable {
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

  /// The largest body that is read.
  private static let bodyLimit = 32 << 20

  private let label: String
  private let respond: @Sendable (Request) async throws -> Response

  package init(label: String, respond: @escaping @Sendable (Request) async throws -> Response) {
    self.label = label
    self.respond = respond
  }

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
    let logger = Logger(label: label) { _ in SwiftLogNoOpLogHandler() }
    let respond = respond
    let application = Application(
      responder: CallbackResponder<BasicRequestContext> { request, _ in try await respond(request) },
      configuration: ApplicationConfiguration(address: .hostname(host, port: port)),
      onServerRunning: { channel in await onReady(Address(host: host, port: channel.localAddress?.port ?? port)) },
      logger: logger)
    return ServiceGroup(
      configuration: ServiceGroupConfiguration(
        services: [application], gracefulShutdownSignals: signals, logger: logger))
  }

  /// The whole body of a request; nil when it is too large.
  static func body(of request: Request) async throws -> [UInt8]? {
    var body = ByteBuffer()
    for try await part in request.body {
      guard body.readableBytes + part.readableBytes <= bodyLimit else { return nil }
      body.writeImmutableBuffer(part)
    }
    return Array(body.readableBytesView)
  }
}
