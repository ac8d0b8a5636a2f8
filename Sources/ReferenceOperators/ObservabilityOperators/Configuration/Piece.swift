package import Documents
package import Kubernetes

/// What one object asks of Prometheus.
package struct Piece: Sendable {
  package var object: KubernetesObject
  /// Items of `scrape_configs`.
  package var jobs: [Value] = []
  /// Items of `remote_write`.
  package var remoteWrites: [Value] = []
  /// Groups of rules, which stand in a file of their own.
  package var groups: [Value] = []
  /// What is wrong with it; then nothing of it comes into force.
  package var problems: [String] = []
  /// How many targets were found for it.
  package var targetCount = 0

  package init(_ object: KubernetesObject) { self.object = object }

  package var key: ObjectKey { object.key }

  package var isEmpty: Bool { jobs.isEmpty && remoteWrites.isEmpty && groups.isEmpty }

  /// The same text for the same content.
  package var content: Value {
    var content: Object = [:]
    if !jobs.isEmpty { content["scrape_configs"] = .array(jobs) }
    if !remoteWrites.isEmpty { content["remote_write"] = .array(remoteWrites) }
    if !groups.isEmpty { content["groups"] = .array(groups) }
    return .object(content)
  }

  package var text: String { YAML.text(content) }

  /// Every rule with the group that it is in.
  package var rules: [(group: String, rule: Value)] {
    groups.flatMap { group in (group["rules"]?.array ?? []).map { (group["name"]?.string ?? "", $0) } }
  }
}
