import Cluster
import Documents
import Kubernetes
import Oracles
import Plans

// What roles allow the candidate, taken away for a while. Roles only add to each other, so its bindings let go of it, and
// others bind it to copies of their roles that lack the one permission.
extension DeedRunner {
  private static let group = "rbac.authorization.k8s.io"

  private static func kind(_ name: String) -> GroupVersionKind {
    GroupVersionKind(group: group, version: "v1", kind: name)
  }

  /// As whom the candidate comes.
  private struct Account {
    var user: String
    var groups: [String]
    /// How bindings name it.
    var isSubject: @Sendable (_ subject: Value, _ namespace: String?) -> Bool
    /// Whether the lab is plugfest's own, with all that is in it.
    var isOfOwnLab: Bool
  }

  /// - Returns: what was changed, in words.
  /// - Throws: `NotObservable` when the candidate can still write it.
  func revoke(_ resource: APIResource) async throws -> String {
    let account = try account()
    let catalogue = try await client.resources()
    let known = Dictionary(grouping: catalogue.resources, by: \.group).mapValues { resources in
      Set(resources.flatMap { one in [one.plural] + one.subresources.map { "\(one.plural)/\($0)" } })
    }
    var changed: [String] = []
    for binding in try await bindings(of: account) {
      let rules = try await rules(of: binding)
      guard rules.allowWriting(resource.groupResource) else { continue }
      guard account.isOfOwnLab || binding.label(CaseContext.runLabel) == context.runID else {
        throw NotObservable(
          reason: "\(binding.kind) \(binding.name), which was there before the run, lets the candidate write "
            + resource.plural)
      }
      try await replace(
        binding, of: account, by: rules.withoutWriting(resource.groupResource, known: known),
        number: changed.count + 1)
      changed.append("\(binding.kind) \(binding.name)")
    }
    guard try await isRefused(account, resource) else {
      throw NotObservable(reason: "the cluster lets the candidate write \(resource.plural), whatever its roles say")
    }
    return changed.joined(separator: ", ")
  }

  private func account() throws -> Account {
    if let access = context.lab.candidateAccess, context.candidate.installation.isProcess {
      return Account(
        user: access.user, groups: ["system:authenticated"],
        isSubject: { subject, _ in subject["kind"] == "User" && subject["name"]?.string == access.user },
        isOfOwnLab: true)
    }
    guard let workload = context.candidate.workload, context.control != nil else {
      throw NotObservable(
        reason:
          "the candidate's program comes with the credentials of the run, so nothing can be taken away from it alone")
    }
    let name = workload.value[path: "spec", "template", "spec", "serviceAccountName"]?.string ?? "default"
    let namespace = workload.namespace ?? "default"
    return Account(
      user: "system:serviceaccount:\(namespace):\(name)",
      groups: ["system:serviceaccounts", "system:serviceaccounts:\(namespace)", "system:authenticated"],
      isSubject: { subject, bindingNamespace in
        subject["kind"] == "ServiceAccount" && subject["name"]?.string == name
          && (subject["namespace"]?.string ?? bindingNamespace) == namespace
      }, isOfOwnLab: false)
  }

  // MARK: Bindings

  private func bindings(of account: Account) async throws -> [KubernetesObject] {
    var all: [KubernetesObject] = []
    for name in ["ClusterRoleBinding", "RoleBinding"] {
      all += try await client.list(Self.kind(name), namespace: nil).items
    }
    return all.filter { binding in
      (binding.value["subjects"]?.array ?? []).contains { account.isSubject($0, binding.namespace) }
    }
  }

  private func rules(of binding: KubernetesObject) async throws -> AccessRules {
    let role = binding.value["roleRef"] ?? [:]
    let kind = role["kind"]?.string ?? ""
    let namespace = kind == "Role" ? binding.namespace : nil
    let found = try await client.get(Self.kind(kind), namespace: namespace, name: role["name"]?.string ?? "")
    return AccessRules(rules: found.value["rules"]?.array ?? [])
  }

  private func replace(
    _ binding: KubernetesObject, of account: Account, by rules: AccessRules, number: Int
  ) async throws {
    let subjects = binding.value["subjects"]?.array ?? []
    let name = "\(context.scope.namespace)-\(number)"
    let isOfNamespace = binding.namespace != nil
    let role = isOfNamespace ? "Role" : "ClusterRole"
    var metadata: Object = ["name": .string(name)]
    metadata["namespace"] = binding.namespace.map(Value.string)
    try await make([
      "apiVersion": .string("\(Self.group)/v1"), "kind": .string(role), "metadata": .object(metadata),
      "rules": .array(rules.rules),
    ])
    try await make([
      "apiVersion": .string("\(Self.group)/v1"), "kind": .string("\(role)Binding"), "metadata": .object(metadata),
      "roleRef": ["apiGroup": .string(Self.group), "kind": .string(role), "name": .string(name)],
      "subjects": .array(subjects.filter { account.isSubject($0, binding.namespace) }),
    ])
    let reference = ObjectReference(
      kind: Self.kind(binding.kind), namespace: binding.namespace, name: binding.name)
    let client = client
    let giveBack: @Sendable () async throws -> Void = {
      _ = try await client.patch(
        reference.kind, namespace: reference.namespace, name: reference.name, .merge(["subjects": .array(subjects)]),
        options: CaseContext.writeOptions)
    }
    // Whatever becomes of the case, the candidate gets it back.
    context.scope.note(repair: giveBack)
    note(repair: giveBack)
    _ = try await client.patch(
      reference.kind, namespace: reference.namespace, name: reference.name,
      .merge(["subjects": .array(subjects.filter { !account.isSubject($0, binding.namespace) })]),
      options: CaseContext.writeOptions)
  }

  private func make(_ value: Value) async throws {
    let object = KubernetesObject(value)
    let reference = ObjectReference(kind: Self.kind(object.kind), namespace: object.namespace, name: object.name)
    context.scope.noteMade(reference)
    note(obstacle: reference)
    _ = try await client.apply(object, fieldManager: CaseContext.fieldManager, options: CaseContext.writeOptions)
  }

  /// Asks the cluster itself, which may take a moment to hear of new roles.
  private func isRefused(_ account: Account, _ resource: APIResource) async throws -> Bool {
    let question: Value = [
      "apiVersion": "authorization.k8s.io/v1", "kind": "SubjectAccessReview",
      "spec": [
        "user": .string(account.user), "groups": .array(account.groups.map(Value.string)),
        "resourceAttributes": [
          "verb": "patch", "group": .string(resource.group), "resource": .string(resource.plural),
          "namespace": .string(context.scope.namespace),
        ],
      ],
    ]
    for _ in 0..<20 {
      let answer = try await client.send(.post, "/apis/authorization.k8s.io/v1/subjectaccessreviews", body: question)
      if answer[path: "status", "allowed"]?.bool == false { return true }
      try await Task.sleep(for: .milliseconds(100))
    }
    return false
  }
}
