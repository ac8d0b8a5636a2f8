internal import LabStore
internal import Listening
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
