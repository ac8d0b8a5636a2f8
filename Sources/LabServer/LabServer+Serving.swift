internal import LabStore
internal import NIOCore
internal import ServiceLifecycle
internal import Synchronization

extension LabServer {
  private enum Ending { case served, restart, cancelled }

  /// Serves until the task is cancelled or a graceful shutdown is asked for, and again after each restart.
  ///
  /// A restart breaks all connections, and comes back on the same port with all objects.
  func serve(_ store: LabStore, _ certificates: Certificates, _ ports: AsyncStream<Int>.Continuation) async throws {
    let port = Mutex(configuration.port)
    while true {
      let connections = ConnectionList()
      let restarts = store.faults.restarts()
      let server = try buildServer(store, certificates, port: port.withLock { $0 }, connections) { number in
        port.withLock { $0 = number }
        ports.yield(number)
      }
      let ending = try await withThrowingTaskGroup(of: Ending.self) { group in
        group.addTask {
          try await server.run()
          return .served
        }
        group.addTask { await restarts.first { _ in true } == nil ? .cancelled : .restart }
        let ending = try await group.next() ?? .served
        group.cancelAll()
        if ending == .restart { connections.resetAll() }
        while let other = try await group.next() { if other == .served, ending == .cancelled { return other } }
        return ending
      }
      guard ending == .restart, !Task.isCancelled else { return }
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
