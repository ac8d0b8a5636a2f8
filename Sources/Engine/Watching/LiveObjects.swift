import Kubernetes
import Synchronization

/// What is known of the objects in scope, from the watches and from the answers to the engine's own writes, whichever is
/// newer; and who waits for a change of which object.
final class LiveObjects: Sendable {
  private struct Entry {
    /// Nil when it was deleted.
    var object: KubernetesObject?
    var revision: UInt64
  }

  private struct State {
    var entries: [ObjectKey: Entry] = [:]
    var nextWaiter = 0
    /// An event wakes only those that wait for its object.
    var waiters: [ObjectKey: [Int: AsyncStream<Void>.Continuation]] = [:]
  }

  private let state = Mutex(State())

  /// The newest known state; nil when it does not exist, or is not known.
  func object(_ key: ObjectKey) -> KubernetesObject? { state.withLock { $0.entries[key]?.object } }

  /// Takes in a state of an object, unless a newer one is known: a watch may be behind the answer to a write.
  func take(_ object: KubernetesObject) { take(object.key, object, revision: object.resourceVersion) }

  /// Takes in that an object is gone, as of the revision in its last state.
  func takeDeleted(_ object: KubernetesObject) { take(object.key, nil, revision: object.resourceVersion) }

  /// Takes in all objects of one kind at one moment; what is not among them is gone, unless it is known to be newer.
  func takeAll(_ objects: [KubernetesObject], of kind: GroupKind) {
    let present = Set(objects.map(\.key))
    let moment = objects.compactMap { $0.resourceVersion.flatMap { UInt64($0) } }.max() ?? 0
    for object in objects { take(object) }
    let gone = state.withLock { state in
      state.entries.filter {
        $0.key.groupKind == kind && $0.value.object != nil && $0.value.revision <= moment && !present.contains($0.key)
      }
    }
    for (key, entry) in gone { take(key, nil, revision: "\(entry.revision)") }
  }

  /// Yields once for each change of one of the objects from now on; changes that come while the receiver is busy are
  /// joined into one.
  func changes(of keys: some Sequence<ObjectKey>) -> AsyncStream<Void> {
    let (stream, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
    let keys = Array(keys)
    let id = state.withLock { state in
      state.nextWaiter += 1
      for key in keys { state.waiters[key, default: [:]][state.nextWaiter] = continuation }
      return state.nextWaiter
    }
    continuation.onTermination = { [weak self] _ in self?.removeWaiter(id, keys) }
    return stream
  }

  private func removeWaiter(_ id: Int, _ keys: [ObjectKey]) {
    state.withLock { state in
      for key in keys {
        state.waiters[key]?[id] = nil
        if state.waiters[key]?.isEmpty == true { state.waiters[key] = nil }
      }
    }
  }

  private func take(_ key: ObjectKey, _ object: KubernetesObject?, revision: String?) {
    let revision = revision.flatMap { UInt64($0) } ?? 0
    let waiters = state.withLock { state -> [AsyncStream<Void>.Continuation] in
      if let known = state.entries[key], revision != 0, known.revision > revision { return [] }
      if let known = state.entries[key], known.revision == revision, known.object == object { return [] }
      state.entries[key] = Entry(object: object, revision: revision)
      return Array((state.waiters[key] ?? [:]).values)
    }
    for waiter in waiters { waiter.yield() }
  }
}
