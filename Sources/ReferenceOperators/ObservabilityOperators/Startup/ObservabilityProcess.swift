import Cluster
import Documents
import FoundationEssentials
import OperatorRuntime

/// The whole of an operator's program, from its arguments to its exit code.
package struct ObservabilityProcess: Sendable {
  private let dialect: any Dialect
  private let settings: ObservabilitySettings
  private let environment: [String: String]
  private let log: StructuredLog
  private let signals: AsyncStream<Int32>

  /// - Parameters:
  ///   - purpose: What it does, in one sentence, for `--help`.
  ///   - signals: Each one asks for a graceful stop.
  /// - Returns: 0 stopped as asked, 1 could not start or go on, 3 lost the Lease, 64 usage.
  package static func main(
    _ dialect: any Dialect, purpose: String, arguments: [String], environment: [String: String],
    signals: AsyncStream<Int32>, output: @Sendable (String) -> Void, errors: @escaping @Sendable (String) -> Void
  ) async -> Int32 {
    var flags = ObservabilityFlags(Usage(name: dialect.name, purpose: purpose))
    do throws(UsageError) {
      try flags.read(arguments, environment: environment)
    } catch {
      let hint = error.hint ?? "\(dialect.name) --help shows how to call it"
      errors("\(dialect.name): error: \(error.message)\n  hint: \(hint)\n")
      return 64
    }
    if let text = flags.text {
      output(text)
      return 0
    }
    let settings = flags.settings
    let log = StructuredLog(minimum: settings.logsDebug ? .debug : .info, write: errors)
    return await ObservabilityProcess(
      dialect: dialect, settings: settings, environment: environment, log: log, signals: signals
    ).exitCode()
  }

  private func exitCode() async -> Int32 {
    do {
      try await run()
      log.info("stopped")
      return 0
    } catch is LeadershipLost {
      log.error("lost the Lease; another process leads now")
      return 3
    } catch let error as UsageError {
      log.error(error.message, ["hint": .string(error.hint ?? "")])
      return 1
    } catch {
      log.error("cannot go on", ["error": .string("\(error)")])
      return 1
    }
  }

  private func run() async throws {
    let version = settings.isPrevious ? Usage.previousVersion : Usage.version
    log.info("starting", ["version": .string(version), "prometheus": .string(settings.prometheusURL ?? "none")])
    for defect in settings.defects.sorted(by: { $0.rawValue < $1.rawValue }) {
      log.warning("misbehaving on purpose", ["defect": .string(defect.rawValue)])
    }
    if settings.defects.contains(.crashOnStart) { throw UsageError("out of luck", hint: "there is none") }
    let configuration = try ClusterConfiguration.load(environment: environment)
    try await ClusterClient.withClient(configuration, options: clientOptions) { client in
      try await checkKinds(client)
      try await withPublisher { publisher, metrics in
        let identity = "\(environment["HOSTNAME"] ?? dialect.name)_\(UUID().uuidString.lowercased())"
        try await ObservabilityWork(
          dialect: dialect, settings: settings, client: client, publisher: publisher, log: log, metrics: metrics,
          identity: identity
        ).run(until: signals)
      }
    }
  }

  private func withPublisher(_ body: (Publisher?, Metrics) async throws -> Void) async throws {
    let metrics = Metrics()
    guard let url = settings.prometheusURL, let path = settings.folder else { return try await body(nil, metrics) }
    let transport = HTTPTransport(url: url, agent: "\(dialect.name)/\(Usage.version)", metrics: metrics)
    let client = PrometheusClient { method, path throws(PrometheusTrouble) in try await transport(method, path) }
    let folder = ConfigurationFolder(path: path, owner: dialect.name, jobPrefixes: dialect.jobPrefixes)
    let publisher = Publisher(
      .init(owner: dialect.name, isPrevious: settings.isPrevious, defects: settings.defects), client: client,
      folder: folder)
    do {
      try await body(publisher, metrics)
    } catch {
      try? await transport.shutdown()
      throw error
    }
    try await transport.shutdown()
  }

  private var clientOptions: ClusterClient.Options {
    ClusterClient.Options(
      userAgent: "\(dialect.name)/\(Usage.version)",
      observer: ClusterObserver(
        noise: { [log] in log.debug("cluster", ["noise": .string("\($0)")]) },
        warning: { [log] in log.warning("cluster warns", ["warning": .string($0.text)]) }),
      environment: environment)
  }

  private func checkKinds(_ client: ClusterClient) async throws {
    for resource in dialect.resources {
      do {
        _ = try await client.resource(for: resource.groupVersionKind)
      } catch ClusterError.noSuchResource {
        throw UsageError(
          "the cluster does not serve \(resource.plural).\(resource.group)", hint: "apply the operator's CRDs first")
      }
    }
  }
}
