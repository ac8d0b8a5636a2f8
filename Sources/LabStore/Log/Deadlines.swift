internal import Synchronization

/// The one clock of a store: acts at given moments, so that a thousand idle watches need no timers of their own.
final class Deadlines: Sendable {
  typealias Moment = ContinuousClock.Instant

  /// Names an action that is to come.
  struct Appointment: Sendable, Comparable {
    fileprivate var moment: Moment
    fileprivate var number: UInt64

    static func < (left: Appointment, right: Appointment) -> Bool {
      (left.moment, left.number) < (right.moment, right.number)
    }
  }

  private struct Entry: Sendable {
    var appointment: Appointment
    var action: @Sendable () -> Void
  }

  private struct State: Sendable {
    /// The next one is last.
    var entries: [Entry] = []
    var nextNumber: UInt64 = 0
    var wakeUp: AsyncStream<Void>.Continuation?

    /// Where an appointment stands, or would stand.
    func position(of appointment: Appointment) -> Int {
      var (low, high) = (0, entries.count)
      while low < high {
        let middle = (low + high) / 2
        if entries[middle].appointment > appointment { low = middle + 1 } else { high = middle }
      }
      return low
    }
  }

  private let state = Mutex(State())

  /// How many actions are to come.
  var count: Int { state.withLock { $0.entries.count } }

  /// The action must be short; it runs on the clock's task.
  @discardableResult
  func at(_ moment: Moment, _ action: @escaping @Sendable () -> Void) -> Appointment {
    state.withLock { state in
      let appointment = Appointment(moment: moment, number: state.nextNumber)
      state.nextNumber += 1
      let position = state.position(of: appointment)
      state.entries.insert(Entry(appointment: appointment, action: action), at: position)
      if position == state.entries.count - 1 { state.wakeUp?.finish() }
      return appointment
    }
  }

  /// Does nothing when it is over.
  func cancel(_ appointment: Appointment) {
    state.withLock { state in
      let position = state.position(of: appointment)
      guard position < state.entries.count, state.entries[position].appointment == appointment else { return }
      state.entries.remove(at: position)
    }
  }

  /// Runs until its task is cancelled.
  func run() async {
    while !Task.isCancelled {
      let (wakeUps, wakeUp) = AsyncStream.makeStream(of: Void.self)
      let (due, next) = state.withLock { state in
        var due: [Entry] = []
        let now = ContinuousClock.now
        while let entry = state.entries.last, entry.appointment.moment <= now { due.append(state.entries.removeLast()) }
        state.wakeUp = wakeUp
        return (due, due.isEmpty ? state.entries.last?.appointment.moment : now)
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
