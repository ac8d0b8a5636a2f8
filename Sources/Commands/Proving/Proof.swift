import AsyncAlgorithms
import Documents
import Engine
import Expressions
import Foundation
import Plans
import Verdicts

/// Shows whether a suite notices broken operators: it runs against the candidate as it is, which must conform, and against
/// each of its broken versions, of which some case must fail.
struct Proof: Sendable {
  /// With the candidate as it is.
  let plan: Plan
  /// Ends the run of a broken version as soon as a case has failed.
  var endsWhenNoticed = false
  /// Opening it ends all runs early.
  let stop: Latch
  /// Told as each version ends.
  let report: @Sendable (ProofResult.Entry) async -> Void

  /// One version of the candidate.
  private struct Version: Sendable {
    var name: String
    var title: String
    /// Nil when it does not apply.
    var plan: Plan?
    var reason = ""
  }

  func carryOut() async -> ProofResult {
    var result = ProofResult(
      suites: plan.suites.map(\.name), candidate: plan.candidate.name, lab: plan.lab.name,
      cases: plan.cases.map(\.summary.identity.id))
    let healthy = await entry(Version(name: ProofResult.healthy, title: "the candidate as it is", plan: plan))
    await report(healthy)
    result.entries = [healthy]
    guard healthy.outcome == .conforms else { return result }
    var entries: [Int: ProofResult.Entry] = [:]
    await withTaskGroup(of: (Int, ProofResult.Entry).self) { group in
      var rest = Array(versions.enumerated())[...]
      for _ in 0..<sideBySide { if let next = rest.popFirst() { add(next, to: &group) } }
      for await (index, entry) in group {
        entries[index] = entry
        await report(entry)
        if let next = rest.popFirst() { add(next, to: &group) }
      }
    }
    result.entries += entries.sorted { $0.key < $1.key }.map(\.value)
    return result
  }

  private func add(_ item: (Int, Version), to group: inout TaskGroup<(Int, ProofResult.Entry)>) {
    group.addTask { (item.0, await entry(item.1)) }
  }

  /// Each has a lab of its own, unless that is a cluster.
  private var sideBySide: Int { if case .embedded = plan.lab.cluster { 3 } else { 1 } }

  // MARK: Versions

  private var versions: [Version] {
    let given = plan.candidate.broken
    let known = BrokenBehaviour.allCases.map { behaviour in
      version(behaviour, given.first { $0.name == behaviour.rawValue })
    }
    let own = given.filter { BrokenBehaviour(rawValue: $0.name) == nil }.map { version($0, title: "") }
    return known + own
  }

  private func version(_ behaviour: BrokenBehaviour, _ given: BrokenVersion?) -> Version {
    if let given { return version(given, title: behaviour.title) }
    guard behaviour == .doesNothing else {
      return Version(
        name: behaviour.rawValue, title: behaviour.title, plan: nil,
        reason: "the candidate's file has no such broken version")
    }
    // No operator at all needs nothing of the candidate's.
    var plan = plan
    plan.candidate.installation = .external
    return Version(name: behaviour.rawValue, title: behaviour.title, plan: plan)
  }

  private func version(_ given: BrokenVersion, title: String) -> Version {
    switch given.form {
    case .notApplicable(let reason): return Version(name: given.name, title: title, plan: nil, reason: reason)
    case .arguments(let arguments):
      guard case .process(var process) = plan.candidate.installation else {
        return Version(
          name: given.name, title: title, plan: nil, reason: "the candidate is no program that takes arguments")
      }
      process.command += arguments.map { .init(constant: .string($0)) }
      var plan = plan
      plan.candidate.installation = .process(process)
      return Version(name: given.name, title: title, plan: plan)
    }
  }

  // MARK: One run

  private func entry(_ version: Version) async -> ProofResult.Entry {
    var entry = ProofResult.Entry(
      name: version.name, title: version.title, outcome: .notApplicable, reason: version.reason)
    guard let plan = version.plan else { return entry }
    let isHealthy = version.name == ProofResult.healthy
    let scorecard: Scorecard
    do {
      scorecard = try await withEnd(whenNoticed: endsWhenNoticed && !isHealthy) { end in
        try await QuietRun(plan: plan, stop: end, endsWithFailure: endsWhenNoticed && !isHealthy).carryOut()
      }
    } catch {
      entry.outcome = .inconclusive
      entry.reason = "no folder for it: \(error.localizedDescription)"
      return entry
    }
    entry.seconds = scorecard.duration
    entry.failed = scorecard.cases.filter { [.fail, .flaky].contains($0.verdict) }.map(\.summary.identity.id)
    switch scorecard.result {
    case .conforms: entry.outcome = .conforms
    case .doesNotConform: entry.outcome = .noticed
    case .inconclusive: entry.outcome = .inconclusive
    }
    let failures = scorecard.failures + scorecard.cases.filter { $0.verdict == .error }.compactMap(\.failure)
    entry.reason =
      entry.failed.isEmpty || entry.outcome == .inconclusive ? failures.first?.message ?? "" : ""
    return entry
  }

  /// Gives the body what ends its run; that of all runs ends it, too.
  private func withEnd(
    whenNoticed isOwn: Bool, _ body: @escaping @Sendable (Latch) async throws -> Scorecard
  ) async throws -> Scorecard {
    guard isOwn else { return try await body(stop) }
    let end = Latch()
    return try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        await stop.wait()
        if !Task.isCancelled { end.open() }
      }
      let scorecard = try await body(end)
      group.cancelAll()
      return scorecard
    }
  }
}
