internal import LabStore
internal import NIOCore
internal import Plans
internal import ServiceLifecycle
internal import Synchronization

extension LabServer {
  private enum Ending: Equatable {
    case served, cancelled
    case restart(Fault.Restart)
  }

  /// Serves until the task is cancelled or a graceful shutdown is asked for, and again after each restart.
  ///
  /// A restart breaks all connections, and comes back on the same port with all objects.
  func serve(_ store: LabStore, _ issued: Certificates, _ ports: AsyncStream<Int>.Continuation) async throws {
    let reservation = PortReservation(address: configuration.address, port: configuration.port)
    let port = Mutex(reservation?.port ?? configuration.port)
    defer { withExtendedLifetime(reservation) {} }
    var certificates = issued
    while true {
      let connections = ConnectionList()
      let restarts = store.faults.restarts()
      let accepted = AcceptedConnections(try childChannel(store, certificates, connections))
      let server = server(of: accepted, port: port.withLock { $0 }) { number in
        port.withLock { $0 = number }
        ports.yield(number)
      }
      let ending = try await withThrowingTaskGroup(of: Ending.self) { group in
        group.addTask {
          try await server.run()
          return .served
        }
        group.addTask { await restarts.first { _ in true }.map(Ending.restart) ?? .cancelled }
        let ending = try await group.next() ?? .served
        group.cancelAll()
        if case .restart = ending { connections.resetAll() }
        try await group.waitForAll()
        return ending
      }
      await accepted.closeRest(of: Self.eventLoops, logger: Self.logger)
      guard case .restart(let restart) = ending, !Task.isCancelled else { return }
      if let validity = restart.certificate { certificates = try certificates.renewed(validity) }
    }
  }
}

/// The open connections of one run of the server.
final class ConnectionList: Sendable {
  private struct State: Sendable {
    var channels: [ObjectIdentifier: any Channel] = [:]
    var isOver = false
  }

  private let state = Mutex(State())

  /// A connection that comes after the end is reset at once.
  func add(_ channel: any Channel) {
    let isOver = state.withLock { state in
      if !state.isOver { state.channels[ObjectIdentifier(channel)] = channel }
      return state.isOver
    }
    if isOver { channel.reset() }
  }

  func remove(_ channel: any Channel) {
    state.withLock { _ = $0.channels.removeValue(forKey: ObjectIdentifier(channel)) }
  }

  func resetAll() {
    let channels = state.withLock { state in
      state.isOver = true
      return Array(state.channels.values)
    }
    for channel in channels { channel.reset() }
  }
}

/// Keeps a connection on the list while it is open.
final class ConnectionHandler: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = Any

  private let connections: ConnectionList

  init(_ connections: ConnectionList) { self.connections = connections }

  func handlerAdded(context: ChannelHandlerContext) { connections.add(context.channel) }

  func channelInactive(context: ChannelHandlerContext) {
    connections.remove(context.channel)
    context.fireChannelInactive()
  }

  func handlerRemoved(context: ChannelHandlerContext) { connections.remove(context.channel) }
}
