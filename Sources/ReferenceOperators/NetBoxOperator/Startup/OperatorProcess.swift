import Cluster
import Documents
import FoundationEssentials
import Kubernetes
import OperatorRuntime

/// The whole program, from its arguments to its exit code.
package struct OperatorProcess: Sendable {
  private let settings: OperatorSettings
  private let environment: [String: String]
  private let log: StructuredLog
  private let signals: AsyncStream<Int32>

  /// - Parameter signals: Each one asks for a graceful stop.
  /// - Returns: 0 stopped as asked, 1 could not start or go on, 3 lost the Lease, 64 usage.
  package static func main(
    arguments: [String], environment: [String: String], signals: AsyncStream<Int32>, output: @Sendable (String) -> Void,
    errors: @escaping @Sendable (String) -> Void
  ) async -> Int32 {
    do {
      switch try OperatorCommand(arguments: arguments, environment: environment) {
      case .show(let text):
        output(text)
        return 0
      case .run(let settings):
        let log = StructuredLog(minimum: settings.logsDebug ? .debug : .info, write: errors)
        return await OperatorProcess(settings: settings, environment: environment, log: log, signals: signals)
          .exitCode()
      }
    } catch {
      errors("netbox-operator: \(error)\n")
      return 64
    }
  }

  private init(
    settings: OperatorSettings, environment: [String: String], log: StructuredLog, signals: AsyncStream<Int32>
  ) {
    self.settings = settings
    self.environment = environment
    self.log = log
    self.signals = signals
  }

  private func exitCode() async -> Int32 {
    do {
      try await run()
      log.info("stopped")
      return 0
    } catch is LeadershipLost {
      log.error("lost the Lease; another process leads now")
      return 3
    } catch let error as StartupError {
      log.error(error.message, ["hint": .string(error.hint)])
      return 1
    } catch {
      log.error("cannot go on", ["error": .string("\(error)")])
      return 1
    }
  }

  private func run() async throws {
    log.info("starting", ["version": .string(settings.release.version), "netbox": .string(settings.netBoxURL)])
    if settings.defects.contains(.crashOnStart) { throw StartupError("out of luck", hint: "there is none") }
    if settings.defects.contains(.logsToken), let token = try? settings.token.secret() {
      log.info("using token", ["token": .string(token)])
    }
    for defect in settings.defects.sorted(by: { $0.rawValue < $1.rawValue }) {
      log.warning("misbehaving on purpose", ["defect": .string(defect.rawValue)])
    }
    let configuration = try ClusterConfiguration.load(environment: environment)
    try await ClusterClient.withClient(configuration, options: clientOptions) { client in
      let metrics = Metrics()
      let transport = try HTTPTransport(settings, metrics: metrics)
      do {
        let netBox = NetBoxClient(site: settings.netBoxURL) { request throws(NetBoxError) in
          try await transport(request)
        }
        try await work(client, netBox, metrics)
      } catch {
        try? await transport.shutdown()
        throw error
      }
      try await transport.shutdown()
    }
  }

  private var clientOptions: ClusterClient.Options {
    ClusterClient.Options(
      userAgent: "netbox-operator/\(settings.release.version)",
      observer: ClusterObserver(
        noise: { [log] in log.debug("cluster", ["noise": .string("\($0)")]) },
        warning: { [log] in log.warning("cluster warns", ["warning": .string($0.text)]) }),
      environment: environment)
  }

  private func work(_ client: ClusterClient, _ netBox: NetBoxClient, _ metrics: Metrics) async throws {
    let version = try await StartupCheck(netBox: netBox, settings: settings).run()
    log.info("NetBox answers", ["version": .string(version)])
    for resource in Reconciler.resources {
      do {
        _ = try await client.resource(for: resource.groupVersionKind)
      } catch ClusterError.noSuchResource {
        throw StartupError(
          "the cluster does not serve \(resource.plural).netbox.dev", hint: "apply the operator's CRDs first")
      }
    }
    try await OperatorWork(
      settings: settings, client: client, netBox: netBox, log: log, metrics: metrics, identity: identity
    ).run(until: signals)
  }

  private var identity: String { "\(environment["HOSTNAME"] ?? "netbox-operator")_\(UUID().uuidString.lowercased())" }
}
