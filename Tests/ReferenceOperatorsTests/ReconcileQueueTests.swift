import Kubernetes
import OperatorRuntime
import Synchronization
import Testing

/// A number that several tasks change.
private final class Tally: Sendable {
  private let state = Mutex((now: 0, most: 0))

  var value: Int { state.withLock { $0.now } }
  var most: Int { state.withLock { $0.most } }

  @discardableResult
  func add(_ amount: Int) -> Int {
    state.withLock { state in
      state.now += amount
      state.most = max(state.most, state.now)
      return state.now
    }
  }
}

@Suite(.timeLimit(.minutes(5))) struct ReconcileQueueTests {
  private func key(_ name: String) -> ObjectKey {
    ObjectKey(group: "netbox.dev", kind: "Prefix", namespace: "a", name: name)
  }

  @Test("what fails is tried again until it succeeds, and closing ends the run")
  func retries() async {
    let queue = ReconcileQueue(backoff: Backoff(initial: .milliseconds(1), limit: .milliseconds(4)))
    let attempts = Tally()
    queue.add(key("x"))
    await queue.run(workers: 2) { _ in
      if attempts.add(1) < 4 { return .retry() }
      queue.close()
      return .settled
    }
    #expect(attempts.value == 4)
  }

  @Test("closing lets the work under way end")
  func endsGracefully() async {
    let queue = ReconcileQueue()
    let finished = Tally()
    let begun = Wakeup()
    queue.add(key("x"))
    await withTaskGroup { group in
      group.addTask {
        await queue.run(workers: 1) { _ in
          begun.call()
          await Task.yield()
          finished.add(1)
          return .settled
        }
      }
      await begun.wait()
      queue.close()
      await group.waitForAll()
    }
    #expect(finished.value == 1)
  }

  @Test("cancellation ends a queue that has nothing to do")
  func cancels() async {
    let queue = ReconcileQueue()
    await withTaskGroup { group in
      group.addTask { await queue.run(workers: 1) { _ in .settled } }
      group.cancelAll()
    }
  }

  @Test("tasks that name the same lock take turns; others do not wait for them")
  func locks() async throws {
    let lock = KeyedLock()
    let inside = Tally()
    try await withThrowingTaskGroup { group in
      for _ in 0..<20 {
        group.addTask {
          try await lock.withLock("parent") {
            inside.add(1)
            await Task.yield()
            inside.add(-1)
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(inside.most == 1)
    let other = try await lock.withLock("a") { try await lock.withLock("b") { true } }
    #expect(other)
  }
}
