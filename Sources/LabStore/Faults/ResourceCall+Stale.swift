internal import Documents
internal import Kubernetes

/// From which moment a read is answered.
enum Staleness: Sendable, Equatable {
  case none
  /// Before the last so many changes of the collection.
  case changes(Int)
  case revision(UInt64)
}

extension ResourceCall {
  /// The revision that reads are answered from, as far as the history reaches; nil for the newest.
  func staleRevision() -> UInt64? {
    switch staleness {
    case .none: nil
    case .revision(let revision): min(revision, store.revision)
    case .changes(let count):
      store.withState { state in
        let oldest = state.log.oldestRevision(of: type.storage)
        let changes = (try? state.log.changes(since: oldest, key: type.storage, namespace: namespace)) ?? []
        return changes.suffix(count).first.map { $0.revision - 1 }
      }
    }
  }

  /// - Throws: `APIStatus` 404 when the object was not there yet.
  func staleObject(at revision: UInt64) throws(APIStatus) -> Value {
    let objects = store.withState { state in
      try? state.log.objects(type.storage, namespace: namespace, at: revision)
    }
    guard let object = objects?.first(where: { $0["metadata"]?["name"]?.string == name }) else {
      throw .notFound(resource, name: name)
    }
    return object
  }
}
