import Cluster
import Documents
import Figures
import Foundation
import Kubernetes
import Measuring
import Synchronization
import Verdicts

/// 500 cases that wait side by side, each for its own object, which somebody else changes: how long it takes from the arrival of
/// a change, as a second watch of the same process sees it, to the verdict.
struct WaitingExpectations {
  let bench: BenchRun
  let requests: Counter
  let kubeconfig: String

  private static let count = 500
  /// Changes a second.
  private static let rate = 250.0

  func figures() async throws -> [Figure] {
    let times = Times()
    let epoch = ContinuousClock.now
    let (began, begin) = AsyncStream<Void>.makeStream()
    let idle = try await RawWatch.with(kubeconfig: kubeconfig) { watch in
      try await withThrowingTaskGroup(of: Int?.self) { group in
        group.addTask {
          _ = try await self.bench.carryOut(cases: self.cases, parallel: Self.count, epoch: epoch) { event in
            switch event.kind {
            case .stepStarted(_, let name) where name == Self.step: begin.yield()
            case .stepEnded(let identity, let result) where result.name == Self.step:
              times.verdict(identity.id, event.time)
            default: break
            }
          }
          return nil
        }
        var waiting = Self.count
        for await _ in began {
          waiting -= 1
          if waiting == 0 { break }
        }
        let objects = try await self.bench.client.list(Self.claims, namespace: nil)
        let path = "/apis/bench.plugfest.dev/v1/claims?watch=true&resourceVersion=\(objects.resourceVersion)"
        group.addTask {
          var missing = Self.count
          try await watch.events(path) { number in
            guard let number else { return true }
            // The deletion afterwards tells the number once more.
            if times.arrival(Int(number), (ContinuousClock.now - epoch).seconds) { missing -= 1 }
            return missing > 0
          }
          return nil
        }
        // The last of them still has to begin to wait.
        try await Task.sleep(for: .seconds(1))
        let before = self.requests.value
        try await Task.sleep(for: .seconds(2))
        let idle = self.requests.value - before
        try await self.change(objects.items)
        for try await _ in group {}
        return idle
      }
    }
    let reactions = times.reactions
    guard reactions.count == Self.count else {
      throw Failure(.harnessDefect, "only \(reactions.count) of \(Self.count) reactions were seen")
    }
    return reactions.figures("500 wait: from an event's arrival to the verdict") + [
      Figure(name: "500 wait: requests in two seconds", value: Double(idle), unit: "requests")
    ]
  }

  private func change(_ objects: [KubernetesObject]) async throws {
    let start = ContinuousClock.now
    for (index, object) in objects.enumerated() {
      try await Task.sleep(until: start + .seconds(Double(index) / Self.rate), tolerance: .zero, clock: .continuous)
      let number = Int64(object.name.dropFirst(6)) ?? 0
      _ = try await bench.client.patch(
        Self.claims, namespace: object.namespace, name: object.name, .merge(["spec": ["sent": .integer(number)]]))
    }
  }

  private static let claims = GroupVersionKind(group: "bench.plugfest.dev", version: "v1", kind: "Claim")
  private static let step = "somebody changes it"

  private var cases: [String] {
    (0..<Self.count).map { number in
      "{name: case \(number), id: W-\(number), steps: [{apply: {as: claim, manifest: {apiVersion: bench.plugfest.dev/v1, "
        + "kind: Claim, metadata: {name: claim-\(number)}, spec: {size: 24}}}}, {eventually: {description: \(Self.step), "
        + "that: ['${claim.object.spec.?sent.orValue(-1) >= 0}']}}]}"
    }
  }
}

/// When changes arrived and were noticed, in seconds of one clock.
private final class Times: Sendable {
  private let state = Mutex<(arrivals: [Int: Double], verdicts: [Int: Double])>(([:], [:]))

  /// Returns whether it is the first of this number.
  func arrival(_ number: Int, _ time: Double) -> Bool {
    state.withLock { state in
      guard state.arrivals[number] == nil else { return false }
      state.arrivals[number] = time
      return true
    }
  }

  func verdict(_ id: String, _ time: Double) {
    guard let number = Int(id.dropFirst(2)) else { return }
    state.withLock { $0.verdicts[number] = time }
  }

  var reactions: [Duration] {
    state.withLock { state in
      state.arrivals.compactMap { number, arrival in state.verdicts[number].map { .seconds(max($0 - arrival, 0)) } }
    }
  }
}
