import Documents
import Kubernetes

struct PersistentVolumeClaimRules: KindRules {
  func prepareForCreate(_ object: inout Value) { object["status"] = ["phase": "Pending"] }

  func validate(_ object: Value) -> [FieldError] { Self.errors(inSpec: object["spec"] ?? .null, "spec") }

  static func errors(inSpec spec: Value, _ path: String) -> [FieldError] {
    var errors: [FieldError] = []
    let modes = spec["accessModes"]?.array ?? []
    if modes.isEmpty { errors.append(.required("\(path).accessModes", "at least 1 access mode is required")) }
    errors += FieldChecks.labelSelector(spec["selector"], "\(path).selector")
    if modes.contains("ReadWriteOncePod"), modes.count > 1 {
      errors.append(
        .forbidden("\(path).accessModes", "may not use ReadWriteOncePod with other access modes"))
    }
    if let storage = spec[path: "resources", "requests", "storage"]?.string {
      if storage.hasPrefix("-") || storage == "0" {
        errors.append(.invalid("\(path).resources[storage]", .string(storage), "must be greater than zero"))
      }
    } else {
      errors.append(.required("\(path).resources[storage]"))
    }
    return errors + FieldChecks.text(spec["storageClassName"], "\(path).storageClassName", NameValidation.subdomain)
  }

  func validateUpdate(_ object: Value, old: Value, subresource: String?) -> [FieldError] {
    guard subresource == nil else { return [] }
    var new = object["spec"] ?? .null
    var before = old["spec"] ?? .null
    let isBound = old[path: "status", "phase"] == "Bound"
    // A claim is bound by setting its volume, may grow once bound, and may change its attributes.
    var free = ["volumeAttributesClassName"]
    if before["volumeName"]?.string ?? "" == "" { free.append("volumeName") }
    let requested = [new, before].map { $0[path: "resources", "requests", "storage"]?.string }
    if isBound { free.append("resources") }
    for field in free {
      new[field] = nil
      before[field] = nil
    }
    if new != before {
      return [
        .forbidden(
          "spec",
          "spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims")
      ]
    }
    if let size = requested[0].flatMap({ try? Quantity(parsing: $0) }),
      let oldSize = requested[1].flatMap({ try? Quantity(parsing: $0) }), size < oldSize
    {
      return [.forbidden("spec.resources.requests.storage", "field can not be less than status.capacity")]
    }
    return []
  }
}
