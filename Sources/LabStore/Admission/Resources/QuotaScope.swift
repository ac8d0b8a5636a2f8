internal import Documents
internal import Kubernetes

/// One of the conditions by which a quota chooses the pods that it counts.
struct QuotaScope: Sendable {
  private let name: String
  private let comparison: String
  private let values: [String]

  /// Those of a quota; all must hold.
  static func all(of quota: Value) -> [QuotaScope] {
    let names = (quota["spec"]?["scopes"]?.array ?? []).compactMap(\.string)
    let expressions = quota["spec"]?["scopeSelector"]?["matchExpressions"]?.array ?? []
    return names.map { QuotaScope(name: $0, comparison: "Exists", values: []) }
      + expressions.map {
        QuotaScope(
          name: $0["scopeName"]?.string ?? "", comparison: $0["operator"]?.string ?? "",
          values: ($0["values"]?.array ?? []).compactMap(\.string))
      }
  }

  /// Only pods are chosen; of other objects a quota with scopes counts none.
  func chooses(_ object: Value) -> Bool {
    guard object["spec"]?["containers"] != nil else { return false }
    switch name {
    case "Terminating": return object["spec"]?["activeDeadlineSeconds"] != nil
    case "NotTerminating": return object["spec"]?["activeDeadlineSeconds"] == nil
    case "BestEffort": return Self.isBestEffort(object)
    case "NotBestEffort": return !Self.isBestEffort(object)
    case "PriorityClass": return matches(object["spec"]?["priorityClassName"]?.string)
    case "CrossNamespacePodAffinity": return Self.looksBeyondNamespace(object)
    default: return false
    }
  }

  private func matches(_ text: String?) -> Bool {
    switch comparison {
    case "Exists": text != nil
    case "DoesNotExist": text == nil
    case "In": text.map(values.contains) ?? false
    case "NotIn": !(text.map(values.contains) ?? false)
    default: false
    }
  }

  /// Nothing is promised to any container.
  private static func isBestEffort(_ pod: Value) -> Bool {
    ["cpu", "memory"].allSatisfy { resource in
      [PodResources.Side.requests, .limits].allSatisfy { PodResources.total(resource, $0, of: pod)?.isZero ?? true }
    }
  }

  private static func looksBeyondNamespace(_ pod: Value) -> Bool {
    let affinities = ["podAffinity", "podAntiAffinity"].compactMap { pod["spec"]?["affinity"]?[$0] }
    let required = affinities.flatMap { $0["requiredDuringSchedulingIgnoredDuringExecution"]?.array ?? [] }
    let preferred = affinities.flatMap { $0["preferredDuringSchedulingIgnoredDuringExecution"]?.array ?? [] }
      .compactMap { $0["podAffinityTerm"] }
    return (required + preferred).contains {
      $0["namespaceSelector"] != nil || !($0["namespaces"]?.array ?? []).isEmpty
    }
  }
}
