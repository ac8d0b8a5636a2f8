import Documents
import Kubernetes

struct NamespaceRules: KindRules {
  /// Every namespace carries its name as a label.
  func applyDefaults(_ object: inout Value) {
    if let name = object[path: "metadata", "name"], name != "" {
      object[path: "metadata", "labels", "kubernetes.io/metadata.name"] = name
    }
  }

  func prepareForCreate(_ object: inout Value) {
    object["status"] = ["phase": "Active"]
    if let name = object[path: "metadata", "name"] {
      object[path: "metadata", "labels", "kubernetes.io/metadata.name"] = name
    }
    let finalizers = object[path: "spec", "finalizers"]?.array ?? []
    if !finalizers.contains("kubernetes") { object[path: "spec", "finalizers"] = .array(finalizers + ["kubernetes"]) }
  }

  /// Only the `finalize` endpoint takes finalizers off the spec.
  func prepareForUpdate(_ object: inout Value, old: Value, subresource: String?) {
    switch subresource {
    case "finalize": object["status"] = old["status"]
    default: object[path: "spec", "finalizers"] = old[path: "spec", "finalizers"]
    }
  }

  func validateUpdate(_ object: Value, old: Value, subresource: String?) -> [FieldError] {
    guard subresource == "status" else { return [] }
    let phase = object[path: "status", "phase"]?.string ?? ""
    let expected = object[path: "metadata", "deletionTimestamp"] == nil ? "Active" : "Terminating"
    guard phase != expected else { return [] }
    let condition = expected == "Active" ? "empty" : "not empty"
    return [
      .invalid(
        "status.phase", .string(phase), "may only be '\(expected)' if `deletionTimestamp` is \(condition)")
    ]
  }
}
