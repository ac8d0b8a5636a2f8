import Kubernetes

/// Who waits for changes of which objects. Caller must hold the lock.
struct ChangeWaiters {
  typealias Continuation = AsyncStream<Void>.Continuation

  /// Whom to wake once the lock is given back.
  struct Wakes: Sendable {
    fileprivate var continuations: [Int: Continuation] = [:]

    func wake() { for continuation in continuations.values { continuation.yield() } }
  }

  private struct Selected {
    var selection: ObjectSelection
    var continuation: Continuation
  }

  private var next = 0
  private var byKey: [ObjectKey: [Int: Continuation]] = [:]
  private var byKind: [GroupKind: [Int: [Selected]]] = [:]

  /// Returns under which number it waits.
  mutating func add(_ continuation: Continuation, for interest: Interest) -> Int {
    next += 1
    for key in interest.keys { byKey[key, default: [:]][next] = continuation }
    for selection in interest.selections {
      byKind[selection.kind, default: [:]][next, default: []].append(
        Selected(selection: selection, continuation: continuation))
    }
    return next
  }

  mutating func remove(_ id: Int, of interest: Interest) {
    for key in interest.keys {
      byKey[key]?[id] = nil
      if byKey[key]?.isEmpty == true { byKey[key] = nil }
    }
    for kind in Set(interest.selections.map(\.kind)) {
      byKind[kind]?[id] = nil
      if byKind[kind]?.isEmpty == true { byKind[kind] = nil }
    }
  }

  /// Adds those that wait for the object, or for objects that are selected as it is or was.
  func collect(_ wakes: inout Wakes, key: ObjectKey, before: KubernetesObject?, after: KubernetesObject?) {
    for (id, continuation) in byKey[key] ?? [:] { wakes.continuations[id] = continuation }
    for (id, waiting) in byKind[key.groupKind] ?? [:] {
      for item in waiting where item.selection.covers(key) {
        let labels = item.selection.labels
        guard before.map({ labels.matches($0) }) == true || after.map({ labels.matches($0) }) == true else { continue }
        wakes.continuations[id] = item.continuation
      }
    }
  }

  /// All that wait for something that a watch shows.
  func wakes(for scope: WatchScope) -> Wakes {
    var wakes = Wakes()
    for (key, waiting) in byKey where scope.covers(key) {
      for (id, continuation) in waiting { wakes.continuations[id] = continuation }
    }
    for (id, waiting) in byKind[scope.kind] ?? [:] {
      for item in waiting { wakes.continuations[id] = item.continuation }
    }
    return wakes
  }

  func areWaiting(for key: ObjectKey) -> Bool { byKey[key] != nil }
}
