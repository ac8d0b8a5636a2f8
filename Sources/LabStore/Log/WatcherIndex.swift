/// What a watcher is woken for.
enum WatchSignal: Sendable {
  case change(Change)
  /// Tell how far the log is.
  case bookmark
}

/// A watcher did not keep up with its changes; it has to list again.
struct WatcherTooSlow: Error, Sendable {}

/// Who waits for changes, by collection and namespace, so that a write touches only those whom it concerns.
struct WatcherIndex: Sendable {
  typealias Identifier = UInt64
  private struct Place: Hashable, Sendable {
    /// Nil: all collections.
    var key: StorageKey?
    /// Nil: all namespaces.
    var namespace: String?
  }

  private var nextIdentifier: Identifier = 0
  private var identifiers: [Place: Set<Identifier>] = [:]
  private var watchers: [Identifier: (places: [Place], queue: WatcherQueue)] = [:]

  /// How many watchers there are.
  var count: Int { watchers.count }

  /// The buffer is bounded: a watcher that does not keep up is cut off with `WatcherTooSlow`.
  ///
  /// - Parameter keys: nil for all collections.
  mutating func add(
    keys: Set<StorageKey>?, namespace: String?, buffer: Int
  ) -> (identifier: Identifier, signals: WatcherQueue) {
    let identifier = nextIdentifier
    nextIdentifier += 1
    let queue = WatcherQueue(capacity: buffer)
    let places = keys?.map { Place(key: $0, namespace: namespace) } ?? [Place(key: nil, namespace: nil)]
    for place in places { identifiers[place, default: []].insert(identifier) }
    watchers[identifier] = (places, queue)
    return (identifier, queue)
  }

  /// Ends the stream of a watcher, if it is still there.
  mutating func remove(_ identifier: Identifier, because error: (any Error)? = nil) {
    guard let (places, queue) = watchers.removeValue(forKey: identifier) else { return }
    for place in places {
      identifiers[place]?.remove(identifier)
      if identifiers[place]?.isEmpty == true { identifiers[place] = nil }
    }
    queue.finish(throwing: error)
  }

  /// Never waits.
  mutating func deliver(_ change: Change) {
    send(.change(change), to: identifiers[Place(key: nil, namespace: nil)])
    send(.change(change), to: identifiers[Place(key: change.key, namespace: nil)])
    guard let namespace = change.namespace else { return }
    send(.change(change), to: identifiers[Place(key: change.key, namespace: namespace)])
  }

  /// - Returns: whether the watcher is still there.
  mutating func send(_ signal: WatchSignal, to identifier: Identifier) -> Bool {
    send(signal, to: [identifier])
    return watchers[identifier] != nil
  }

  private mutating func send(_ signal: WatchSignal, to identifiers: Set<Identifier>?) {
    for identifier in identifiers ?? [] {
      guard let queue = watchers[identifier]?.queue else { continue }
      if !queue.enqueue(signal) { remove(identifier, because: WatcherTooSlow()) }
    }
  }

  /// Ends the watches of a collection that is no longer served.
  mutating func removeAll(of key: StorageKey) {
    for (identifier, watcher) in watchers where watcher.places.contains(where: { $0.key == key }) {
      remove(identifier)
    }
  }

  mutating func removeAll() {
    for identifier in watchers.keys { remove(identifier) }
  }
}
