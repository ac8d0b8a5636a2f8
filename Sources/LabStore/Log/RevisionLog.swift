internal import DequeModule
package import Documents

/// The state of the API: an append-only log of changes with one revision counter, and the objects that it leads to.
///
/// Get, list, list at a revision, and watch from a revision are all reads of it. Compaction forgets the oldest changes;
/// reading before them is `Gone`.
package struct RevisionLog: Sendable {
  /// The revision of the latest change.
  package private(set) var revision: UInt64
  /// How many changes are kept.
  package let capacity: Int
  /// Revisions are without gaps: the change at `position` has the revision `revision - changes.count + 1 + position`.
  private var changes: Deque<Change> = []
  private var collections: [StorageKey: ObjectCollection] = [:]

  /// The history before this revision is no longer known.
  package struct Gone: Error, Sendable, Hashable {
    /// The oldest revision from which changes can still be read.
    package var oldest: UInt64
  }

  package init(capacity: Int = 10_000, startingAt revision: UInt64 = 1) {
    self.capacity = max(1, capacity)
    self.revision = revision
  }

  /// The oldest revision after which all changes are known.
  package var oldestRevision: UInt64 { revision - UInt64(changes.count) }

  /// The oldest revision from which a collection can still be watched.
  package func oldestRevision(of key: StorageKey) -> UInt64 {
    max(oldestRevision, collections[key]?.firstRevision ?? 0)
  }

  package func object(_ key: StorageKey, namespace: String, name: String) -> Value? {
    collections[key]?.object(namespace: namespace, name: name)
  }

  package func count(_ key: StorageKey, namespace: String?) -> Int {
    collections[key]?.count(namespace: namespace) ?? 0
  }

  /// By namespace and name. Mutating because the order is made when it is first asked for.
  package mutating func objects(_ key: StorageKey, namespace: String?) -> [Value] {
    collections[key]?.objects(namespace: namespace) ?? []
  }

  /// All objects of some collections, or of all when nil, each as if it had just been added.
  package mutating func everything(of keys: Set<StorageKey>?) -> [Change] {
    let keys = keys ?? Set(collections.keys)
    return keys.flatMap { key in
      objects(key, namespace: nil).map { object in
        let metadata = object["metadata"]
        return Change(
          kind: .added, key: key, namespace: metadata?["namespace"]?.string, name: metadata?["name"]?.string ?? "",
          revision: metadata?["resourceVersion"]?.string.flatMap(UInt64.init) ?? 0, object: object)
      }
    }
  }

  /// The collections that have objects in a namespace.
  package func keys(in namespace: String) -> [StorageKey] {
    collections.filter { $0.value.count(namespace: namespace) > 0 }.map(\.key)
      .sorted { ($0.group, $0.plural) < ($1.group, $1.plural) }
  }

  /// What `objects` would have given at an earlier revision.
  ///
  /// - Throws: `Gone` when the changes since then are no longer all known.
  package mutating func objects(
    _ key: StorageKey, namespace: String?, at earlier: UInt64
  ) throws(Gone) -> [Value] {
    guard earlier < revision else { return objects(key, namespace: namespace) }
    let since = try changes(since: earlier, key: key, namespace: namespace)
    guard !since.isEmpty else { return objects(key, namespace: namespace) }
    var past = collections[key] ?? ObjectCollection()
    for change in since.reversed() {
      past.set(change.previous, namespace: change.namespace ?? "", name: change.name)
    }
    return past.objects(namespace: namespace)
  }

  /// The changes of a collection after a revision, oldest first.
  ///
  /// - Throws: `Gone` when they are no longer all known.
  package func changes(since earlier: UInt64, key: StorageKey, namespace: String?) throws(Gone) -> [Change] {
    let oldest = oldestRevision(of: key)
    guard earlier >= oldest else { throw Gone(oldest: oldest) }
    guard earlier < revision else { return [] }
    return changes.suffix(Int(revision - earlier)).filter { change in
      change.key == key && (namespace == nil || change.namespace == namespace)
    }
  }

  /// Appends a change: a write of `object`, or the deletion of what is there when nil.
  ///
  /// The object gets the new revision as its resourceVersion.
  /// - Returns: the change; nil when there was nothing to delete.
  package mutating func append(
    _ object: Value?, to key: StorageKey, namespace: String, name: String
  ) -> Change? {
    let previous = self.object(key, namespace: namespace, name: name)
    guard var written = object ?? previous else { return nil }
    revision += 1
    written[path: "metadata", "resourceVersion"] = .string(String(revision))
    let stored = object.map { _ in written }
    collections[key, default: ObjectCollection()].set(stored, namespace: namespace, name: name)
    let change = Change(
      kind: object == nil ? .deleted : previous == nil ? .added : .modified, key: key,
      namespace: namespace.isEmpty ? nil : namespace, name: name, revision: revision, object: written,
      previous: previous)
    changes.append(change)
    if changes.count > capacity { changes.removeFirst() }
    return change
  }

  /// The history of a collection begins now: whoever watches from before, starts anew (a CustomResourceDefinition came).
  package mutating func begin(_ key: StorageKey) {
    collections[key, default: ObjectCollection()].firstRevision = revision
  }

  /// Forgets the changes up to and including a revision.
  package mutating func compact(through limit: UInt64) {
    let oldest = oldestRevision
    if limit > oldest { changes.removeFirst(Int(min(limit, revision) - oldest)) }
  }
}
