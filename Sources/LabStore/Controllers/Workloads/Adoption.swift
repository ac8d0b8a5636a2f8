internal import Documents
internal import Kubernetes

/// What an owner controls: the objects that its selector chooses and that nobody else controls.
struct Adoption {
  private let owner: KubernetesObject
  private let selector: LabelSelector
  private let client: ControllerClient

  /// - Returns: nil for an owner that chooses nothing by labels.
  init?(by owner: KubernetesObject, _ client: ControllerClient) {
    guard let selector = try? LabelSelector.from(owner["spec", "selector"]), !selector.isEmpty else { return nil }
    self.owner = owner
    self.selector = selector
    self.client = client
  }

  func chooses(_ object: KubernetesObject) -> Bool { selector.matches(object) }

  /// Takes the orphans that the selector chooses, and lets go of what it does not choose any more.
  ///
  /// - Returns: what is controlled from now on.
  func claim(_ key: StorageKey) async -> [KubernetesObject] {
    var claimed: [KubernetesObject] = []
    for object in client.objects(key, namespace: owner.namespace).map({ KubernetesObject($0) }) {
      switch object.controller?.uid {
      case owner.uid where owner.isTerminating || chooses(object): claimed.append(object)
      case owner.uid: await release(object, in: key)
      case nil:
        guard !owner.isTerminating, !object.isTerminating, chooses(object) else { continue }
        if let adopted = await adopt(object, in: key) { claimed.append(adopted) }
      default: continue
      }
    }
    return claimed
  }

  private func adopt(_ object: KubernetesObject, in key: StorageKey) async -> KubernetesObject? {
    let adopted = try? await client.modify(key, namespace: object.namespace, name: object.name) { current in
      guard current.controller == nil, chooses(current) else { return }
      current.ownerReferences.removeAll { $0.uid == owner.uid }
      current.ownerReferences.append(owner.ownerReference())
    }
    return adopted.map { KubernetesObject($0) }.flatMap { $0.controller?.uid == owner.uid ? $0 : nil }
  }

  private func release(_ object: KubernetesObject, in key: StorageKey) async {
    _ = try? await client.modify(key, namespace: object.namespace, name: object.name) { current in
      guard !chooses(current) else { return }
      current.ownerReferences.removeAll { $0.uid == owner.uid }
    }
  }
}
