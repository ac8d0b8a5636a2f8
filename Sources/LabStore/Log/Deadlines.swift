internal import Synchronization

/// The one clock of a store: acts at given moments, so that a thousand idle watches need no timers of their own.
final class Deadlines: Sendable {
  typealias Moment = ContinuousClock.Instant

  private struct Entry: Sendable {
    var moment: Moment
    var action: @Sendable () -> Void
  }

  private struct State: Sendable {
    /// The next one is last.
    var entries: [Entry] = []
    var wakeUp: AsyncStream<Void>.Continuation?
  }

  private let state = Mutex(State())

  /// The action must be short; it runs on the clock's task.
  func at(_ moment: Moment, _ action: @escaping @Sendable () -> Void) {
    state.withLock { state in
      let position = state.entries.firstIndex { $0.moment <= moment } ?? state.entries.count
      state.entries.insert(Entry(moment: moment, action: action), at: position)
      if position == state.entries.count - 1 { state.wakeUp?.finish() }
    }
  }

  /// Runs until its task is cancelled.
  func run() async {
    while !Task.isCancelled {
      let (wakeUps, wakeUp) = AsyncStream.makeStream(of: Void.self)
      let (due, next) = state.withLock { state in
        var due: [Entry] = []
        let now = ContinuousClock.now
        while let entry = state.entries.last, entry.moment <= now { due.append(state.entries.removeLast()) }
        state.wakeUp = wakeUp
        return (due, due.isEmpty ? state.entries.last?.moment : now)
      }
      for entry in due { entry.action() }
      await pause(until: next, orFor: wakeUps)
    }
  }

  private func pause(until moment: Moment?, orFor wakeUps: AsyncStream<Void>) async {
    await withTaskGroup(of: Void.self) { group in
      if let moment { group.addTask { try? await ContinuousClock().sleep(until: moment) } }
      group.addTask { for await _ in wakeUps {} }
      await group.next()
      group.cancelAll()
    }
  }
}
