import Testing

@testable import Engine

@Suite(.timeLimit(.minutes(5))) struct LatchTests {
  @Test("all who wait go on when it opens, and those who come later do not wait")
  func opening() async {
    let latch = Latch()
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<10 { group.addTask { await latch.wait() } }
      group.addTask { latch.open() }
    }
    await latch.wait()
    #expect(latch.isOpen)
  }

  @Test("a waiter whose task is cancelled goes on, too")
  func cancellation() async {
    let latch = Latch()
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<10 { group.addTask { await latch.wait() } }
      group.cancelAll()
    }
    #expect(!latch.isOpen)
  }

  @Test("work that is done in time gives its result, other work is cancelled at the deadline")
  func deadline() async throws {
    #expect(try await withDeadline(.now + .seconds(60)) { 1 } == 1)
    let latch = Latch()
    await #expect(throws: DeadlineExceeded.self) {
      try await withDeadline(.now) { await latch.wait() }
    }
  }

  @Test("a run that is stopped ends its work")
  func stopping() async {
    let (stop, never) = (Latch(), Latch())
    stop.open()
    await #expect(throws: RunStopped.self) {
      try await withDeadline(.now + .seconds(60), stop: stop) { await never.wait() }
    }
  }
}
