import NETCONF
package import OperatorRuntime

/// The network functions that an operator was told of.
package struct Targets: Sendable {
  private let targets: [Target]

  package init(_ targets: [Target]) { self.targets = targets }

  /// In the order of their names.
  package var all: [Target] { targets }

  package subscript(name: String) -> Target? { targets.first { $0.name == name } }

  /// Runs `body` with connections to all of them, which are closed afterwards.
  package static func with(
    _ settings: [TargetSettings], userAgent: String, metrics: Metrics, defects: Set<Defect>,
    _ body: (Targets) async throws -> Void
  ) async throws {
    var transports: [RESTCONFTransport] = []
    var clients: [NETCONFClient] = []
    let targets = settings.map { settings in
      if let destination = settings.sshDestination {
        let client = NETCONFClient(destination, within: .seconds(10))
        clients.append(client)
        return Target(name: settings.name, core: NETCONFCore(client: client), defects: defects)
      }
      let transport = RESTCONFTransport(settings, userAgent: userAgent, metrics: metrics, defects: defects)
      transports.append(transport)
      let core = RESTCONFCore { call throws(PacketCoreError) in try await transport(call) }
      return Target(name: settings.name, core: core, defects: defects)
    }
    let result = await withDiscardingTaskGroup(returning: Result<Void, any Error>.self) { group in
      for client in clients { group.addTask { await client.run() } }
      defer { group.cancelAll() }
      do {
        return .success(try await body(Targets(targets)))
      } catch { return .failure(error) }
    }
    for transport in transports { try? await transport.shutdown() }
    try result.get()
  }
}
