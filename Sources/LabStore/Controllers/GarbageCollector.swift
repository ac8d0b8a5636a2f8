internal import Documents
internal import Kubernetes
internal import Synchronization

/// Deletes what has lost all its owners, and works off foreground and orphaning deletions.
final class GarbageCollector: Controller {
  let name = "generic-garbage-collector"
  let watched: Set<StorageKey>? = nil

  /// Where an object is, since owners are known by uid only.
  private struct Place: Hashable, Sendable {
    var key: StorageKey
    var namespace: String?
    var name: String
    var uid: String
  }

  private struct State: Sendable {
    var dependents: [String: Set<Place>] = [:]
    /// The owners that each dependent was last seen with.
    var owners: [Place: Set<String>] = [:]
  }

  private let state = Mutex(State())

  func reconcile(_ change: Change, client: ControllerClient) async {
    let object = KubernetesObject(change.object)
    guard let uid = object.uid else { return }
    let place = Place(key: change.key, namespace: change.namespace, name: change.name, uid: uid)
    note(place, owners: change.kind == .deleted ? [] : Set(object.ownerReferences.map(\.uid)))
    if change.kind == .deleted {
      for dependent in dependents(of: uid) { await collect(dependent, client) }
      for owner in object.ownerReferences { await finishForeground(ownerReference: owner, of: object, client) }
      return
    }
    if object.isTerminating, object.finalizers.contains("orphan") { await orphan(place, client) }
    if object.isTerminating, object.finalizers.contains("foregroundDeletion") {
      await deleteDependents(of: place, client)
    }
    if !object.ownerReferences.isEmpty { await collect(place, client) }
  }

  // MARK: The graph

  private func note(_ place: Place, owners: Set<String>) {
    state.withLock { state in
      for gone in (state.owners[place] ?? []).subtracting(owners) {
        state.dependents[gone]?.remove(place)
        if state.dependents[gone]?.isEmpty == true { state.dependents[gone] = nil }
      }
      for owner in owners { state.dependents[owner, default: []].insert(place) }
      state.owners[place] = owners.isEmpty ? nil : owners
    }
  }

  private func dependents(of uid: String) -> Set<Place> { state.withLock { $0.dependents[uid] ?? [] } }

  private enum Owner { case solid, waiting, absent, unknown }

  private func classify(_ reference: OwnerReference, of dependent: KubernetesObject, _ client: ControllerClient)
    -> Owner
  {
    guard let kind = reference.groupVersionKind,
      let type = client.registry.type(group: kind.group, version: kind.version, kind: kind.kind)
    else { return .unknown }
    if type.isNamespaced, dependent.namespace == nil { return .unknown }
    let stored = client.object(
      type.storage, namespace: type.isNamespaced ? dependent.namespace : nil, name: reference.name)
    guard let owner = stored.map({ KubernetesObject($0) }), owner.uid == reference.uid else { return .absent }
    return owner.isTerminating && owner.finalizers.contains("foregroundDeletion") ? .waiting : .solid
  }

  // MARK: Collecting

  /// Deletes an object without a living owner; of several owners, only those that are gone are taken off.
  private func collect(_ place: Place, _ client: ControllerClient) async {
    guard let object = current(place, client), !object.isTerminating else { return }
    let references = object.ownerReferences
    let owners = references.map { classify($0, of: object, client) }
    guard !references.isEmpty, owners.contains(where: { $0 == .absent || $0 == .waiting }) else { return }
    if owners.contains(where: { $0 == .solid || $0 == .unknown }) {
      let gone = Set(zip(references, owners).filter { $0.1 == .absent || $0.1 == .waiting }.map(\.0.uid))
      await removeReferences(to: gone, from: place, client)
      return
    }
    let policy: String
    if owners.contains(.waiting), !dependents(of: place.uid).isEmpty {
      policy = "Foreground"
    } else if object.finalizers.contains("orphan") {
      policy = "Orphan"
    } else {
      policy = object.finalizers.contains("foregroundDeletion") ? "Foreground" : "Background"
    }
    try? await client.delete(
      place.key, namespace: place.namespace, name: place.name, uid: place.uid, propagation: policy)
  }

  private func current(_ place: Place, _ client: ControllerClient) -> KubernetesObject? {
    guard let stored = client.object(place.key, namespace: place.namespace, name: place.name) else { return nil }
    let object = KubernetesObject(stored)
    return object.uid == place.uid ? object : nil
  }

  private func removeReferences(to owners: Set<String>, from place: Place, _ client: ControllerClient) async {
    _ = try? await client.modify(place.key, namespace: place.namespace, name: place.name) { object in
      let left = object["metadata", "ownerReferences"]?.array?.filter { !owners.contains($0["uid"]?.string ?? "") }
      object["metadata", "ownerReferences"] = left.flatMap { $0.isEmpty ? Value?.none : .array($0) }
    }
  }

  // MARK: Foreground and orphaning

  private func deleteDependents(of place: Place, _ client: ControllerClient) async {
    for dependent in dependents(of: place.uid) { await collect(dependent, client) }
    await finishForeground(place, client)
  }

  /// The owner goes when nothing that blocks its deletion is left.
  private func finishForeground(_ place: Place, _ client: ControllerClient) async {
    let blocking = dependents(of: place.uid).contains { dependent in
      current(dependent, client)?.ownerReferences.contains { $0.uid == place.uid && $0.blocksOwnerDeletion } ?? false
    }
    if !blocking { await removeFinalizer("foregroundDeletion", from: place, client) }
  }

  private func finishForeground(
    ownerReference reference: OwnerReference, of dependent: KubernetesObject, _ client: ControllerClient
  ) async {
    guard classify(reference, of: dependent, client) == .waiting, let kind = reference.groupVersionKind,
      let type = client.registry.type(group: kind.group, version: kind.version, kind: kind.kind)
    else { return }
    await finishForeground(
      Place(
        key: type.storage, namespace: type.isNamespaced ? dependent.namespace : nil, name: reference.name,
        uid: reference.uid), client)
  }

  private func orphan(_ place: Place, _ client: ControllerClient) async {
    for dependent in dependents(of: place.uid) { await removeReferences(to: [place.uid], from: dependent, client) }
    await removeFinalizer("orphan", from: place, client)
  }

  private func removeFinalizer(_ finalizer: String, from place: Place, _ client: ControllerClient) async {
    _ = try? await client.modify(place.key, namespace: place.namespace, name: place.name) { object in
      guard object.uid == place.uid else { return }
      object.finalizers.removeAll { $0 == finalizer }
    }
  }
}
