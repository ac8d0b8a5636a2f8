import Documents
import Kubernetes

struct NodeRules: KindRules {
  func validate(_ object: Value) -> [FieldError] {
    var errors: [FieldError] = []
    for (index, taint) in (object[path: "spec", "taints"]?.array ?? []).enumerated() {
      let path = "spec.taints[\(index)]"
      errors += FieldChecks.text(taint["key"], "\(path).key") { NameValidation.qualifiedName($0) }
      errors += FieldChecks.text(taint["value"], "\(path).value", NameValidation.labelValue)
    }
    return errors
  }
}
