import Documents
import Kubernetes

/// Roles and cluster roles.
struct RoleRules: KindRules {
  func validate(_ object: Value) -> [FieldError] {
    let isNamespaced = object["kind"] == "Role"
    return (object["rules"]?.array ?? []).enumerated().flatMap { index, rule -> [FieldError] in
      let path = "rules[\(index)]"
      var errors: [FieldError] = []
      if (rule["verbs"]?.array ?? []).isEmpty {
        errors.append(.required("\(path).verbs", "verbs must contain at least one value"))
      }
      func count(_ field: String) -> Int { rule[field]?.array?.count ?? 0 }
      if count("nonResourceURLs") > 0 {
        if isNamespaced {
          errors.append(
            .invalid(
              "\(path).nonResourceURLs", rule["nonResourceURLs"] ?? .null,
              "namespaced rules cannot apply to non-resource URLs"))
        }
        if count("apiGroups") + count("resources") + count("resourceNames") > 0 {
          errors.append(
            .invalid(
              "\(path).nonResourceURLs", rule["nonResourceURLs"] ?? .null,
              "rules cannot apply to both regular resources and non-resource URLs"))
        }
        return errors
      }
      if count("apiGroups") == 0 {
        errors.append(.required("\(path).apiGroups", "resource rules must supply at least one api group"))
      }
      if count("resources") == 0 {
        errors.append(.required("\(path).resources", "resource rules must supply at least one resource"))
      }
      return errors
    }
  }
}

/// Role bindings and cluster role bindings.
struct RoleBindingRules: KindRules {
  private static let group = "rbac.authorization.k8s.io"

  /// A service account is of the core group, anything else of RBAC's own.
  func applyDefaults(_ object: inout Value) {
    object.change("subjects") { subjects in
      subjects.changeItems { subject in
        if subject["apiGroup"] == nil, ["User", "Group"].contains(subject["kind"]?.string) {
          subject["apiGroup"] = .string(Self.group)
        }
      }
    }
  }

  func validate(_ object: Value) -> [FieldError] {
    let reference = object["roleRef"] ?? .null
    let kinds = object["kind"] == "ClusterRoleBinding" ? ["ClusterRole"] : ["Role", "ClusterRole"]
    var errors: [FieldError] = []
    if reference["apiGroup"]?.string != Self.group {
      errors.append(.notSupported("roleRef.apiGroup", reference["apiGroup"] ?? "", supported: [Self.group]))
    }
    if let kind = reference["kind"]?.string, !kind.isEmpty, !kinds.contains(kind) {
      errors.append(.notSupported("roleRef.kind", .string(kind), supported: kinds))
    }
    errors += FieldChecks.text(reference["name"], "roleRef.name", NameValidation.pathSegment)
    for (index, subject) in (object["subjects"]?.array ?? []).enumerated() {
      errors += subjectErrors(subject, "subjects[\(index)]")
    }
    return errors
  }

  private func subjectErrors(_ subject: Value, _ path: String) -> [FieldError] {
    let group = subject["apiGroup"]?.string ?? ""
    if subject["kind"] == "ServiceAccount" {
      var errors = FieldChecks.text(subject["name"], "\(path).name", NameValidation.subdomain)
      if !group.isEmpty { errors.append(.notSupported("\(path).apiGroup", .string(group), supported: [""])) }
      if subject["namespace"]?.string ?? "" == "" { errors.append(.required("\(path).namespace")) }
      return errors
    }
    return group == Self.group ? [] : [.notSupported("\(path).apiGroup", .string(group), supported: [Self.group])]
  }

  func validateUpdate(_ object: Value, old: Value, subresource: String?) -> [FieldError] {
    guard object["roleRef"] != old["roleRef"], let reference = object["roleRef"] else { return [] }
    // The message shows Go's structure, which has no JSON names.
    let shown: Value = [
      "APIGroup": reference["apiGroup"] ?? "", "Kind": reference["kind"] ?? "", "Name": reference["name"] ?? "",
    ]
    return [.invalid("roleRef", shown, "cannot change roleRef")]
  }
}
