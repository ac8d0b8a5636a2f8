import Documents
import Kubernetes

struct PersistentVolumeRules: KindRules {
  private static let ordinaryFields: Set = [
    "accessModes", "capacity", "claimRef", "mountOptions", "nodeAffinity", "persistentVolumeReclaimPolicy",
    "storageClassName", "volumeAttributesClassName", "volumeMode",
  ]

  func prepareForCreate(_ object: inout Value) {
    object["status"] = [
      "phase": "Pending", "lastPhaseTransitionTime": .string(KubernetesTime.now.description),
    ]
  }

  func prepareForUpdate(_ object: inout Value, old: Value, subresource: String?) {
    guard subresource == "status", object[path: "status", "phase"] != old[path: "status", "phase"] else { return }
    object[path: "status", "lastPhaseTransitionTime"] = .string(KubernetesTime.now.description)
  }

  private func source(of spec: Value) -> Object {
    (spec.object ?? [:]).filter { key, value in
      !Self.ordinaryFields.contains(key) && !value.isNull
    }
  }

  func validate(_ object: Value) -> [FieldError] {
    let spec = object["spec"] ?? .null
    var errors: [FieldError] = []
    if (spec["accessModes"]?.array ?? []).isEmpty { errors.append(.required("spec.accessModes")) }
    let capacity = spec["capacity"]?.object ?? [:]
    if capacity.isEmpty { errors.append(.required("spec.capacity")) }
    if !capacity.contains("storage") || capacity.count > 1 {
      errors.append(.notSupported("spec.capacity", .object(capacity), supported: ["storage"]))
    }
    if let storage = capacity["storage"]?.string, storage.hasPrefix("-") || storage == "0" {
      errors.append(.invalid("spec.capacity[storage]", .string(storage), "must be greater than zero"))
    }
    let sources = source(of: spec)
    if sources.isEmpty { errors.append(.required("spec", "must specify a volume type")) }
    for (kind, _) in sources.dropFirst() {
      errors.append(.forbidden("spec.\(kind)", "may not specify more than 1 volume type"))
    }
    if let affinity = spec[path: "nodeAffinity", "required"], !affinity.isNull {
      errors += AffinityValidation.nodeSelectorErrors(affinity, "spec.nodeAffinity.required")
    }
    return errors + FieldChecks.text(spec["storageClassName"], "spec.storageClassName", NameValidation.subdomain)
  }

  func validateUpdate(_ object: Value, old: Value, subresource: String?) -> [FieldError] {
    guard subresource == nil else { return [] }
    var errors = FieldChecks.forbiddenChange(
      .object(source(of: object["spec"] ?? .null)), .object(source(of: old["spec"] ?? .null)),
      "spec.persistentvolumesource", "spec.persistentvolumesource is immutable after creation")
    errors += FieldChecks.immutable(
      object[path: "spec", "volumeMode"], old[path: "spec", "volumeMode"], "spec.volumeMode")
    return errors
  }
}
