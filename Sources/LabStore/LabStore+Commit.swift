internal import Documents
internal import Kubernetes

extension LabStore {
  /// What must hold of the stored object for a write to go through.
  enum Expectation: Sendable {
    /// There must be none, and fewer objects of the resource in the namespace than the limit, when there is one.
    case absent(limit: Int?)
    /// It must still be the one that was read.
    case resourceVersion(String)
  }

  enum CommitResult: Sendable {
    case done(Change)
    /// The expectation did not hold; what is stored now.
    case changed(Value?)
    /// There are as many objects as there may be.
    case full
  }

  /// Appends a write (a deletion when `object` is nil) to the log and tells the watchers, if the expectation holds.
  func commit(
    _ object: Value?, to key: StorageKey, namespace: String?, name: String, expecting expectation: Expectation
  ) -> CommitResult {
    withState { state in
      let stored = state.log.object(key, namespace: namespace ?? "", name: name)
      switch expectation {
      case .absent where stored != nil: return .changed(stored)
      case .absent(let limit?) where state.log.count(key, namespace: namespace) >= limit: return .full
      case .resourceVersion(let version) where stored?["metadata"]?["resourceVersion"]?.string != version:
        return .changed(stored)
      default: break
      }
      guard let change = state.log.append(object, to: key, namespace: namespace ?? "", name: name) else {
        return .changed(stored)
      }
      state.watchers.deliver(change)
      return .done(change)
    }
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
