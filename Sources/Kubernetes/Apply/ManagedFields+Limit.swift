extension ManagedFields {
  /// How many entries from updates are kept apart.
  static let maximumUpdaters = 10

  /// Joins the oldest entries from updates, by version, under the manager `ancient-changes`.
  mutating func joinOldestUpdaters() {
    var count = owners.keys.count { !$0.isApplier }
    guard count > Self.maximumUpdaters else { return }
    let oldestFirst = owners.filter { !$0.key.isApplier }.sorted { left, right in
      let times = (left.value.time?.seconds ?? 0, right.value.time?.seconds ?? 0)
      return times.0 != times.1
        ? times.0 < times.1 : (left.key.name, left.key.subresource) < (right.key.name, right.key.subresource)
    }
    var firstOfVersion: [String: Manager] = [:]
    for (manager, ownership) in oldestFirst where count > Self.maximumUpdaters {
      let version = ownership.apiVersion
      guard let first = firstOfVersion[version] else {
        firstOfVersion[version] = manager
        continue
      }
      let bucket = Manager.updater("ancient-changes", apiVersion: version, subresource: "")
      var joined = owners[bucket] ?? owners.removeValue(forKey: first) ?? ownership
      joined.fields = joined.fields.union(ownership.fields)
      joined.time = ownership.time
      owners[bucket] = joined
      owners[manager] = nil
      count -= 1
    }
  }
}
