package import Cluster
import Documents
package import OperatorRuntime

/// The operator for netbox.dev, as the runtime starts it.
package struct NetBoxProgram: OperatorProgram {
  package static let name = "netbox-operator"
  package static let version = Release.present.version
  package static let previousVersion = Release.previous.version
  package static var defects: [Defect] { Defect.allCases }
  package static var resources: [APIResource] {
    ReservationKind.allCases.map(\.resource) + ClaimKind.allCases.map(\.resource)
  }
  package static var ownFlags: [String: OwnFlag] { ["--netbox-timeout": .value, "--create-hash-field": .isSwitch] }

  package let settings: OperatorSettings

  package init(_ options: OperatorOptions<Defect>, environment: [String: String]) throws(CallMistake) {
    settings = try OperatorSettings(options, environment: environment)
  }

  package func withController(
    _ surroundings: Surroundings, _ body: (any Controller) async throws -> Void
  ) async throws {
    if settings.defects.contains(.logsToken), let token = try? settings.token.secret() {
      surroundings.log.info("using token", ["token": .string(token)])
    }
    let transport = try NetBoxTransport(settings, metrics: surroundings.metrics)
    do {
      let netBox = NetBoxClient(site: settings.netBoxURL) { request throws(NetBoxError) in
        try await transport(request)
      }
      let version = try await StartupCheck(netBox: netBox, settings: settings).run()
      surroundings.log.info("NetBox answers", ["version": .string(version), "netbox": .string(settings.netBoxURL)])
      try await body(NetBoxController(context: OperatorContext(surroundings, settings: settings, netBox: netBox)))
      if settings.defects.contains(.cleansUpOnExit) { try await cleanUp(netBox) }
    } catch {
      try? await transport.shutdown()
      throw error
    }
    try await transport.shutdown()
  }

  /// The deviation of `cleans-up-on-exit`.
  private func cleanUp(_ netBox: NetBoxClient) async throws {
    for kind in ReservationKind.allCases {
      for item in try await netBox.list(kind.collection, [])
      where item["description"]?.string?.contains(" // managed by netbox-operator") == true {
        if let id = item["id"]?.integer { try await netBox.delete("\(kind.collection)\(id)/") }
      }
    }
  }

  package static let help = """
    netbox-operator: keeps addresses, prefixes and ranges in NetBox as objects of netbox.dev/v1 describe them.

    usage: netbox-operator [options]

    \(OperatorHelp.options)
      --netbox-timeout DURATION
                            how long NetBox may take to answer (default 10s)
      --create-hash-field   create the restoration hash's custom field in NetBox when it is missing

    environment:
      NETBOX_URL            https://netbox.example.com; or NETBOX_HOST, and HTTPS_ENABLE=false for http
      NETBOX_TOKEN_FILE     file with the token for NetBox (or AUTH_TOKEN_FILE), read again for each request and when
                            NetBox refuses it; or the token itself as AUTH_TOKEN
      CA_CERT               PEM file of the authority that signed NetBox's certificate
      NETBOX_RESTORATION_HASH_FIELD_NAME
                            custom field by which claims are restored (default netboxOperatorRestorationHash)
    \(OperatorHelp.environment)

    examples:
      NETBOX_URL=http://127.0.0.1:8000 AUTH_TOKEN=... netbox-operator --resync 5s
      NETBOX_URL=http://127.0.0.1:8000 AUTH_TOKEN=... netbox-operator --defect no-drift-repair

    Release 0.9.0 wrote descriptions without the notice at their end, kept neither observedGeneration nor lastUpdated in
    the status, and remembered custom fields with their values.

    It logs JSON lines to standard error, one of them "netbox-operator ready" when it has begun to work.
    exit codes: 0 stopped by SIGTERM or SIGINT, 1 could not start or go on, 3 lost the Lease, 64 usage

    """
}
