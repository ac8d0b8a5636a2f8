import Cluster
import Documents
import Figures
import Foundation
import Kubernetes
import Measuring
import Synchronization
import Verdicts

/// 1,000 cases, each a namespace, a custom resource, an eventually and a deletion; and the same calls without an engine: where
/// that looks at its watch, bare calls have to get the object.
struct ManyCases {
  let bench: BenchRun
  let requests: Counter

  private static let count = 1_000
  private static let parallel = 16

  func figures() async throws -> [Figure] {
    // Connections and caches first.
    _ = try await withEngine(50)
    let start = ContinuousClock.now
    try await withoutEngine()
    let bare = (ContinuousClock.now - start).seconds
    let before = requests.value
    let engine = try await withEngine(Self.count)
    let each = Double(requests.value - before) / Double(Self.count)
    return [
      Figure(name: "1,000 cases: bare API calls", value: (bare * 1000).rounded(), unit: "ms"),
      Figure(name: "1,000 cases: with the engine", value: (engine * 1000).rounded(), unit: "ms"),
      Figure(name: "1,000 cases: the engine of the bare calls", value: (engine / bare * 100).rounded(), unit: "%"),
      Figure(name: "1,000 cases: requests of 100 cases", value: (each * 100).rounded(), unit: "requests"),
      Figure(name: "1,000 cases: peak memory", value: (ProcessUse.peakMemory / 1e6).rounded(), unit: "MB"),
    ]
  }

  /// Returns how long the cases took, from the first that began to the last that ended.
  private func withEngine(_ count: Int) async throws -> Double {
    let cases = (0..<count).map { number in
      "{name: case \(number), id: B-\(number), steps: [{apply: {as: claim, manifest: {apiVersion: bench.plugfest.dev/v1, "
        + "kind: Claim, metadata: {name: claim}, spec: {size: 24}}}}, {eventually: {that: ['${claim.object.spec.size == 24}']}}, "
        + "{delete: {handle: claim, within: 30s}}]}"
    }
    let times = Mutex<(first: Double?, last: Double)>((nil, 0))
    _ = try await bench.carryOut(cases: cases, parallel: Self.parallel) { event in
      switch event.kind {
      case .caseStarted: times.withLock { $0.first = $0.first ?? event.time }
      case .caseEnded: times.withLock { $0.last = event.time }
      default: break
      }
    }
    return times.withLock { $0.last - ($0.first ?? 0) }
  }

  private func withoutEngine() async throws {
    let kind = GroupVersionKind(group: "", version: "v1", kind: "Namespace")
    let resource = try await bench.client.resource(for: kind)
    let informer = Informer(client: bench.client, resource: resource)
    let gone = Disappearances()
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await informer.run() }
      group.addTask {
        for try await event in informer.events(tellsListsWhole: true) {
          if case .deleted(let object) = event.change { await gone.note(object.name) }
        }
      }
      try await withThrowingTaskGroup(of: Void.self) { workers in
        for worker in 0..<Self.parallel {
          workers.addTask {
            for number in stride(from: worker, to: Self.count, by: Self.parallel) { try await one(number, gone) }
          }
        }
        try await workers.waitForAll()
      }
      group.cancelAll()
      do { try await group.waitForAll() } catch is CancellationError {}
    }
  }

  private func one(_ number: Int, _ gone: Disappearances) async throws {
    let client = bench.client
    let name = "bare-\(number)"
    let kind = GroupVersionKind(group: "", version: "v1", kind: "Namespace")
    _ = try await client.create(KubernetesObject(apiVersion: "v1", kind: "Namespace", name: name))
    var claim = KubernetesObject([
      "apiVersion": "bench.plugfest.dev/v1", "kind": "Claim", "metadata": ["name": "claim"], "spec": ["size": 24],
    ])
    claim.namespace = name
    let written = try await client.apply(
      claim, fieldManager: "bench", options: WriteOptions(fieldManager: "bench", fieldValidation: .strict))
    if let kind = written.groupVersionKind {
      _ = try await client.get(kind, namespace: name, name: "claim")
      _ = try await client.delete(kind, namespace: name, name: "claim")
    }
    _ = try await client.delete(kind, namespace: nil, name: name)
    await gone.wait(for: name)
  }
}

/// Who waits until which namespace is gone.
private actor Disappearances {
  private var seen: Set<String> = []
  private var waiting: [String: CheckedContinuation<Void, Never>] = [:]

  func note(_ name: String) {
    if let continuation = waiting.removeValue(forKey: name) { continuation.resume() } else { seen.insert(name) }
  }

  func wait(for name: String) async {
    if seen.remove(name) != nil { return }
    await withCheckedContinuation { waiting[name] = $0 }
  }
}
