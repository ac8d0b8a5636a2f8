import Documents
import Kubernetes

struct ConfigMapRules: KindRules {
  func validate(_ object: Value) -> [FieldError] {
    let data = object["data"]?.object ?? [:]
    let binary = object["binaryData"]?.object ?? [:]
    var errors: [FieldError] = []
    for key in data.keys {
      errors += NameValidation.configMapKey(key).map { .invalid("data[\(key)]", .string(key), $0) }
      if binary.contains(key) {
        errors.append(.invalid("data[\(key)]", .string(key), "duplicate of key present in binaryData"))
      }
    }
    for key in binary.keys {
      errors += NameValidation.configMapKey(key).map { .invalid("binaryData[\(key)]", .string(key), $0) }
    }
    let size =
      data.reduce(0) { $0 + ($1.value.string?.utf8.count ?? 0) }
      + binary.reduce(0) { $0 + (($1.value.string?.utf8.count ?? 0) * 3 / 4) }
    if size > Self.maximumSize { errors.append(.tooLong("[]", maximum: Self.maximumSize)) }
    return errors
  }

  static let maximumSize = 1024 * 1024

  func validateUpdate(_ object: Value, old: Value, subresource: String?) -> [FieldError] {
    ImmutableData.errors(object, old: old, fields: ["data", "binaryData"])
  }
}

/// ConfigMaps and Secrets that were declared immutable.
enum ImmutableData {
  static func errors(_ object: Value, old: Value, fields: [String]) -> [FieldError] {
    guard old["immutable"] == true else { return [] }
    let detail = "field is immutable when `immutable` is set"
    var errors: [FieldError] = object["immutable"] == true ? [] : [.forbidden("immutable", detail)]
    for field in fields { errors += FieldChecks.forbiddenChange(object[field], old[field], field, detail) }
    return errors
  }
}
