import Cluster
import Documents
import Engine
import Foundation
import Plans
import Suites
import Verdicts

/// Runs cases in this process, with a client of the benchmark's.
struct BenchRun: Sendable {
  let client: ClusterClient
  let kubeconfig: String

  /// - Parameters:
  ///   - cases: YAML, a line for each.
  ///   - epoch: from when times count; nil means from the beginning of the run.
  ///   - onEvent: gets each event.
  func carryOut(
    cases: [String], parallel: Int, epoch: ContinuousClock.Instant? = nil,
    onEvent: @escaping @Sendable (RunEvent) -> Void
  ) async throws -> Scorecard {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("plugfest-bench-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let plan = try plan(in: folder.path, cases, parallel: parallel)
    let description = RunDescription(
      id: "bench-\(UUID().uuidString.prefix(4).lowercased())", harnessVersion: "bench",
      candidate: .init(name: "nobody", vendor: "nobody", version: "1", contract: nil), suites: [],
      lab: .init(name: "bench", kind: "kubeconfig"), startedAt: "2026-01-01T00:00:00Z", hostname: "bench", command: [])
    let (events, continuation) = AsyncStream<RunEvent>.makeStream()
    let run = Run(
      plan: plan,
      lab: LabConnection(
        client: client, kubeconfigPath: kubeconfig, endpoints: [:], values: .null, noise: LabNoise(), journals: []),
      description: description, folder: folder.path, redactor: Redactor(), clock: RunClock(start: epoch ?? .now),
      stop: Latch(), events: continuation)
    async let ended: Void = run.carryOut()
    var fold = Scorecard.Fold()
    fold.add(RunEvent(at: 0, .runStarted(description, cases: plan.cases.map(\.summary))))
    for await event in events {
      onEvent(event)
      fold.add(event)
    }
    await ended
    guard let scorecard = fold.scorecard, scorecard.result == .conforms else {
      let failure = fold.scorecard?.cases.first { $0.verdict != .pass }?.failure ?? fold.scorecard?.failures.first
      throw failure ?? Failure(.harnessDefect, "the cases of the benchmark did not pass")
    }
    return scorecard
  }

  private func plan(in folder: String, _ cases: [String], parallel: Int) throws -> Plan {
    func write(_ name: String, _ kind: String, _ spec: String) throws -> String {
      let path = "\(folder)/\(name)"
      let text = "apiVersion: plugfest.dev/v1alpha1\nkind: \(kind)\nmetadata: {name: bench}\nspec:\n\(spec)\n"
      try text.write(toFile: path, atomically: true, encoding: .utf8)
      return path
    }
    let candidate = try write(
      "candidate.yaml", "Candidate", "  {vendor: nobody, version: 1.0.0, install: {external: {}}}")
    let lab = try write("lab.yaml", "Lab", "  {cluster: {kubeconfig: {path: \(kubeconfig)}}}")
    let suite = try write(
      "suite.yaml", "Suite",
      "  timeouts: {case: 5m, eventually: 4m}\n  cases:\n" + cases.map { "  - \($0)" }.joined(separator: "\n"))
    var plan = try PlanBuilder.plan(candidate: candidate, lab: lab, suites: [suite])
    plan.lab.budget.parallel = parallel
    return plan
  }
}
