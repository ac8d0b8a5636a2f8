import Documents
import Kubernetes

struct ResourceQuotaRules: KindRules {
  func prepareForCreate(_ object: inout Value) { object["status"] = [:] }

  func validate(_ object: Value) -> [FieldError] {
    (object[path: "spec", "hard"]?.object ?? [:]).flatMap { name, amount -> [FieldError] in
      let path = "spec.hard[\(name)]"
      var errors = NameValidation.qualifiedName(name).map { FieldError.invalid(path, .string(name), $0) }
      if amount.string?.hasPrefix("-") ?? false {
        errors.append(.invalid(path, amount, "must be greater than or equal to 0"))
      }
      return errors
    }
  }

  func validateUpdate(_ object: Value, old: Value, subresource: String?) -> [FieldError] {
    guard subresource == nil else { return [] }
    return FieldChecks.immutable(object[path: "spec", "scopes"], old[path: "spec", "scopes"], "spec.scopes")
  }
}
