internal import Documents
internal import Kubernetes

/// Role-based access control over the roles and bindings that are stored.
struct Authorizer: Sendable {
  let reader: any StoreReader

  private static let group = "rbac.authorization.k8s.io"
  static let roles = StorageKey(group: group, plural: "roles")
  static let roleBindings = StorageKey(group: group, plural: "rolebindings")
  static let clusterRoles = StorageKey(group: group, plural: "clusterroles")
  static let clusterRoleBindings = StorageKey(group: group, plural: "clusterrolebindings")

  /// A rule that applies to a user, and how it came to.
  struct Grant: Sendable {
    var rule: PolicyRule
    /// `RoleBinding "rb/ns" of Role "r" to User "alice"`
    var origin: String
  }

  /// - Returns: why it is allowed; nil when it is not.
  func allows(_ attributes: AccessAttributes, by user: UserInfo) -> String? {
    if user.groups.contains("system:masters") { return "" }
    let grants = grants(of: user, namespace: attributes.isResource ? attributes.namespace : "")
    return grants.first { $0.rule.allows(attributes) }.map { "RBAC: allowed by \($0.origin)" }
  }

  /// - Throws: `APIStatus` 403
  func authorize(_ attributes: AccessAttributes, by user: UserInfo) throws(APIStatus) {
    if allows(attributes, by: user) != nil { return }
    guard attributes.isResource else {
      throw .forbidden(
        nil, name: "", because: "User \(user.name.goQuoted) cannot \(attributes.verb) path \(attributes.path.goQuoted)")
    }
    let full =
      attributes.subresource.isEmpty ? attributes.resource : "\(attributes.resource)/\(attributes.subresource)"
    let scope =
      attributes.namespace.isEmpty ? "at the cluster scope" : "in the namespace \(attributes.namespace.goQuoted)"
    throw .forbidden(
      GroupResource(group: attributes.group, resource: attributes.resource), name: attributes.name,
      because: "User \(user.name.goQuoted) cannot \(attributes.verb) resource \(full.goQuoted) in API group "
        + "\(attributes.group.goQuoted) \(scope)")
  }

  /// All rules for a user: those of the cluster, and those of the namespace unless it is empty.
  func grants(of user: UserInfo, namespace: String) -> [Grant] {
    var grants = reader.objects(Self.clusterRoleBindings, namespace: nil).flatMap { binding in
      self.grants(of: user, through: binding, namespace: "", kind: "ClusterRoleBinding")
    }
    if !namespace.isEmpty {
      grants += reader.objects(Self.roleBindings, namespace: namespace).flatMap { binding in
        self.grants(of: user, through: binding, namespace: namespace, kind: "RoleBinding")
      }
    }
    return grants
  }

  private func grants(of user: UserInfo, through binding: Value, namespace: String, kind: String) -> [Grant] {
    let subjects = binding["subjects"]?.array ?? []
    guard let subject = subjects.first(where: { applies($0, to: user, namespace: namespace) }) else { return [] }
    let reference = binding["roleRef"] ?? .null
    let name = binding["metadata"]?["name"]?.string ?? ""
    let shown = namespace.isEmpty ? name : "\(name)/\(namespace)"
    let origin =
      "\(kind) \(shown.goQuoted) of \(reference["kind"]?.string ?? "") \((reference["name"]?.string ?? "").goQuoted) "
      + "to \(subject["kind"]?.string ?? "") \(Self.text(of: subject).goQuoted)"
    return rules(of: reference, namespace: namespace).map { Grant(rule: $0, origin: origin) }
  }

  /// The rules of the role that a `roleRef` names; none when it does not exist.
  func rules(of reference: Value, namespace: String) -> [PolicyRule] {
    let name = reference["name"]?.string ?? ""
    let role =
      reference["kind"]?.string == "ClusterRole"
      ? reader.object(Self.clusterRoles, namespace: nil, name: name)
      : reader.object(Self.roles, namespace: namespace, name: name)
    return role?["rules"]?.array?.map { PolicyRule($0) } ?? []
  }

  private func applies(_ subject: Value, to user: UserInfo, namespace: String) -> Bool {
    let name = subject["name"]?.string ?? ""
    return switch subject["kind"]?.string {
    case "User": name == user.name
    case "Group": user.groups.contains(name)
    case "ServiceAccount":
      user.name == "system:serviceaccount:\(subject["namespace"]?.string ?? namespace):\(name)"
    default: false
    }
  }

  private static func text(of subject: Value) -> String {
    let name = subject["name"]?.string ?? ""
    guard subject["kind"]?.string == "ServiceAccount" else { return name }
    return "\(name)/\(subject["namespace"]?.string ?? "")"
  }
}
