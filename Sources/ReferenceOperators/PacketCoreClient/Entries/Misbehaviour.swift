import Synchronization

/// What a process remembers of the entries on a target only to be able to misbehave.
package final class Misbehaviour: Sendable {
  private struct State {
    var met: Set<String> = []
    var lost: Set<String> = []
    var spellings: [String: String] = [:]
  }

  private let state = Mutex(State())

  package init() {}

  /// Whether this is the first time.
  @discardableResult
  func meet(_ name: String) -> Bool { state.withLock { $0.met.insert(name).inserted } }

  func lose(_ name: String) { state.withLock { _ = $0.lost.insert(name) } }

  func wasLost(_ name: String) -> Bool { state.withLock { $0.lost.contains(name) } }

  /// Whether its bit rates are written in another way than before.
  func isSpelledAnew(_ entry: AccessPointEntry) -> Bool {
    state.withLock { state in
      let old = state.spellings.updateValue(entry.spelling, forKey: entry.name)
      return old != nil && old != entry.spelling
    }
  }
}
