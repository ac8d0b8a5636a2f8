internal import Documents
internal import Kubernetes

extension ResourceCall {
  /// The revision before the last changes of the collection, as far as the history reaches; nil for the newest.
  func staleRevision() -> UInt64? {
    guard staleness > 0 else { return nil }
    return store.withState { state in
      let oldest = state.log.oldestRevision(of: type.storage)
      let changes = (try? state.log.changes(since: oldest, key: type.storage, namespace: namespace)) ?? []
      return changes.suffix(staleness).first.map { $0.revision - 1 }
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
