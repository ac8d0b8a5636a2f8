import Synchronization

/// Numbers about the program's work, in the text format of Prometheus.
///
/// Names follow Kubernetes' own controllers where these have one, so that common dashboards read them.
package final class Metrics: Sendable {
  package struct Family: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable {
      case counter, gauge, summary
    }

    package let name: String
    package let kind: Kind
    package let help: String

    package init(_ name: String, _ kind: Kind, _ help: String) {
      self.name = name
      self.kind = kind
      self.help = help
    }
  }

  private struct Series: Hashable {
    var suffix: String
    var labels: [String: String]
  }

  private let families = Mutex<[Family: [Series: Double]]>([:])

  package init() {}

  /// Raises a counter.
  package func count(_ family: Family, _ labels: [String: String] = [:], by amount: Double = 1) {
    families.withLock { $0[family, default: [:]][Series(suffix: "", labels: labels), default: 0] += amount }
  }

  package func set(_ family: Family, _ labels: [String: String] = [:], to value: Double) {
    families.withLock { $0[family, default: [:]][Series(suffix: "", labels: labels)] = value }
  }

  /// Adds an observation to a summary: its sum and count.
  package func observe(_ family: Family, _ labels: [String: String] = [:], _ duration: Duration) {
    families.withLock { families in
      families[family, default: [:]][Series(suffix: "_sum", labels: labels), default: 0] += duration / .seconds(1)
      families[family, default: [:]][Series(suffix: "_count", labels: labels), default: 0] += 1
    }
  }

  package var text: String {
    families.withLock { $0 }.sorted { $0.key.name < $1.key.name }.map { family, series in
      let lines = series.map { "\(family.name)\($0.suffix)\(Self.text($0.labels)) \(Self.text($1))\n" }.sorted()
      return "# HELP \(family.name) \(family.help)\n# TYPE \(family.name) \(family.kind.rawValue)\n" + lines.joined()
    }.joined()
  }

  private static func text(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : String(value)
  }

  private static func text(_ labels: [String: String]) -> String {
    if labels.isEmpty { return "" }
    let pairs = labels.sorted { $0.key < $1.key }.map { key, value in
      let escaped = value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
      return "\(key)=\"\(escaped)\""
    }
    return "{\(pairs.joined(separator: ","))}"
  }
}

extension Metrics.Family {
  package static let reconciles = Metrics.Family(
    "controller_runtime_reconcile_total", .counter, "Reconciliations by controller and result.")
  package static let reconcileErrors = Metrics.Family(
    "controller_runtime_reconcile_errors_total", .counter, "Failed reconciliations by controller.")
  package static let reconcileTime = Metrics.Family(
    "controller_runtime_reconcile_time_seconds", .summary, "Time that reconciliations took, by controller.")
  package static let requests = Metrics.Family(
    "rest_client_requests_total", .counter,
    "Requests by host, method and status code; the cluster is the host kubernetes.")
  package static let queueDepth = Metrics.Family(
    "workqueue_depth", .gauge, "Objects that wait for their reconciliation.")
  package static let leader = Metrics.Family(
    "leader_election_master_status", .gauge, "1 in the process that leads, else 0.")
}
