internal import Documents
internal import Kubernetes

/// Empties terminating namespaces, tells what is left, and lets the empty ones go.
struct NamespaceController: Controller {
  let name = "namespace-controller"
  let watched: Set<StorageKey>? = nil

  func reconcile(_ change: Change, client: ControllerClient) async {
    let isNamespace = change.key == NamespaceLifecycle.namespaces
    guard let namespace = isNamespace ? change.name : change.namespace,
      let object = client.object(NamespaceLifecycle.namespaces, namespace: nil, name: namespace),
      KubernetesObject(object).isTerminating
    else { return }
    if isNamespace || change.kind == .deleted || !KubernetesObject(change.object).isTerminating {
      try? await empty(namespace, client)
    }
  }

  private func empty(_ namespace: String, _ client: ControllerClient) async throws {
    for key in client.store.withState({ $0.log.keys(in: namespace) }) {
      for object in client.objects(key, namespace: namespace) where !KubernetesObject(object).isTerminating {
        try? await client.delete(
          key, namespace: namespace, name: KubernetesObject(object).name, propagation: "Background")
      }
    }
    let remaining = client.store.withState { $0.log.keys(in: namespace) }.map { key in
      (key: key, objects: client.objects(key, namespace: namespace))
    }
    if remaining.isEmpty {
      try await client.modify(NamespaceLifecycle.namespaces, namespace: nil, name: namespace, subresource: "finalize") {
        $0["spec", "finalizers"] = []
      }
    } else {
      try await client.modify(NamespaceLifecycle.namespaces, namespace: nil, name: namespace, subresource: "status") {
        Self.report(remaining, in: &$0)
      }
    }
  }

  // MARK: Conditions

  private static func report(
    _ remaining: [(key: StorageKey, objects: [Value])], in namespace: inout KubernetesObject
  ) {
    let resources = remaining.map { item in
      let name = item.key.group.isEmpty ? "\(item.key.plural)." : "\(item.key.plural).\(item.key.group)"
      return "\(name) has \(item.objects.count) resource instances"
    }
    var finalizers: [String: Int] = [:]
    for object in remaining.flatMap(\.objects) {
      for finalizer in KubernetesObject(object).finalizers { finalizers[finalizer, default: 0] += 1 }
    }
    let held = finalizers.sorted { $0.key < $1.key }.map { "\($0.key) in \($0.value) resource instances" }
    let conditions = [
      ("NamespaceDeletionDiscoveryFailure", false, "ResourcesDiscovered", "All resources successfully discovered"),
      (
        "NamespaceDeletionGroupVersionParsingFailure", false, "ParsedGroupVersions",
        "All legacy kube types successfully parsed"
      ),
      (
        "NamespaceDeletionContentFailure", false, "ContentDeleted",
        "All content successfully deleted, may be waiting on finalization"
      ),
      (
        "NamespaceContentRemaining", true, "SomeResourcesRemain",
        "Some resources are remaining: \(resources.joined(separator: ", "))"
      ),
      held.isEmpty
        ? (
          "NamespaceFinalizersRemaining", false, "ContentHasNoFinalizers",
          "All content-preserving finalizers finished"
        )
        : (
          "NamespaceFinalizersRemaining", true, "SomeFinalizersRemain",
          "Some content in the namespace has finalizers remaining: \(held.joined(separator: ", "))"
        ),
    ]
    for (type, isTrue, reason, message) in conditions {
      CustomResourceDefinition.setCondition(type, isTrue ? "True" : "False", reason, message, in: &namespace)
    }
  }
}
