package import Cluster
package import OperatorRuntime
package import PacketCoreClient

/// The operator for AccessPoints, as the runtime starts it.
package struct AccessPointProgram: OperatorProgram {
  package static let name = "access-point-operator"
  package static let version = "1.0.0"
  package static let previousVersion = "0.9.0"
  package static var defects: [Defect] { Defect.allCases }
  package static var resources: [APIResource] { [AccessPointController.resource, PoolClaims.resource] }

  private let options: OperatorOptions<Defect>
  private let targets: [TargetSettings]

  package init(_ options: OperatorOptions<Defect>, environment: [String: String]) throws(CallMistake) {
    self.options = options
    targets = try TargetSettings.all(in: environment)
  }

  package func withController(
    _ surroundings: Surroundings, _ body: (any Controller) async throws -> Void
  ) async throws {
    let userAgent = "\(Self.name)/\(options.isPrevious ? Self.previousVersion : Self.version)"
    try await Targets.with(
      targets, userAgent: userAgent, metrics: surroundings.metrics, defects: options.defects
    ) { targets in
      try await body(
        AccessPointController(
          surroundings, targets: targets, isPrevious: options.isPrevious, defects: options.defects))
    }
  }

  package static let help = """
    access-point-operator: keeps access points (APNs, DNNs) on the network functions of a packet core as objects of
    core.plugfest.dev describe them.

    usage: access-point-operator [options]

    \(OperatorHelp.options)

    environment:
    \(TargetSettings.help)
    \(OperatorHelp.environment)

    examples:
      PACKET_CORE_SMF=http://127.0.0.1:8090 PACKET_CORE_SMF_TOKEN=... access-point-operator --resync 5s
      PACKET_CORE_SMF=netconf://admin@127.0.0.1:830 access-point-operator --defect no-drift-repair

    Release 0.9.0 marked entries in managed-by with the operator's name alone, held objects by the finalizer
    accesspoints.core.plugfest.dev, and told no configHash and no DriftDetected.

    It logs JSON lines to standard error, one of them "access-point-operator ready" when it has begun to work.
    exit codes: 0 stopped by SIGTERM or SIGINT, 1 could not start, 3 lost the Lease, 64 usage

    """
}
