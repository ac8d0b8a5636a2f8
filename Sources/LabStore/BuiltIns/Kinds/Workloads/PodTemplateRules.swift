import Documents
import Kubernetes

/// The kind PodTemplate.
struct PodTemplateRules: KindRules {
  private let template = PodTemplate(path: ["template"])

  func canonicalize(_ object: inout Value) { template.canonicalize(&object) }
  func applyDefaults(_ object: inout Value) { template.applyDefaults(&object) }
  func validate(_ object: Value) -> [FieldError] { template.errors(in: object) }
}

struct ControllerRevisionRules: KindRules {
  func validate(_ object: Value) -> [FieldError] {
    var errors = FieldChecks.nonNegative(object["revision"], "revision")
    if object["data"].map(\.isNull) ?? true { errors.append(.required("data", "data is mandatory")) }
    return errors
  }

  func validateUpdate(_ object: Value, old: Value, subresource: String?) -> [FieldError] {
    FieldChecks.immutable(object["data"], old["data"], "data")
  }
}
