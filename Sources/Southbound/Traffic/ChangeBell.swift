import Synchronization

/// Wakes whoever waits for something to change. It tells that it changed, not what: the owner of what changed says that.
///
/// To miss nothing, ask for `changes()` first, and look at the state afterwards.
package final class ChangeBell: Sendable {
  private struct State {
    var next = 0
    var waiters: [Int: AsyncStream<Void>.Continuation] = [:]
  }

  private let state = Mutex(State())

  package init() {}

  /// Called when the change is made, and outside of the lock that guards it.
  package func ring() {
    let waiters = state.withLock { Array($0.waiters.values) }
    for waiter in waiters { waiter.yield() }
  }

  /// Yields when it rang; what rings while the receiver is busy is joined into one.
  package func changes() -> AsyncStream<Void> {
    let (stream, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
    let id = state.withLock { state in
      state.next += 1
      state.waiters[state.next] = continuation
      return state.next
    }
    continuation.onTermination = { [weak self] _ in self?.state.withLock { _ = $0.waiters.removeValue(forKey: id) } }
    return stream
  }
}
