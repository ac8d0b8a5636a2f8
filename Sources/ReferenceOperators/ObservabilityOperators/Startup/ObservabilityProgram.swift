package import Cluster
import Kubernetes
package import OperatorRuntime

/// An operator for Prometheus, as the runtime starts it.
package struct ObservabilityProgram<Kinds: Dialect>: OperatorProgram {
  package static var name: String { Kinds.name }
  package static var version: String { "1.0.0" }
  package static var previousVersion: String { "0.9.0" }
  package static var defects: [Defect] { Defect.allCases }

  /// What is described, where its targets are, and what is generated for it.
  package static var resources: [APIResource] {
    Kinds.resources + [
      APIResource(group: "", version: "v1", plural: "services", kind: "Service", isNamespaced: true),
      APIResource(group: "", version: "v1", plural: "pods", kind: "Pod", isNamespaced: true),
      APIResource(
        group: "discovery.k8s.io", version: "v1", plural: "endpointslices", kind: "EndpointSlice", isNamespaced: true),
      Secrets.resource,
    ]
  }

  package static func selection(of resource: APIResource) -> ListOptions {
    resource == Secrets.resource ? Secrets.selection(owner: name) : ListOptions()
  }

  private let options: OperatorOptions<Defect>
  private let dialect: Kinds
  /// Where Prometheus is, and the folder of its configuration; nil when there is none to reload.
  private let prometheus: (url: String, folder: String)?

  package init(_ options: OperatorOptions<Defect>, environment: [String: String]) throws(CallMistake) {
    self.options = options
    dialect = Kinds(environment: environment)
    guard var url = environment["PROMETHEUS_URL"], !url.isEmpty else {
      prometheus = nil
      return
    }
    guard url.hasPrefix("http://") || url.hasPrefix("https://") else {
      throw CallMistake("PROMETHEUS_URL \"\(url)\" does not begin with http:// or https://")
    }
    while url.hasSuffix("/") { url.removeLast() }
    guard let folder = environment["PROMETHEUS_FOLDER"], !folder.isEmpty else {
      throw CallMistake("no folder for the configuration of Prometheus is named", hint: "set PROMETHEUS_FOLDER")
    }
    prometheus = (url, folder)
  }

  package func withController(
    _ surroundings: Surroundings, _ body: (any Controller) async throws -> Void
  ) async throws {
    guard let prometheus else { return try await body(controller(surroundings, nil)) }
    let transport = PrometheusTransport(
      url: prometheus.url, agent: "\(Self.name)/\(Self.version)", metrics: surroundings.metrics)
    let publisher = Publisher(
      .init(owner: Self.name, isPrevious: options.isPrevious, defects: options.defects),
      client: PrometheusClient { method, path throws(PrometheusTrouble) in try await transport(method, path) },
      folder: ConfigurationFolder(path: prometheus.folder, owner: Self.name, jobPrefixes: dialect.jobPrefixes))
    do {
      try await body(controller(surroundings, publisher))
    } catch {
      try? await transport.shutdown()
      throw error
    }
    try await transport.shutdown()
  }

  private func controller(_ surroundings: Surroundings, _ publisher: Publisher?) -> PassController {
    PassController(
      pass: ConfigurationPass(dialect, surroundings, publisher: publisher, defects: options.defects),
      ownWrites: surroundings.ownWrites, defects: options.defects)
  }

  package static var help: String {
    """
    \(name): \(Kinds.purpose)

    usage: \(name) [options]

    \(OperatorHelp.options)

    environment:
      PROMETHEUS_URL        http://prometheus.example.com:9090; without one, only Secrets are written
      PROMETHEUS_FOLDER     the folder with its prometheus.yml, and rules/ in it
    \(OperatorHelp.environment)

    examples:
      PROMETHEUS_URL=http://127.0.0.1:9090 PROMETHEUS_FOLDER=/etc/prometheus \(name) --resync 5s

    Release 0.9.0 named rule files otherwise; each release replaces what the other wrote.

    It logs JSON lines to standard error, one of them "\(name) ready" when it has begun to work.
    exit codes: 0 stopped by SIGTERM or SIGINT, 1 could not start, 3 lost the Lease, 64 usage

    """
  }
}
