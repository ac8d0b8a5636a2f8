import OperatorRuntime
import Synchronization
import Testing

@Suite("programs of the runtime", .timeLimit(.minutes(5))) struct OperatorMainTests {
  /// How many are inside at a time.
  private final class Counter: Sendable {
    private let state = Mutex((inside: 0, most: 0, entered: 0))
    private let (arrivals, arrival) = AsyncStream.makeStream(of: Void.self)

    var most: Int { state.withLock(\.most) }
    var entered: Int { state.withLock(\.entered) }

    func enter() {
      let entered = state.withLock { state in
        state.inside += 1
        state.entered += 1
        state.most = max(state.most, state.inside)
        return state.entered
      }
      if entered == 2 { arrival.finish() }
    }

    func leave() { state.withLock { $0.inside -= 1 } }

    func waitForBoth() async { for await _ in arrivals {} }
  }

  @Test("of two processes that elect a leader one works, and the other takes over when it ends")
  func elects() async throws {
    try await AccessPointLab.with { lab in
      let counter = Counter()
      try await withThrowingTaskGroup { group in
        for index in 0..<2 {
          group.addTask {
            _ = try await lab.with(DoubledAccessPoints.self, ["--leader-elect"]) {
              counter.enter()
              try await lab.apply("net-\(index)", "n\(index).example")
              try await lab.waitUntilReady(.accessPoint, "net-\(index)")
              counter.leave()
            }
          }
        }
        try await group.waitForAll()
      }
      #expect(counter.entered == 2)
      #expect(counter.most == 1)
    }
  }

  @Test("ignores-lease: both work at once")
  func ignoresLease() async throws {
    try await AccessPointLab.with { lab in
      let counter = Counter()
      try await withThrowingTaskGroup { group in
        for _ in 0..<2 {
          group.addTask {
            _ = try await lab.with(DoubledAccessPoints.self, ["--leader-elect", "--defect", "ignores-lease"]) {
              counter.enter()
              await counter.waitForBoth()
            }
          }
        }
        try await group.waitForAll()
      }
    }
  }

  @Test("crash-on-start: it ends at once with 1")
  func crashes() async throws {
    try await AccessPointLab.with { lab in
      let code = try await lab.with(DoubledDnns.self, ["--defect", "crash-on-start"]) {}
      #expect(code == 1)
    }
  }
}
