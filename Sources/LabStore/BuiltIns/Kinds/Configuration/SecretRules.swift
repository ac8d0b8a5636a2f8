import Documents
import Kubernetes

struct SecretRules: KindRules {
  /// `stringData` is only for writing: it goes into `data`.
  func canonicalize(_ object: inout Value) {
    guard let texts = object["stringData"]?.object else { return }
    var data = object["data"]?.object ?? [:]
    for (key, value) in texts { data[key] = .string(Base64.encode(Array((value.string ?? "").utf8))) }
    object["stringData"] = nil
    if !data.isEmpty { object["data"] = .object(data.sortedByKey()) }
  }

  func validate(_ object: Value) -> [FieldError] {
    let data = object["data"]?.object ?? [:]
    var errors: [FieldError] = []
    for key in data.keys {
      errors += NameValidation.configMapKey(key).map { .invalid("data[\(key)]", .string(key), $0) }
    }
    let size = data.reduce(0) { $0 + (($1.value.string?.utf8.count ?? 0) * 3 / 4) }
    if size > ConfigMapRules.maximumSize { errors.append(.tooLong("data", maximum: ConfigMapRules.maximumSize)) }
    return errors + typeErrors(object, data)
  }

  /// Types whose data has a form.
  private func typeErrors(_ object: Value, _ data: Object) -> [FieldError] {
    func missing(_ keys: [String]) -> [FieldError] {
      keys.filter { !data.contains($0) }.map { .required("data[\($0)]") }
    }
    switch object["type"]?.string {
    case "kubernetes.io/service-account-token":
      let name = object[path: "metadata", "annotations", "kubernetes.io/service-account.name"]?.string ?? ""
      return name.isEmpty ? [.required("metadata.annotations[kubernetes.io/service-account.name]")] : []
    case "kubernetes.io/tls": return missing(["tls.crt", "tls.key"])
    case "kubernetes.io/dockerconfigjson": return missing([".dockerconfigjson"])
    case "kubernetes.io/dockercfg": return missing([".dockercfg"])
    case "kubernetes.io/ssh-auth": return missing(["ssh-privatekey"])
    case "kubernetes.io/basic-auth":
      let isEither = data.contains("username") || data.contains("password")
      return isEither ? [] : [.required("data[username]"), .required("data[password]")]
    default: return []
    }
  }

  func validateUpdate(_ object: Value, old: Value, subresource: String?) -> [FieldError] {
    FieldChecks.immutable(object["type"], old["type"], "type")
      + ImmutableData.errors(object, old: old, fields: ["data"])
  }
}
