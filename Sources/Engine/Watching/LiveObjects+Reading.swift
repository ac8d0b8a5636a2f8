import Kubernetes
import Synchronization

/// Why something may have happened that nobody saw.
enum SightLoss: Sendable, Hashable, CustomStringConvertible {
  /// So many states came that not all of them are kept.
  case forgotten(ObjectKey)
  /// The watch was interrupted, and what was found afterwards does not tell what was between.
  case interrupted(String)
  /// The watch ended.
  case ended(String, because: String)

  var description: String {
    switch self {
    case .forgotten(let key): "\(key) changed so often that not all of its states are kept"
    case .interrupted(let what):
      "the watch of \(what) was interrupted, and states of it may have come and gone meanwhile"
    case .ended(let what, let cause): "the watch of \(what) ended: \(cause)"
    }
  }
}

extension LiveObjects {
  /// Changes to wait for: `stream` yields when there is something new, and joins what comes while the receiver is busy;
  /// what it was, `states(of:after:)` tells.
  struct Changes: Sendable {
    let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    fileprivate init(_ stream: AsyncStream<Void>, _ continuation: AsyncStream<Void>.Continuation) {
      self.stream = stream
      self.continuation = continuation
    }

    /// Ends the stream.
    func finish() { continuation.finish() }
  }

  func changes(of interest: Interest) -> Changes {
    let (stream, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
    let id = state.withLock { $0.waiters.add(continuation, for: interest) }
    continuation.onTermination = { [weak self] _ in self?.state.withLock { $0.waiters.remove(id, of: interest) } }
    return Changes(stream, continuation)
  }

  /// All states of the objects that became known after a position, in that order, and the position up to which these go.
  func states(of interest: Interest, after position: Int) -> (states: [ObjectState], position: Int) {
    state.withLock { state in
      var found: [ObjectState] = []
      for key in state.keys(of: interest) { found += state.histories[key]?.states(after: position) ?? [] }
      found.sort { $0.position < $1.position }
      return (found, state.position)
    }
  }

  /// The objects as they were known at a position.
  func states(of interest: Interest, at position: Int) -> [ObjectKey: ObjectState] {
    state.withLock { state in
      var found: [ObjectKey: ObjectState] = [:]
      for key in state.keys(of: interest) { found[key] = state.histories[key]?.state(at: position) }
      return found
    }
  }

  /// Why states that came after a position may be missing; nil when all of them are there.
  func loss(of interest: Interest, since position: Int) -> SightLoss? {
    state.withLock { state in
      for scope in interest.scopes {
        for known in Set([scope, WatchScope(kind: scope.kind, namespace: nil)]) {
          if let cause = state.ends[known] { return .ended(known.title, because: cause) }
        }
      }
      for key in state.keys(of: interest) {
        if state.histories[key]?.hasForgotten(since: position) == true { return .forgotten(key) }
      }
      for key in interest.keys {
        // Of an object that is not known, only the watch as a whole tells.
        let lost = state.histories[key]?.lostAt ?? state.gap(of: key)
        if lost > position { return .interrupted("\(key)") }
      }
      for selection in interest.selections {
        let scopes = [WatchScope(kind: selection.kind, namespace: nil), selection.scope]
        if scopes.contains(where: { state.gaps[$0] ?? 0 > position }) {
          return .interrupted(selection.scope.title)
        }
      }
      return nil
    }
  }

  /// All objects of a namespace of which something is known, also those that are gone.
  func keys(in namespace: String) -> [ObjectKey] {
    state.withLock { Array($0.keysInNamespace[namespace] ?? []) }
  }

  /// Something of these whose watch began only after the position, so that earlier states are not known; nil when there is
  /// nothing like that.
  func watchedLate(_ interest: Interest, since position: Int) -> WatchScope? {
    state.withLock { state in
      interest.scopes.first { scope in
        let beginnings = [scope, WatchScope(kind: scope.kind, namespace: nil)].compactMap { state.beginnings[$0] }
        return beginnings.min().map { $0 > position } ?? true
      }
    }
  }

  /// Whether a watch has shown that the object was deleted, and nothing of it since.
  func wasSeenToGo(_ key: ObjectKey) -> Bool {
    state.withLock { $0.histories[key]?.newest.map { $0.object == nil && $0.source != .answer } ?? false }
  }

  /// The newest revision of an object that a watch has shown, zero when none has, and whether the object exists.
  func watched(_ key: ObjectKey) -> (revision: UInt64, exists: Bool) {
    state.withLock { state in
      let history = state.histories[key]
      return (history?.watchedRevision ?? 0, history?.isKnownToExist ?? false)
    }
  }

  /// The objects that exist now.
  func objects(of selection: ObjectSelection) -> [KubernetesObject] {
    state.withLock { state in
      (state.keys[selection.kind] ?? []).filter(selection.covers).compactMap { state.histories[$0]?.newest?.object }
        .filter { selection.labels.matches($0) }
    }
  }
}

extension LiveObjects.State {
  fileprivate func keys(of interest: Interest) -> Set<ObjectKey> {
    var found = interest.keys
    for selection in interest.selections {
      found.formUnion((keys[selection.kind] ?? []).lazy.filter(selection.covers))
    }
    return found
  }
}

extension ObjectSelection {
  var scope: WatchScope { WatchScope(kind: kind, namespace: namespace) }
}
