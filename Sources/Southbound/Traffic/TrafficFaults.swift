package import Plans
import Synchronization

/// What goes wrong on purpose on the way to one system, at this moment.
package final class TrafficFaults: Sendable {
  private struct Active {
    var fault: TrafficFault
    var taken = 0
  }

  private struct State {
    /// In the order in which they were added.
    var active: [Active] = []
  }

  private let state = Mutex(State())
  private let bell = ChangeBell()

  package init() {}

  /// One of the same name is replaced.
  package func add(_ fault: TrafficFault) {
    change { state in
      state.active.removeAll { $0.fault.name == fault.name }
      state.active.append(Active(fault: fault))
    }
  }

  /// Returns whether there was one of that name.
  @discardableResult
  package func remove(named name: String) -> Bool {
    change { state in
      let count = state.active.count
      state.active.removeAll { $0.fault.name == name }
      return state.active.count < count
    }
  }

  package func removeAll() { change { $0.active = [] } }

  /// Those that are on, in the order in which they were added.
  package var all: [TrafficFault] { state.withLock { $0.active.map(\.fault) } }

  /// The faults that a request meets, each of which counts as taken; one that has been taken as often as it should is gone.
  package func take(method: String, path: String, body: String?) -> [TrafficFault] {
    state.withLock { state in
      var taken: [TrafficFault] = []
      for index in state.active.indices
      where state.active[index].fault.selector.matches(method: method, path: path, body: body) {
        state.active[index].taken += 1
        taken.append(state.active[index].fault)
      }
      state.active.removeAll { active in active.fault.times.map { active.taken >= $0 } ?? false }
      return taken
    }
  }

  /// Yields when a fault was added or removed, for whoever holds requests or connections because of one.
  package func changes() -> AsyncStream<Void> { bell.changes() }

  private func change<Result: Sendable>(_ body: (inout sending State) -> sending Result) -> Result {
    defer { bell.ring() }
    return state.withLock { state in body(&state) }
  }
}
