package import Cluster
package import OperatorRuntime
package import PacketCoreClient

/// The operator for Dnns, as the runtime starts it.
package struct DnnProgram: OperatorProgram {
  package static let name = "dnn-operator"
  package static let version = "1.0.0"
  package static let previousVersion = "0.9.0"
  package static var resources: [APIResource] { [DnnController.resource, DnnClaim.resource] }

  /// It knows no pools but its own claim, all targets are its targets, and session types have no order in its spec.
  package static var defects: [Defect] {
    Defect.allCases.filter {
      ![.allowsOverlaps, .ignoresLateClaims, .leavesDroppedTargets, .writesOtherOrder].contains($0)
    }
  }

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
        DnnController(surroundings, targets: targets, isPrevious: options.isPrevious, defects: options.defects))
    }
  }

  package static let help = """
    dnn-operator: keeps data network names on all network functions of a packet core as Dnns of telco.plugfest.dev
    describe them, each with an address that an IpAddressClaim takes.

    usage: dnn-operator [options]

    \(OperatorHelp.options)

    environment:
    \(TargetSettings.help)
    \(OperatorHelp.environment)

    examples:
      PACKET_CORE_SMF=http://127.0.0.1:8090 PACKET_CORE_SMF_TOKEN=... dnn-operator --resync 5s
      PACKET_CORE_SMF=netconf://admin@127.0.0.1:830 dnn-operator --defect no-drift-repair

    Release 0.9.0 marked entries in managed-by with the operator's name alone, and held objects by the finalizer
    dnns.telco.plugfest.dev.

    It logs JSON lines to standard error, one of them "dnn-operator ready" when it has begun to work.
    exit codes: 0 stopped by SIGTERM or SIGINT, 1 could not start, 3 lost the Lease, 64 usage

    """
}
