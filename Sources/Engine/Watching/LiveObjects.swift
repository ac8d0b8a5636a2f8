import Kubernetes
import Synchronization

/// What is known of the objects in scope, from the watches and from the answers to the engine's own writes: the newest
/// state of each and those before it; and who waits for a change of which object.
final class LiveObjects: Sendable {
  /// How many states are kept.
  struct Bounds: Sendable {
    var perObject = 1_000
    var total = 20_000
  }

  struct State {
    /// Of the state that became known last.
    var position = 0
    var histories: [ObjectKey: ObjectHistory] = [:]
    var keys: [GroupKind: Set<ObjectKey>] = [:]
    /// The same by namespace.
    var keysInNamespace: [String: Set<ObjectKey>] = [:]
    /// Whose states came, the oldest first.
    var order: ArraySlice<ObjectKey> = []
    /// The position of the newest list after an interruption.
    var gaps: [WatchScope: Int] = [:]
    /// The position from which on a watch shows everything.
    var beginnings: [WatchScope: Int] = [:]
    /// Watches that will show nothing more, and why.
    var ends: [WatchScope: String] = [:]
    var waiters = ChangeWaiters()
  }

  let state = Mutex(State())
  private let bounds: Bounds

  init(bounds: Bounds = Bounds()) { self.bounds = bounds }

  /// The newest known state; nil when it does not exist, or is not known.
  func object(_ key: ObjectKey) -> KubernetesObject? { state.withLock { $0.histories[key]?.newest?.object } }

  /// The moment up to which all is known, for asking later what came after it.
  var position: Int { state.withLock { $0.position } }

  /// Takes in a state of an object. One that is older than what is known, since a watch may be behind the answer to a
  /// write, becomes part of the history and changes nothing else.
  func take(
    _ object: KubernetesObject, from source: ObjectState.Source = .answer, at arrival: ContinuousClock.Instant = .now
  ) {
    enter(object.key, object, revision: object.revisionNumber, source, arrival)
  }

  /// Takes in that an object is gone, as of the revision in its last state.
  func takeDeleted(_ object: KubernetesObject, at arrival: ContinuousClock.Instant = .now) {
    enter(object.key, nil, revision: object.revisionNumber, .watch, arrival)
  }

  /// Takes in all objects of one watch at one moment; what is not among them is gone, unless it is known to be newer.
  ///
  /// - Parameters:
  ///   - moment: the revision of the list; nil when it is not known.
  ///   - isAfterLoss: the watch was interrupted, so what changed meanwhile may have had states that nobody saw.
  func takeAll(
    _ objects: [KubernetesObject], of scope: WatchScope, moment: UInt64? = nil, isAfterLoss: Bool = false,
    at arrival: ContinuousClock.Instant = .now
  ) {
    let present = Set(objects.map(\.key))
    let moment = moment ?? objects.map(\.revisionNumber).max() ?? 0
    let wakes = state.withLock { state in
      state.position += 1
      let gap = state.position
      state.ends[scope] = nil
      if isAfterLoss { state.gaps[scope] = gap }
      if state.beginnings[scope] == nil { state.beginnings[scope] = gap }
      var wakes = ChangeWaiters.Wakes()
      for object in objects {
        let known = state.histories[object.key]
        if isAfterLoss, known?.watchedRevision != object.revisionNumber {
          state.histories[object.key, default: ObjectHistory()].lostAt = gap
        }
        let entry = ObjectState(
          key: object.key, object: object, revision: object.revisionNumber, position: 0, arrival: arrival, source: .list
        )
        state.enter(entry, bounds, &wakes)
      }
      for key in state.keys[scope.kind] ?? [] where scope.covers(key) && !present.contains(key) {
        guard let newest = state.histories[key]?.newest else { continue }
        if isAfterLoss { state.histories[key]?.lostAt = gap }
        guard newest.object != nil, newest.revision <= moment || newest.source != .answer else { continue }
        let entry = ObjectState(
          key: key, object: nil, revision: newest.revision, position: 0, arrival: arrival, source: .list)
        state.enter(entry, bounds, &wakes)
      }
      return wakes
    }
    wakes.wake()
  }

  /// Takes in that nothing more will be seen of what a watch showed.
  func takeEnd(of scope: WatchScope, because cause: String) {
    let wakes = state.withLock { state in
      state.ends[scope] = cause
      return state.waiters.wakes(for: scope)
    }
    wakes.wake()
  }

  /// Whether a watch ended, and none has begun again since.
  func hasEnded(_ scope: WatchScope) -> Bool { state.withLock { $0.ends[scope] != nil } }

  private func enter(
    _ key: ObjectKey, _ object: KubernetesObject?, revision: UInt64, _ source: ObjectState.Source,
    _ arrival: ContinuousClock.Instant
  ) {
    let wakes = state.withLock { state in
      var wakes = ChangeWaiters.Wakes()
      let entry = ObjectState(
        key: key, object: object, revision: revision, position: 0, arrival: arrival, source: source)
      state.enter(entry, bounds, &wakes)
      if object == nil { state.forgetIfGone(key) }
      return wakes
    }
    wakes.wake()
  }
}

extension LiveObjects.State {
  fileprivate mutating func enter(
    _ entry: ObjectState, _ bounds: LiveObjects.Bounds, _ wakes: inout ChangeWaiters.Wakes
  ) {
    var entry = entry
    let key = entry.key
    entry.position = position + 1
    let before = histories[key]?.newest?.object
    if histories[key] == nil {
      // It was not there when a list came after an interruption: it may have come and gone before.
      var history = ObjectHistory()
      history.lostAt = gap(of: key)
      histories[key] = history
    }
    if keys[key.groupKind, default: []].insert(key).inserted, let namespace = key.namespace {
      keysInNamespace[namespace, default: []].insert(key)
    }
    let watched = histories[key]?.watchedRevision
    guard histories[key]?.enter(entry) == true else {
      // Whoever waits for the watch to catch up with a write is not waiting for a new state.
      if histories[key]?.watchedRevision != watched {
        waiters.collect(&wakes, key: key, before: before, after: entry.object)
      }
      return
    }
    position += 1
    order.append(key)
    if histories[key]?.states.count ?? 0 > bounds.perObject { histories[key]?.forgetFirst() }
    while order.count > bounds.total, let oldest = order.popFirst() { histories[oldest]?.forgetFirst() }
    waiters.collect(&wakes, key: key, before: before, after: entry.object)
  }

  /// The newest list after an interruption of what shows the object.
  func gap(of key: ObjectKey) -> Int {
    let scopes = [WatchScope(kind: key.groupKind), WatchScope(kind: key.groupKind, namespace: key.namespace)]
    return scopes.compactMap { gaps[$0] }.max() ?? 0
  }

  /// Nobody asks any more for what was in a namespace that is gone.
  fileprivate mutating func forgetIfGone(_ key: ObjectKey) {
    if key.groupKind == Self.namespaces {
      for inner in keysInNamespace[key.name] ?? [] { forget(inner, inner.groupKind) }
    } else if let namespace = key.namespace {
      let own = ObjectKey(group: "", kind: "Namespace", namespace: nil, name: namespace)
      if let history = histories[own], !history.isKnownToExist, history.newest != nil { forget(key, key.groupKind) }
    }
  }

  private mutating func forget(_ key: ObjectKey, _ kind: GroupKind) {
    guard !waiters.areWaiting(for: key) else { return }
    histories[key] = nil
    keys[kind]?.remove(key)
    guard let namespace = key.namespace else { return }
    keysInNamespace[namespace]?.remove(key)
    if keysInNamespace[namespace]?.isEmpty == true { keysInNamespace[namespace] = nil }
  }

  private static let namespaces = GroupKind(group: "", kind: "Namespace")
}

extension WatchScope {
  fileprivate init(kind: GroupKind) { self.init(kind: kind, namespace: nil) }

  func covers(_ key: ObjectKey) -> Bool { key.groupKind == kind && (namespace == nil || key.namespace == namespace) }
}

extension KubernetesObject {
  /// Revisions are compared as numbers, as API servers do; zero when it is none.
  var revisionNumber: UInt64 { resourceVersion.flatMap { UInt64($0) } ?? 0 }
}
