import Documents
import Kubernetes

/// Validation of requests and limits.
enum ResourceValidation {
  static func errors(in resources: Value?, _ path: String) -> [FieldError] {
    let limits = amounts(resources?["limits"])
    let requests = amounts(resources?["requests"])
    var errors = limits.flatMap { check($0.name, $0.amount, "\(path).limits") }
    for (name, amount) in requests {
      errors += check(name, amount, "\(path).requests")
      guard let limit = limits.first(where: { $0.name == name })?.amount else {
        if !mayExceedRequest(name) {
          errors.append(.required("\(path).limits", "Limit must be set for non overcommitable resources"))
        }
        continue
      }
      if !mayExceedRequest(name), amount != limit {
        errors.append(
          .invalid("\(path).requests", .string(amount.description), "must be equal to \(name) limit of \(limit)"))
      } else if amount > limit {
        errors.append(
          .invalid(
            "\(path).requests", .string(amount.description), "must be less than or equal to \(name) limit of \(limit)"))
      }
    }
    return errors
  }

  /// Standard resources may be promised more than once; extended ones and huge pages may not.
  private static func mayExceedRequest(_ name: String) -> Bool {
    !name.hasPrefix("hugepages-") && (!name.contains("/") || name.contains("kubernetes.io/"))
  }

  private static func amounts(_ value: Value?) -> [(name: String, amount: Quantity)] {
    (value?.object ?? [:]).sortedByKey().compactMap { name, value in
      guard let text = value.string, let amount = try? Quantity(parsing: text) else { return nil }
      return (name, amount)
    }
  }

  private static func check(_ name: String, _ amount: Quantity, _ path: String) -> [FieldError] {
    var errors = NameValidation.qualifiedName(name).map { FieldError.invalid(path, .string(name), $0) }
    let isStandard = ["cpu", "memory", "ephemeral-storage"].contains(name) || name.hasPrefix("hugepages-")
    if !name.contains("/"), !isStandard {
      errors.append(.invalid("\(path)[\(name)]", .string(name), "must be a standard resource type or fully qualified"))
    }
    if amount < .zero {
      errors.append(
        .invalid("\(path)[\(name)]", .string(amount.description), "must be greater than or equal to 0"))
    }
    if name.contains("/"), !name.contains("kubernetes.io/"), amount.nanos % 1_000_000_000 != 0 {
      errors.append(.invalid("\(path)[\(name)]", .string(amount.description), "must be an integer"))
    }
    return errors
  }
}
