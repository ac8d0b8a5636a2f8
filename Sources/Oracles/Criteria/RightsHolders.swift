import Documents

/// Who gets the rights of roles, as far as bindings among the manifests tell.
///
/// Packages bring roles that they leave to administrators to bind. What nobody is bound to says nothing about the operator;
/// without any binding all roles are taken for the operator's.
struct RightsHolders {
  /// Names of cluster roles that are bound, with whether that is for the whole cluster.
  private var clusterRoles: [String: Bool] = [:]
  private var roles: Set<String> = []
  private var hasBindings = false

  init(_ objects: [ManifestObject]) {
    for object in objects where object.group == "rbac.authorization.k8s.io" && object.kind.hasSuffix("RoleBinding") {
      guard let role = object.node["roleRef"], let name = role["name"]?.string else { continue }
      hasBindings = true
      if role["kind"]?.string == "Role" {
        roles.insert(name)
      } else {
        clusterRoles[name] = clusterRoles[name] ?? false || object.kind == "ClusterRoleBinding"
      }
    }
    aggregate(objects)
  }

  /// Roles that are collected into others are bound with them.
  private mutating func aggregate(_ objects: [ManifestObject]) {
    for collector in objects where collector.kind == "ClusterRole" {
      guard let isClusterWide = clusterRoles[collector.name] else { continue }
      for selector in collector.node["aggregationRule"]?["clusterRoleSelectors"]?.items ?? [] {
        guard let wanted = selector["matchLabels"]?.members, !wanted.isEmpty else { continue }
        for object in objects where object.kind == "ClusterRole" {
          let labels = object.node["metadata"]?["labels"]
          guard wanted.allSatisfy({ labels?[$0.name]?.string == $0.value.string }) else { continue }
          clusterRoles[object.name] = clusterRoles[object.name] ?? false || isClusterWide
        }
      }
    }
  }

  /// Whether anybody is bound to a role; to those that are collected into roles of Kubernetes, users are.
  func areThere(for role: ManifestObject) -> Bool {
    if !hasBindings || Self.isForUsers(role) { return true }
    return role.kind == "Role" ? roles.contains(role.name) : clusterRoles[role.name] != nil
  }

  /// Whether a role gives its rights in all namespaces.
  func areClusterWide(for role: ManifestObject) -> Bool {
    guard role.kind == "ClusterRole" else { return false }
    return clusterRoles[role.name] ?? !Self.isForUsers(role)
  }

  private static func isForUsers(_ role: ManifestObject) -> Bool {
    role.node["metadata"]?["labels"]?.members?.contains {
      $0.name.hasPrefix("rbac.authorization.k8s.io/aggregate-to-")
    } ?? false
  }
}
