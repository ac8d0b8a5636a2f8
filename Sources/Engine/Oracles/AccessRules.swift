import Documents
import Kubernetes

/// The rules of a role, as RBAC has them.
struct AccessRules {
  var rules: [Value]

  private static let reading = ["get", "list", "watch"]

  /// The same, without whatever writes one resource. What a wildcard stands for is written out.
  ///
  /// - Parameter known: the resources of the cluster with their subresources, as rules name them: `pods`, `pods/log`.
  func withoutWriting(_ resource: GroupResource, known: [String: Set<String>]) -> AccessRules {
    AccessRules(rules: rules.flatMap { Self.rules($0, without: resource, known) })
  }

  /// Whether one of them lets somebody write it.
  func allowWriting(_ resource: GroupResource) -> Bool { rules.contains { Self.writes($0, resource) } }

  private static func texts(_ rule: Value, _ field: String) -> [String] {
    rule[field]?.array?.compactMap(\.string) ?? []
  }

  private static func writes(_ rule: Value, _ resource: GroupResource) -> Bool {
    let (groups, resources) = (texts(rule, "apiGroups"), texts(rule, "resources"))
    return (groups.contains("*") || groups.contains(resource.group))
      && (resources.contains("*") || resources.contains(resource.resource))
      && texts(rule, "verbs").contains { !reading.contains($0) }
  }

  private static func rules(_ rule: Value, without resource: GroupResource, _ known: [String: Set<String>]) -> [Value] {
    guard writes(rule, resource) else { return [rule] }
    let groups = texts(rule, "apiGroups")
    let otherGroups = (groups.contains("*") ? known.keys.sorted() : groups).filter { $0 != resource.group }
    let resources = texts(rule, "resources")
    let named = resources.contains("*") ? (known[resource.group] ?? []).sorted() : resources
    let verbs = texts(rule, "verbs")
    let kept = verbs.contains("*") ? reading : verbs.filter(reading.contains)
    let parts = [
      (otherGroups, resources, verbs),
      ([resource.group], named.filter { $0 != resource.resource }, verbs),
      ([resource.group], [resource.resource], kept),
    ]
    return parts.filter { !$0.0.isEmpty && !$0.1.isEmpty && !$0.2.isEmpty }.map { groups, resources, verbs in
      var part = rule
      part["apiGroups"] = .array(groups.map(Value.string))
      part["resources"] = .array(resources.map(Value.string))
      part["verbs"] = .array(verbs.map(Value.string))
      return part
    }
  }
}
