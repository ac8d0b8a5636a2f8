package import Documents

/// One item of `scrape_configs`, made from an endpoint of a monitor or from a profile.
package struct ScrapeJob: Sendable {
  package var name: String
  package var targets: [Target]
  package var path: String?
  package var scheme: String?
  package var interval: String?
  package var timeout: String?
  package var honorsLabels = false
  package var parameters: Value?
  package var relabelings: [Value] = []
  package var metricRelabelings: [Value] = []

  package init(name: String, targets: [Target]) {
    self.name = name
    self.targets = targets
  }

  package var value: Value {
    var job: Value = ["job_name": .string(name)]
    if honorsLabels { job["honor_labels"] = true }
    job["scrape_interval"] = interval.map(Value.string)
    job["scrape_timeout"] = timeout.map(Value.string)
    job["metrics_path"] = path.map(Value.string)
    job["scheme"] = scheme.map { .string($0.lowercased()) }
    job["params"] = parameters
    job["static_configs"] = .array(
      Set(targets).sorted { ($0.address, $0.sortKey) < ($1.address, $1.sortKey) }.map(\.value))
    if !relabelings.isEmpty { job["relabel_configs"] = .array(relabelings) }
    if !metricRelabelings.isEmpty { job["metric_relabel_configs"] = .array(metricRelabelings) }
    return job
  }

  /// What Prometheus would refuse.
  package var problems: [String] {
    var problems: [String] = []
    for (field, text) in [("interval", interval), ("timeout", timeout)] {
      guard let text else { continue }
      if (PrometheusDuration.milliseconds(text) ?? 0) <= 0 {
        problems.append("the \(field) \"\(text)\" is no duration of Prometheus")
      }
    }
    if let interval, let timeout, let limit = PrometheusDuration.milliseconds(interval),
      let time = PrometheusDuration.milliseconds(timeout), time > limit
    {
      problems.append("the timeout \(timeout) is longer than the interval \(interval)")
    }
    return problems + (relabelings + metricRelabelings).flatMap(Relabeling.problems)
  }
}

/// Where something is scraped, and what is known of it.
package struct Target: Sendable, Hashable {
  /// `10.0.0.1:8080`, `[fd00::1]:8080`
  package var address: String
  package var labels: [String: String]

  package init(address: String, labels: [String: String]) {
    self.address = address
    self.labels = labels
  }

  fileprivate var sortKey: String { labels.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined() }

  fileprivate var value: Value {
    let labels = labels.sorted { $0.key < $1.key }.map { ($0.key, Value.string($0.value)) }
    return ["targets": [.string(address)], "labels": .object(Object(labels))]
  }
}

/// A step of relabeling, as the cluster's objects write it (`targetLabel`) and as Prometheus does (`target_label`).
package enum Relabeling {
  private static let names = [
    ("sourceLabels", "source_labels"), ("separator", "separator"), ("targetLabel", "target_label"),
    ("regex", "regex"), ("modulus", "modulus"), ("replacement", "replacement"), ("action", "action"),
  ]
  private static let actions: Set<String> = [
    "replace", "keep", "drop", "hashmod", "labelmap", "labeldrop", "labelkeep", "lowercase", "uppercase", "keepequal",
    "dropequal",
  ]

  package static func written(_ step: Value) -> Value {
    var written: Value = [:]
    for (name, theirs) in names where step[name]?.isNull == false { written[theirs] = step[name] }
    if let action = written["action"]?.string { written["action"] = .string(action.lowercased()) }
    return written
  }

  /// Sets a label to a text as it stands.
  package static func set(_ label: String, to text: String) -> Value {
    ["target_label": .string(label), "replacement": .string(text.replacing("$", with: "$$"))]
  }

  static func problems(_ step: Value) -> [String] {
    var problems: [String] = []
    if let action = step["action"]?.string, !actions.contains(action) {
      problems.append("there is no relabeling action \"\(action)\"")
    }
    if let regex = step["regex"]?.string, (try? Regex(regex)) == nil {
      problems.append("\"\(regex)\" is no regular expression")
    }
    return problems
  }
}
