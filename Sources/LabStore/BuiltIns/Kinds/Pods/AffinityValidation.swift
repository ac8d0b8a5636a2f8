import Documents
import Kubernetes

/// Validation of the affinity of a pod spec, and of node selectors.
struct AffinityValidation {
  let path: String

  func errors(in affinity: Value?) -> [FieldError] {
    guard let affinity, !affinity.isNull else { return [] }
    let required = "requiredDuringSchedulingIgnoredDuringExecution"
    let preferred = "preferredDuringSchedulingIgnoredDuringExecution"
    var errors: [FieldError] = []
    if let node = affinity["nodeAffinity"]?[required], !node.isNull {
      errors += Self.nodeSelectorErrors(node, "\(path).nodeAffinity.\(required)")
    }
    for (index, term) in (affinity["nodeAffinity"]?[preferred]?.array ?? []).enumerated() {
      let place = "\(path).nodeAffinity.\(preferred)[\(index)]"
      errors += weightErrors(term, place)
      errors += Self.termErrors(term["preference"] ?? .null, "\(place).preference")
    }
    for kind in ["podAffinity", "podAntiAffinity"] {
      for (index, term) in (affinity[kind]?[required]?.array ?? []).enumerated() {
        errors += podTermErrors(term, "\(path).\(kind).\(required)[\(index)]")
      }
      for (index, term) in (affinity[kind]?[preferred]?.array ?? []).enumerated() {
        let place = "\(path).\(kind).\(preferred)[\(index)]"
        errors += weightErrors(term, place)
        errors += podTermErrors(term["podAffinityTerm"] ?? .null, "\(place).podAffinityTerm")
      }
    }
    return errors
  }

  private func weightErrors(_ term: Value, _ place: String) -> [FieldError] {
    guard let weight = term["weight"]?.integer, (1...100).contains(weight) else {
      return [.invalid("\(place).weight", term["weight"] ?? 0, "must be in the range 1-100")]
    }
    return []
  }

  private func podTermErrors(_ term: Value, _ place: String) -> [FieldError] {
    FieldChecks.labelSelector(term["labelSelector"], "\(place).labelSelector")
      + FieldChecks.labelSelector(term["namespaceSelector"], "\(place).namespaceSelector")
      + FieldChecks.text(term["topologyKey"], "\(place).topologyKey") { NameValidation.qualifiedName($0) }
  }

  static func nodeSelectorErrors(_ selector: Value, _ place: String) -> [FieldError] {
    let terms = selector["nodeSelectorTerms"]?.array ?? []
    if terms.isEmpty { return [.required("\(place).nodeSelectorTerms", "must have at least one node selector term")] }
    return terms.enumerated().flatMap { termErrors($1, "\(place).nodeSelectorTerms[\($0)]") }
  }

  private static func termErrors(_ term: Value, _ place: String) -> [FieldError] {
    (term["matchExpressions"]?.array ?? []).enumerated().flatMap { index, requirement -> [FieldError] in
      let path = "\(place).matchExpressions[\(index)]"
      let count = requirement["values"]?.array?.count ?? 0
      switch requirement["operator"]?.string {
      case "In", "NotIn":
        return count > 0
          ? [] : [.required("\(path).values", "must be specified when `operator` is 'In' or 'NotIn'")]
      case "Exists", "DoesNotExist":
        return count == 0
          ? [] : [.forbidden("\(path).values", "may not be specified when `operator` is 'Exists' or 'DoesNotExist'")]
      case "Gt", "Lt":
        return count == 1
          ? [] : [.required("\(path).values", "must be specified single value when `operator` is 'Lt' or 'Gt'")]
      default: return [.invalid("\(path).operator", requirement["operator"] ?? "", "not a valid selector operator")]
      }
    }
  }
}
