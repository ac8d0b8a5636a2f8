internal import Documents
internal import Kubernetes

/// Nobody grants by a role or a binding more than they have, unless they hold the verb `escalate` or `bind`.
struct RoleEscalation: AdmissionPlugin {
  func validate(_ review: inout AdmissionReview, reader: any StoreReader) throws {
    guard review.operation != .delete, let object = review.object else { return }
    let authorizer = Authorizer(reader: reader)
    switch review.type.storage {
    case Authorizer.roles, Authorizer.clusterRoles:
      if review.operation == .update, object["rules"] == review.oldObject?["rules"] { return }
      try check(
        (object["rules"]?.array ?? []).map { PolicyRule($0) }, exemptedBy: "escalate", review, authorizer)
    case Authorizer.roleBindings, Authorizer.clusterRoleBindings:
      let reference = object["roleRef"] ?? .null
      try check(
        authorizer.rules(of: reference, namespace: review.namespace ?? ""), exemptedBy: "bind", review, authorizer)
    default: return
    }
  }

  private func check(
    _ rules: [PolicyRule], exemptedBy verb: String, _ review: AdmissionReview, _ authorizer: Authorizer
  ) throws {
    let user = review.user
    if user.groups.contains("system:masters") { return }
    let exemption = AccessAttributes(
      verb: verb, group: review.type.group, resource: review.type.plural, namespace: review.namespace ?? "",
      name: review.name)
    if authorizer.allows(exemption, by: user) != nil { return }
    let held = authorizer.grants(of: user, namespace: review.namespace ?? "").map(\.rule)
    let missing = rules.flatMap(\.singles).filter { single in !held.contains { $0.covers(single) } }
    guard !missing.isEmpty else { return }
    let groups = user.groups.map(\.goQuoted).joined(separator: " ")
    let list = rules.filter { rule in rule.singles.contains { missing.contains($0) } }.map(Self.text)
    throw APIStatus.forbidden(
      GroupResource(group: review.type.group, resource: review.type.plural), name: review.name,
      because: "user \(user.name.goQuoted) (groups=[\(groups)]) is attempting to grant RBAC permissions not currently "
        + "held:\n\(list.joined(separator: "\n"))")
  }

  private static func text(_ rule: PolicyRule) -> String {
    let parts = [
      ("APIGroups", rule.groups), ("Resources", rule.resources), ("ResourceNames", rule.names),
      ("NonResourceURLs", rule.paths), ("Verbs", rule.verbs),
    ]
    return "{"
      + parts.filter { !$0.1.isEmpty }
      .map { "\($0.0):[\($0.1.map(\.goQuoted).joined(separator: " "))]" }.joined(separator: ", ") + "}"
  }
}
