import Cluster
import Documents
import Kubernetes
import Oracles
import Verdicts

// What the API server refuses the candidate for a while, on any cluster.
extension DeedRunner {
  /// Refuses whatever makes an object of the kind of the wish's first child, in the namespace of the case.
  func deny(_ obstacle: Deed.Obstacle) async throws {
    let kind = try await deniedKind()
    let resource = try await context.resource(for: kind)
    if obstacle == .permission {
      let by = try await revoke(resource)
      mark(
        "denied",
        [
          "kind": .string(kind.kind), "group": .string(kind.group), "resource": .string(resource.plural),
          "by": .string("the roles of the candidate (\(by))"),
        ])
      // Whoever lacks a permission is refused before anybody counts.
      return
    }
    try await countWrites(of: resource)
    // The candidate's messages name it.
    let name = "\(context.scope.namespace)-\(obstacle.rawValue.lowercased())"
    for object in Self.objects(obstacle, name: name, namespace: context.scope.namespace, resource) {
      guard let ownKind = object.groupVersionKind else { continue }
      let reference = ObjectReference(kind: ownKind, namespace: object.namespace, name: object.name)
      context.scope.noteMade(reference)
      note(obstacle: reference)
      _ = try await client.apply(object, fieldManager: CaseContext.fieldManager, options: CaseContext.writeOptions)
    }
    mark(
      "denied",
      ["kind": .string(kind.kind), "group": .string(kind.group), "by": .string(name)])
  }

  func allow() async throws {
    if try isReadyWhileDenied() { mark("note", ["ready": true]) }
    // Whoever tries again all the time succeeds as soon as nothing stands in the way.
    mark("allowed")
    for repair in takeRepairs().reversed() { try await repair() }
    for reference in takeObstacles().reversed() {
      try await client.delete(reference.kind, namespace: reference.namespace, name: reference.name)
    }
  }

  private func deniedKind() async throws -> GroupVersionKind {
    let ledger = recorder.ledger(of: context.scope.namespace)
    // What it made for the wish before it went.
    let kinds = LedgerJudge(ledger).kindsOfChildren(of: handle.reference.key)
    guard let kind = kinds.first(where: { $0 != handle.reference.kind.groupKind }),
      let resource = try? await client.resource(for: kind)
    else {
      throw NotObservable(reason: "the candidate makes nothing of another kind for \(handle.reference.title)")
    }
    return resource.groupVersionKind
  }

  private func isReadyWhileDenied() throws -> Bool { isReady(handle) == true }

  // MARK: The objects

  private static func objects(
    _ obstacle: Deed.Obstacle, name: String, namespace: String, _ resource: APIResource
  ) -> [KubernetesObject] {
    switch obstacle {
    // There is no object that takes something away.
    case .permission: return []
    case .quota:
      let count = "count/" + (resource.group.isEmpty ? resource.plural : "\(resource.plural).\(resource.group)")
      return [
        KubernetesObject([
          "apiVersion": "v1", "kind": "ResourceQuota",
          "metadata": ["name": .string(name), "namespace": .string(namespace)],
          "spec": ["hard": [count: "0"]],
        ])
      ]
    case .policy:
      let place: Value = ["matchLabels": ["kubernetes.io/metadata.name": .string(namespace)]]
      return [
        KubernetesObject([
          "apiVersion": "admissionregistration.k8s.io/v1", "kind": "ValidatingAdmissionPolicy",
          "metadata": ["name": .string(name)],
          "spec": [
            "failurePolicy": "Fail",
            "matchConstraints": [
              "namespaceSelector": place,
              "resourceRules": [
                [
                  "apiGroups": [.string(resource.group)], "apiVersions": ["*"], "operations": ["CREATE"],
                  "resources": [.string(resource.plural)],
                ]
              ],
            ],
            "validations": [
              [
                "expression": "false", "message": .string("\(name) allows no \(resource.plural) for a while"),
                "reason": "Forbidden",
              ]
            ],
          ],
        ]),
        KubernetesObject([
          "apiVersion": "admissionregistration.k8s.io/v1", "kind": "ValidatingAdmissionPolicyBinding",
          "metadata": ["name": .string(name)],
          "spec": [
            "policyName": .string(name), "validationActions": ["Deny"],
            "matchResources": ["namespaceSelector": place],
          ],
        ]),
      ]
    }
  }
}
