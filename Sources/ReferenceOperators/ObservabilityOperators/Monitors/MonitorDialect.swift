package import Cluster
import Documents
package import Kubernetes

/// ServiceMonitor, PodMonitor and PrometheusRule of `monitoring.coreos.com/v1`: a subset of prometheus-operator's.
package struct MonitorDialect: Dialect {
  package static let name = "monitor-operator"
  package static let purpose =
    "makes Prometheus scrape and judge what ServiceMonitors, PodMonitors and PrometheusRules say."
  /// As prometheus-operator: what is deleted needs nobody's leave.
  package let finalizer: String? = nil
  package let jobPrefixes = ["serviceMonitor/", "podMonitor/"]
  /// The Prometheus that the bindings in a status are about.
  private let prometheus: String
  private let namespace: String

  /// - Parameter prometheus: Its name and namespace.
  package init(prometheus: String = "k8s", namespace: String = "default") {
    self.prometheus = prometheus
    self.namespace = namespace
  }

  package init(environment: [String: String]) {
    func variable(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
    self.init(prometheus: variable("PROMETHEUS_NAME") ?? "k8s", namespace: variable("POD_NAMESPACE") ?? "default")
  }

  package static var resources: [APIResource] { MonitorKind.allCases.map(\.resource) }

  package func piece(of object: KubernetesObject, targets: TargetDirectory) -> Piece {
    switch MonitorKind(rawValue: object.kind) {
    case .serviceMonitor: MonitorJobs(object, endpoints: "endpoints", targets: targets).piece
    case .podMonitor: MonitorJobs(object, endpoints: "podMetricsEndpoints", targets: targets).piece
    case .prometheusRule, nil: Self.rules(of: object)
    }
  }

  private static func rules(of object: KubernetesObject) -> Piece {
    var piece = Piece(object)
    (piece.groups, piece.problems) = RuleGroups.read(object["spec", "groups"]?.array ?? [])
    return piece
  }

  /// `status.bindings`, one for each Prometheus that the object concerns, each with the condition `Accepted`.
  package func report(_ verdict: Verdict, on object: KubernetesObject, defects: Set<Defect>) -> KubernetesObject {
    var object = object
    var bindings = object["status", "bindings"]?.array ?? []
    let index = bindings.firstIndex {
      $0["resource"]?.string == "prometheuses" && $0["name"]?.string == prometheus
        && $0["namespace"]?.string == namespace
    }
    var binding: Value =
      index.map { bindings[$0] } ?? [
        "group": "monitoring.coreos.com", "resource": "prometheuses", "name": .string(prometheus),
        "namespace": .string(namespace),
      ]
    let old = (binding["conditions"]?.array ?? []).compactMap { Condition($0) }
    let condition = ConditionReport.condition(
      "Accepted", verdict, on: object, old: old.first { $0.type == "Accepted" }, defects: defects)
    binding["conditions"] = .array(ConditionReport.merged(condition, into: old, defects: defects).map(\.value))
    if let index { bindings[index] = binding } else { bindings.append(binding) }
    object["status", "bindings"] = .array(bindings)
    return object
  }
}

package enum MonitorKind: String, Sendable, CaseIterable {
  case serviceMonitor = "ServiceMonitor"
  case podMonitor = "PodMonitor"
  case prometheusRule = "PrometheusRule"

  package var resource: APIResource {
    APIResource(
      group: "monitoring.coreos.com", version: "v1", plural: rawValue.lowercased() + "s", kind: rawValue,
      isNamespaced: true)
  }
}
