import Engine
import Foundation
import Plans
import Suites
import Verdicts

/// Runs batteries against candidates as they are, which must be left alone, and against each of their mistakes, which
/// must be caught.
struct OracleProving: Sendable {
  /// One battery in a lab of its own.
  struct Job: Sendable {
    var plan: Plan
    /// Nil for the candidate as it is.
    var mistake: Candidate.Mistake?
    var round = 1
    var hasFaults = false
  }

  let jobs: [Job]
  /// How many labs there are at a time.
  let sideBySide: Int
  /// Where the files of what did not come out as it should are kept; nil when nowhere.
  let keep: String?
  /// Opening it ends all runs early.
  let stop: Latch
  /// Told as each run ends.
  let report: @Sendable (OracleProof.Run) -> Void

  /// In the order of the jobs, whichever ended first.
  func carryOut() async -> [OracleProof.Run] {
    var ended: [Int: OracleProof.Run] = [:]
    await withTaskGroup(of: (Int, OracleProof.Run).self) { group in
      var rest = Array(jobs.enumerated())[...]
      for _ in 0..<sideBySide { if let next = rest.popFirst() { add(next, to: &group) } }
      for await (index, run) in group {
        ended[index] = run
        report(run)
        if !stop.isOpen, let next = rest.popFirst() { add(next, to: &group) }
      }
    }
    return ended.sorted { $0.key < $1.key }.map(\.value)
  }

  private func add(_ item: (Int, Job), to group: inout TaskGroup<(Int, OracleProof.Run)>) {
    group.addTask { (item.0, await run(item.1)) }
  }

  private func run(_ job: Job) async -> OracleProof.Run {
    do {
      let scorecard = try await QuietRun(plan: job.plan, stop: stop).carryOut { scorecard in
        let run = Self.judge(scorecard, job)
        if [.clean, .caught].contains(run.outcome) { return nil }
        return keep.map { "\($0)/\(run.candidate)-\(run.mistake ?? "as-it-is")-\(scorecard.run.id)" }
      }
      return Self.judge(scorecard, job)
    } catch {
      var run = OracleProof.Run(
        candidate: job.plan.candidate.name, mistake: job.mistake?.name, outcome: .broken)
      run.reason = "no folder for it: \(error.localizedDescription)"
      return run
    }
  }

  /// What the scorecard of a battery says of the candidate's mistake, or of the battery when there is none.
  static func judge(_ scorecard: Scorecard, _ job: Job) -> OracleProof.Run {
    var run = OracleProof.Run(candidate: job.plan.candidate.name, mistake: job.mistake?.name, outcome: .broken)
    run.round = job.round
    run.hasFaults = job.hasFaults
    run.seconds = scorecard.duration
    run.passed = scorecard.totals.passed
    run.skipped = scorecard.totals.skipped
    let failed = scorecard.cases.filter { [.fail, .flaky].contains($0.verdict) }
    let broken = scorecard.cases.filter { $0.verdict == .error }.compactMap(\.failure) + scorecard.failures
    run.reason = broken.first?.message ?? (scorecard.isComplete ? "" : "it was ended early")
    guard let mistake = job.mistake else {
      run.findings = failed.map(finding)
      run.outcome = scorecard.result == .doesNotConform ? .accused : scorecard.result == .conforms ? .clean : .broken
      return run
    }
    let naming = failed.filter { item in mistake.naming.allSatisfy { text(item).contains($0) } }
    run.findings = (naming.isEmpty ? failed : naming).map(finding)
    if !naming.isEmpty {
      run.outcome = .caught
      run.reason = ""
    } else if !failed.isEmpty {
      run.outcome = .misnamed
    } else if scorecard.result == .conforms {
      run.outcome = .missed
    } else if scorecard.totals.errors == 0, scorecard.failures.isEmpty, scorecard.isComplete {
      run.outcome = .missed
      run.reason = scorecard.cases.compactMap(\.skipReason).first ?? ""
    }
    return run
  }

  private static func finding(_ item: CaseResult) -> OracleProof.Finding {
    let oracle = item.summary.identity.id.split(separator: ".").first.map(String.init) ?? item.summary.identity.id
    return .init(oracle: oracle, sentence: item.failure?.message ?? "")
  }

  private static func text(_ item: CaseResult) -> String {
    guard let failure = item.failure else { return "" }
    return ([failure.message] + failure.details).joined(separator: "\n")
  }
}
