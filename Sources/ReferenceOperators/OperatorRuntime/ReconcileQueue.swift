package import Kubernetes
import Synchronization

/// What a reconciliation asks for when it ends.
package enum ReconcileOutcome: Sendable, Hashable {
  /// Nothing more to do until something changes.
  case settled
  /// It failed; try again after the back-off, and not before `atLeast`.
  case retry(atLeast: Duration = .zero)
}

/// Runs reconciliations: one for each object at a time, at most `workers` at once, failed ones again after a back-off.
package final class ReconcileQueue: Sendable {
  private struct State {
    var queue: WorkQueue<ObjectKey, ContinuousClock.Instant>
    var isClosed = false
    var isRunning = false
  }

  private enum Step {
    case start(ObjectKey)
    case wait(until: ContinuousClock.Instant?)
    case stop
  }

  private let clock = ContinuousClock()
  private let state: Mutex<State>
  private let wakeup = Wakeup()

  package init(backoff: Backoff = Backoff()) {
    state = Mutex(State(queue: WorkQueue(backoff: backoff)))
  }

  package func add(_ key: ObjectKey) {
    state.withLock { $0.queue.add(key) }
    wakeup.call()
  }

  /// Starts no more reconciliations; `run` returns when those under way have ended.
  package func close() {
    state.withLock { $0.isClosed = true }
    wakeup.call()
  }

  /// How many objects wait for their turn.
  package var waitingCount: Int { state.withLock { $0.queue.waitingCount } }

  /// Whether `run` has begun and not ended.
  package var isRunning: Bool { state.withLock { $0.isRunning } }

  /// Returns after `close`, or when the task is cancelled.
  package func run(workers: Int, reconcile: @escaping @Sendable (ObjectKey) async -> ReconcileOutcome) async {
    state.withLock { $0.isRunning = true }
    defer { state.withLock { $0.isRunning = false } }
    await withDiscardingTaskGroup { group in
      while !Task.isCancelled {
        switch step(workers: workers) {
        case .start(let key):
          group.addTask {
            let outcome = await reconcile(key)
            self.finish(key, outcome)
          }
        case .wait(let due):
          await wakeup.wait(until: due, clock: clock)
        case .stop:
          return
        }
      }
    }
  }

  private func step(workers: Int) -> Step {
    state.withLock { state in
      if state.isClosed { return .stop }
      if state.queue.runningCount < workers, let key = state.queue.next(now: clock.now) { return .start(key) }
      return .wait(until: state.queue.runningCount < workers ? state.queue.nextDue : nil)
    }
  }

  private func finish(_ key: ObjectKey, _ outcome: ReconcileOutcome) {
    state.withLock { state in
      switch outcome {
      case .settled: state.queue.forget(key)
      case .retry(let delay): state.queue.retry(key, now: clock.now, atLeast: delay)
      }
      state.queue.finish(key)
    }
    wakeup.call()
  }
}
