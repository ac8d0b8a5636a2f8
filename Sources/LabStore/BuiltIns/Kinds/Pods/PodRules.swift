import Documents
import Kubernetes

/// Pods: defaults, quality of service, and what may change once they exist.
struct PodRules: KindRules {
  func canonicalize(_ object: inout Value) { object.change("spec", PodSpecDefaults.canonicalize) }

  func applyDefaults(_ object: inout Value) {
    object.change("spec") { spec in
      PodSpecDefaults.apply(to: &spec)
      PodSpecDefaults.applyToPod(&spec)
    }
  }

  func prepareForCreate(_ object: inout Value) {
    object["status"] = ["phase": "Pending", "qosClass": .string(PodQuality.serviceClass(of: object["spec"] ?? .null))]
  }

  func prepareForUpdate(_ object: inout Value, old: Value, subresource: String?) {
    switch subresource {
    case nil: object[path: "spec", "ephemeralContainers"] = old[path: "spec", "ephemeralContainers"]
    case "status": object[path: "status", "qosClass"] = old[path: "status", "qosClass"]
    case "ephemeralcontainers":
      let containers = object[path: "spec", "ephemeralContainers"]
      keepAllButMetadata(&object, of: old)
      object[path: "spec", "ephemeralContainers"] = containers
    case "resize":
      let containers = object[path: "spec", "containers"]
      keepAllButMetadata(&object, of: old)
      object[path: "spec", "containers"] = containers
    default: break
    }
  }

  private func keepAllButMetadata(_ object: inout Value, of old: Value) {
    let metadata = object["metadata"]
    object = old
    object["metadata"] = metadata
  }

  func validate(_ object: Value) -> [FieldError] {
    PodSpecValidation(path: "spec").errors(in: object["spec"] ?? .null)
  }

  func validateUpdate(_ object: Value, old: Value, subresource: String?) -> [FieldError] {
    guard subresource == nil else { return [] }
    return PodUpdateValidation.errors(object["spec"] ?? .null, old: old["spec"] ?? .null)
  }
}

/// The class by which pods are evicted under pressure.
enum PodQuality {
  static func serviceClass(of spec: Value) -> String {
    let containers = (spec["containers"]?.array ?? []) + (spec["initContainers"]?.array ?? [])
    var asksAnything = false
    var isGuaranteed = true
    for container in containers {
      let requests = amounts(container[path: "resources", "requests"])
      let limits = amounts(container[path: "resources", "limits"])
      if !requests.isEmpty || !limits.isEmpty { asksAnything = true }
      if limits.count < 2 || requests.contains(where: { limits[$0.key] != $0.value }) { isGuaranteed = false }
    }
    if !asksAnything { return "BestEffort" }
    return isGuaranteed ? "Guaranteed" : "Burstable"
  }

  /// Of CPU and memory, as far as they are not zero.
  private static func amounts(_ value: Value?) -> [String: String] {
    var result: [String: String] = [:]
    for name in ["cpu", "memory"] {
      if let amount = value?[name]?.string, amount != "0" { result[name] = amount }
    }
    return result
  }
}
