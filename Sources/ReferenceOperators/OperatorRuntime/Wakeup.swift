import Synchronization

/// Wakes one waiting task; a call that comes before the wait is not lost.
package final class Wakeup: Sendable {
  private enum State {
    case idle
    case called
    case waiting(CheckedContinuation<Void, Never>)
  }

  private let state = Mutex(State.idle)

  package init() {}

  package func call() {
    let waiter: CheckedContinuation<Void, Never>? = state.withLock { state in
      if case .waiting(let continuation) = state {
        state = .idle
        return continuation
      }
      state = .called
      return nil
    }
    waiter?.resume()
  }

  /// Returns on a call, or when the task is cancelled. Only one task may wait at a time.
  package func wait() async {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isDue = state.withLock { state in
          if case .called = state {
            state = .idle
            return true
          }
          if Task.isCancelled { return true }
          state = .waiting(continuation)
          return false
        }
        if isDue { continuation.resume() }
      }
    } onCancel: {
      call()
    }
  }

  /// Returns on a call, at the deadline, or when the task is cancelled.
  package func wait<C: Clock>(until deadline: C.Instant?, clock: C) async where C.Duration == Duration {
    guard let deadline else { return await wait() }
    await withTaskGroup { group in
      group.addTask { await self.wait() }
      group.addTask { try? await clock.sleep(until: deadline, tolerance: nil) }
      await group.next()
      group.cancelAll()
    }
  }
}
