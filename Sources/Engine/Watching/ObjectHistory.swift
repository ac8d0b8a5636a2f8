import Kubernetes

/// The states of one object in the order in which they became known, bounded, and what is missing among them.
struct ObjectHistory: Sendable {
  /// The newest by revision, which is not always the last that came.
  private(set) var newest: ObjectState?
  private(set) var states: ArraySlice<ObjectState> = []
  /// The newest revision that a watch or list has shown; all up to it were seen but for what was lost.
  private(set) var watchedRevision: UInt64 = 0
  /// The position after the newest state that was dropped for want of room; zero when none was.
  private(set) var forgottenUpTo = 0
  /// The position of the newest list before which states may be missing; zero when there was none.
  var lostAt = 0

  var isKnownToExist: Bool { newest?.object != nil }

  /// Whether the state says something that was not known; then it is part of the history.
  mutating func enter(_ state: ObjectState) -> Bool {
    if state.source != .answer { watchedRevision = max(watchedRevision, state.revision) }
    if let newest, isKnown(state, newest) { return false }
    states.append(state)
    if let newest, state.revision != 0, state.revision < newest.revision { return true }
    newest = state
    return true
  }

  private func isKnown(_ state: ObjectState, _ newest: ObjectState) -> Bool {
    if state.revision == 0 { return state.object == newest.object }
    if state.revision > newest.revision { return false }
    if state.revision == newest.revision {
      // A list has no revision of its own for what it does not hold any more.
      return (state.object == nil) == (newest.object == nil) || newest.object == nil
    }
    return states.contains { $0.revision == state.revision && ($0.object == nil) == (state.object == nil) }
  }

  mutating func forgetFirst() {
    guard let first = states.popFirst() else { return }
    forgottenUpTo = max(forgottenUpTo, first.position)
  }

  /// What became known after a position.
  func states(after position: Int) -> ArraySlice<ObjectState> {
    let count = states.reversed().prefix { $0.position > position }.count
    return states.suffix(count)
  }

  /// The newest state of those that were known at a position.
  func state(at position: Int) -> ObjectState? {
    if let newest, newest.position <= position { return newest }
    var result: ObjectState?
    for state in states.prefix(while: { $0.position <= position }) where state.revision >= result?.revision ?? 0 {
      result = state
    }
    return result
  }

  /// Whether states that became known after the position, or what was known at it, are not kept any more.
  func hasForgotten(since position: Int) -> Bool {
    if forgottenUpTo > position { return true }
    guard forgottenUpTo > 0, let newest, newest.position > position else { return false }
    return state(at: position) == nil
  }
}
