import Benchmark
import LabStore

/// The embedded lab's API server without its sockets: how many writes it takes, and how soon watchers know.
let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock], timeUnits: .microseconds, maxDuration: .seconds(5), maxIterations: 1_000)

  Benchmark("create 10000 claims by 16 tasks", configuration: .init(maxDuration: .seconds(10), maxIterations: 5)) {
    benchmark in
    let store = try await ClaimStore()
    benchmark.startMeasurement()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for task in 0..<16 {
        group.addTask { for number in 0..<625 { try await store.create("claim-\(task)-\(number)") } }
      }
      try await group.waitForAll()
    }
    benchmark.stopMeasurement()
  }

  for count in [1_000, 10_000] {
    Benchmark(
      "write among \(count) claims", configuration: .init(timeUnits: .nanoseconds, scalingFactor: .kilo),
      closure: { benchmark, watched in
        for number in benchmark.scaledIterations {
          watched.writes += 1
          try await watched.store.patch("claim-\(number % count)", version: watched.writes)
        }
      }, setup: { try await WatchedStore(watchers: 0, claims: count) })
  }

  Benchmark(
    "write until 50 watchers know it",
    closure: { benchmark, watched in
      watched.writes += 1
      benchmark.startMeasurement()
      try await watched.store.create("new-\(watched.writes)")
      for index in watched.watchers.indices { blackHole(try await watched.watchers[index].next()) }
      benchmark.stopMeasurement()
    }, setup: { try await WatchedStore(watchers: 50, claims: 0) })
}

/// A store with watchers that have read all there is.
final class WatchedStore {
  let store: ClaimStore
  var watchers: [WatchStream.Iterator] = []
  /// How often it was written to, warming up included.
  var writes = 0

  init(watchers count: Int, claims: Int) async throws {
    store = try await ClaimStore(holding: claims)
    for _ in 0..<count { watchers.append(try await store.watch().makeAsyncIterator()) }
  }
}
