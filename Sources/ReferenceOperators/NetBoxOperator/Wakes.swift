package import Cluster
package import Kubernetes
package import OperatorRuntime

/// Which objects a change concerns.
package struct Wakes: Sendable {
  package let cache: ObjectCache
  package let ownWrites: OwnWrites
  package let defects: Set<Defect>

  package init(cache: ObjectCache, ownWrites: OwnWrites, defects: Set<Defect>) {
    self.cache = cache
    self.ownWrites = ownWrites
    self.defects = defects
  }

  /// - Parameter isSynthetic: Changes before it may be missing.
  package func keys(for change: Informer.Change, isSynthetic: Bool) -> [ObjectKey] {
    let keys = keys(for: change)
    // What a pass wrote itself needs no other pass, but after a gap it may hide what somebody else wrote.
    guard case .modified(_, let new) = change, !isSynthetic, !defects.contains(.hotLoop),
      ownWrites.isOwn(new)
    else { return keys }
    return keys.filter { $0 != new.key }
  }

  private func keys(for change: Informer.Change) -> [ObjectKey] {
    switch change {
    case .snapshot(let objects, _): objects.flatMap(keys)
    case .added(let object), .modified(_, let object): keys(object)
    case .deleted(let object): keys(object) + waiting(after: object)
    }
  }

  /// The object itself, and the claim that it answers.
  private func keys(_ object: KubernetesObject) -> [ObjectKey] {
    guard let owner = object.controller, let kind = owner.groupVersionKind, ClaimKind(rawValue: kind.kind) != nil else {
      return [object.key]
    }
    return [
      object.key, ObjectKey(group: kind.group, kind: kind.kind, namespace: object.namespace, name: owner.name),
    ]
  }

  /// A reservation that is gone makes room, for claims and for others that are about the same address.
  private func waiting(after deleted: KubernetesObject) -> [ObjectKey] {
    guard ReservationKind(rawValue: deleted.kind) != nil, !defects.contains(.neverRetries) else { return [] }
    let kinds = ClaimKind.allCases.map(\.rawValue) + [deleted.kind]
    return kinds.flatMap(cache.objects).filter { $0.condition("Ready")?.isFalse ?? false }.map(\.key)
  }
}
