import AsyncHTTPClient
import Documents
import Listening
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Plans

extension SouthboundProxy {
  /// Takes connections until the task is cancelled, but for the time of an outage; always on the same port.
  func listen(_ client: HTTPClient, onPort: @Sendable (Int) -> Void) async throws {
    // Nobody else is given the port while nothing listens.
    let reservation = PortReservation(address: configuration.address, port: configuration.port)
    defer { withExtendedLifetime(reservation) {} }
    var port = reservation?.port ?? configuration.port
    let changes = faults.changes()
    while !Task.isCancelled {
      let connections = ConnectionList()
      let server = try await bind(port: port, connections)
      port = server.channel.localAddress?.port ?? port
      onPort(port)
      await withDiscardingTaskGroup { group in
        group.addTask {
          await serveFaults(changes, server.channel, connections)
          connections.resetAll()
        }
        try? await server.executeThenClose { accepted in
          for try await channel in accepted {
            group.addTask { await ProxyConnection(proxy: self, client: client, channel: channel).serve() }
          }
        }
        group.cancelAll()
      }
      var iterator = changes.makeAsyncIterator()
      while isRefusing, await iterator.next() != nil {}
    }
  }

  /// Does what faults mean for connections; returns when no more are to be taken.
  private func serveFaults(
    _ changes: AsyncStream<Void>, _ listener: any Channel, _ connections: ConnectionList
  ) async {
    var shown = shownCertificate
    for await _ in changes {
      if isRefusing {
        listener.close(promise: nil)
        return
      }
      let wanted = shownCertificate
      // Clients see another certificate only with another connection.
      if wanted != nil, wanted != shown { connections.resetPresent() }
      shown = wanted
    }
  }

  /// Whether no connection is taken. An outage of chosen requests, or of some number, breaks the connections of those.
  var isRefusing: Bool {
    faults.all.contains { $0.effect == .refuse && $0.times == nil && $0.selector == TrafficSelector() }
  }

  private var shownCertificate: TrafficFault.Certificate? {
    for fault in faults.all { if case .certificate(let certificate) = fault.effect { return certificate } }
    return nil
  }

  private func bind(port: Int, _ connections: ConnectionList) async throws -> NIOAsyncChannel<any Channel, Never> {
    do { return try await open(port: port, connections) } catch let error as IOError {
      throw Diagnostic.error(
        "the proxy of \(configuration.name) cannot listen on \(configuration.address):\(port): \(error)",
        hint: "choose another port: proxy: {listen: …} in the lab file")
    }
  }

  private func open(port: Int, _ connections: ConnectionList) async throws -> NIOAsyncChannel<any Channel, Never> {
    try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .serverChannelOption(.backlog, value: 1024)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      // Nothing is read before somebody listens to it.
      .childChannelOption(.autoRead, value: false)
      .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
      .bind(host: configuration.address, port: port) { channel in
        channel.eventLoop.makeCompletedFuture {
          try furnish(channel, connections)
          return channel
        }
      }
  }

  private func furnish(_ channel: any Channel, _ connections: ConnectionList) throws {
    let pipeline = channel.pipeline.syncOperations
    try pipeline.addHandler(ConnectionHandler(connections))
    if let certificates {
      try pipeline.addHandler(NIOSSLServerHandler(context: certificates.context(for: shownCertificate)))
    }
    // Framing is copied from the system's answers; only the proxy knows whether one can have a body.
    var encoder = HTTPResponseEncoder.Configuration()
    encoder.automaticallySetFramingHeaders = false
    try pipeline.configureHTTPServerPipeline(
      withErrorHandling: true, withOutboundHeaderValidation: false, withEncoderConfiguration: encoder)
  }
}
