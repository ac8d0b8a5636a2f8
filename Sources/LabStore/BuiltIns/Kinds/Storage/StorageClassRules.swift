import Documents
import Kubernetes

struct StorageClassRules: KindRules {
  func validateUpdate(_ object: Value, old: Value, subresource: String?) -> [FieldError] {
    var errors = ["parameters", "provisioner", "reclaimPolicy"].flatMap {
      FieldChecks.forbiddenChange(object[$0], old[$0], $0, "updates to \($0) are forbidden.")
    }
    errors += FieldChecks.immutable(object["volumeBindingMode"], old["volumeBindingMode"], "volumeBindingMode")
    return errors
  }
}
