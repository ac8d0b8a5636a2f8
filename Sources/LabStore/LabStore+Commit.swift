internal import Documents
internal import Kubernetes

extension LabStore {
  /// What must hold of the stored object for a write to go through.
  enum Expectation: Sendable {
    /// There must be none, and room for it.
    case absent(within: [QuotaLimit])
    /// It must still be the one that was read.
    case resourceVersion(String)
  }

  enum CommitResult: Sendable {
    case done(Change)
    /// The expectation did not hold; what is stored now.
    case changed(Value?)
    /// A quota has no room for it.
    case full
  }

  /// Appends a write (a deletion when `object` is nil) to the log and tells the watchers, if the expectation holds.
  func commit(
    _ object: Value?, to key: StorageKey, namespace: String?, name: String, expecting expectation: Expectation
  ) -> CommitResult {
    let (result, hasQuotas) = withState { state in
      let result = state.commit(object, to: key, namespace: namespace, name: name, expecting: expectation)
      return (result, namespace.map { state.log.count(QuotaAdmission.quotas, namespace: $0) > 0 } ?? false)
    }
    if hasQuotas, key != QuotaAdmission.quotas, let namespace, case .done(let change) = result, change.kind != .modified
    {
      refreshQuotas(in: namespace)
    }
    return result
  }

  /// Serves these versions of a custom resource from now on; an empty list ends its watches.
  func serve(_ versions: [ResourceType], custom key: StorageKey, isNew: Bool) {
    withState { state in
      if isNew { state.log.begin(key) }
      state.registry.replace(custom: key, with: versions)
      if versions.isEmpty { state.watchers.removeAll(of: key) }
    }
  }
}

extension LabStore.State {
  fileprivate mutating func commit(
    _ object: Value?, to key: StorageKey, namespace: String?, name: String,
    expecting expectation: LabStore.Expectation
  ) -> LabStore.CommitResult {
    let stored = log.object(key, namespace: namespace ?? "", name: name)
    switch expectation {
    case .absent where stored != nil: return .changed(stored)
    case .absent(let limits):
      let isFull = limits.contains { log.used($0.resource, namespace: namespace ?? "") + $0.requested > $0.hard }
      if isFull { return .full }
    case .resourceVersion(let version) where stored?["metadata"]?["resourceVersion"]?.string != version:
      return .changed(stored)
    default: break
    }
    guard let change = log.append(object, to: key, namespace: namespace ?? "", name: name) else {
      return .changed(stored)
    }
    watchers.deliver(change)
    return .done(change)
  }
}

extension RevisionLog {
  /// How much of a resource the objects of a namespace take.
  fileprivate mutating func used(_ resource: QuotaResource, namespace: String) -> Quantity {
    if resource.isCount { return Quantity(Int64(count(resource.key, namespace: namespace))) }
    return .sum(objects(resource.key, namespace: namespace).compactMap { resource.amount(of: $0) }) ?? .zero
  }
}
