import Documents
import Plans
import Verdicts

/// Carries out the cases of a run once, as the schedule says.
struct RunCases: Sendable {
  /// What came of the cases together.
  struct Outcome: Sendable {
    /// Whether none failed, none broke and none was flaky.
    var hasPassed = true
    /// Whether there was more than cases that were left out.
    var hasCarriedOut = false

    mutating func add(_ result: CaseResult) {
      if [.fail, .error, .flaky].contains(result.verdict) { hasPassed = false }
      // One that is waived or in quarantine was carried out, too.
      if result.verdict != .skipped || result.failure != nil { hasCarriedOut = true }
    }
  }

  let run: RunContext
  /// In the order in which they are to begin.
  let cases: [TestSuite.Case]
  private let fixtures: Fixtures

  init(run: RunContext) {
    self.run = run
    let cases = run.plan.cases(ofRound: run.round)
    switch run.plan.order {
    case .asWritten: self.cases = run.budgetEnd == nil ? cases : CaseOrder.byValue(cases, expected: \.estimate)
    case .shuffled: self.cases = CaseOrder.shuffled(cases, seed: run.seed)
    }
    fixtures = Fixtures(run: run)
  }

  func carryOut() async -> Outcome {
    var outcome = Outcome()
    var schedule = Schedule(cases.map(Schedule.Item.init), parallel: run.plan.lab.budget.parallel)
    await withTaskGroup(of: (index: Int, result: CaseResult).self) { group in
      while true {
        while !run.stop.isOpen, let decision = schedule.next(timeLeft: timeLeft, budget: budget) {
          switch decision {
          case .begin(let index): group.addTask { (index, await self.carryOut(cases[index])) }
          case .leaveOut(let index, let reason): await leaveOut(cases[index], reason)
          }
        }
        guard let ended = await group.next() else { break }
        schedule.end(ended.index, ended.result.verdict)
        outcome.add(ended.result)
      }
    }
    await fixtures.leaveAll()
    return outcome
  }

  private func carryOut(_ item: TestSuite.Case) async -> CaseResult {
    let result = await result(of: item)
    run.emit(.caseEnded(result))
    await fixtures.leave(item)
    return result
  }

  private func result(of item: TestSuite.Case) async -> CaseResult {
    if let absence = run.absence {
      return .skipped(
        item.summary, at: run.clock.seconds, because: .notApplicable("the candidate needs it: \(absence)"))
    }
    switch await fixtures.enter(item) {
    case .ready(let scope):
      var result = await tryUntilItPasses(item, scope)
      run.applyQuarantine(to: &result)
      return result
    case .skip(let reason): return .skipped(item.summary, at: run.clock.seconds, because: reason)
    case .failed(let failure, let evidence):
      return CaseResult(
        summary: item.summary, verdict: failure.verdict, start: run.clock.seconds, duration: 0,
        failure: run.redactor.redact(failure), evidence: evidence)
    }
  }

  private func tryUntilItPasses(_ item: TestSuite.Case, _ scope: CaseScope?) async -> CaseResult {
    var attempts: [CaseResult] = []
    while true {
      let runner = CaseRunner(plan: item, run: run, surroundings: scope, attempt: attempts.count + 1)
      let noise = LabNoise()
      var result = await run.lab.noise.counting(for: noise) { await runner.result() }
      let isTriedAgain =
        attempts.count < run.plan.retries && result.mayPassLater && !run.stop.isOpen
        && run.budgetEnd.map({ .now < $0 }) ?? true
      if isTriedAgain, result.verdict == .error {
        for noise in [noise, run.lab.noise] { noise.noteBrokenCase() }
      }
      result.noise = noise.counts
      attempts.append(result)
      guard isTriedAgain else { return CaseResult(attempts: attempts) }
      run.emit(.attemptEnded(result))
    }
  }

  private func leaveOut(_ item: TestSuite.Case, _ reason: SkipReason) async {
    run.emit(.caseEnded(.skipped(item.summary, at: run.clock.seconds, because: reason)))
    await fixtures.leave(item)
  }

  private var timeLeft: Duration? { run.budgetEnd.map { $0 - .now } }

  private var budget: String { run.plan.lab.budget.slot.map(GoDuration.text) ?? "" }
}

extension CaseResult {
  /// Whether it makes sense to try it again: a mistake in a suite stays one.
  fileprivate var mayPassLater: Bool {
    switch (verdict, failure?.kind) {
    case (_, .suiteDefect), (_, .harnessDefect), (_, .interrupted): false
    case (.fail, _), (.error, _): true
    case (.pass, _), (.skipped, _), (.flaky, _): false
    }
  }
}

extension RunContext {
  /// What is known not to be the candidate's fault does not count.
  fileprivate func applyQuarantine(to result: inout CaseResult) {
    let identity = result.summary.identity
    guard [.fail, .error, .flaky].contains(result.verdict), result.failure?.kind != .interrupted,
      let entry = plan.quarantine.first(where: { $0.means(identity) && $0.until >= description.startedAt.prefix(10) })
    else { return }
    let link = entry.link.map { " (\($0))" } ?? ""
    result.warnings.insert("in quarantine, it came to \(result.verdict.rawValue)", at: 0)
    result.verdict = .skipped
    let reason = SkipReason.waived(id: identity.id, until: entry.until, because: "quarantine: \(entry.because)\(link)")
    result.skipReason = "\(reason)"
  }
}

extension Schedule.Item {
  /// No name that a suite can give to a lock of its own: those are not empty.
  private static let candidateLock = ""

  init(_ item: TestSuite.Case) {
    var locks = item.locks
    locks[Self.candidateLock] = item.needsCandidateAlone ? .exclusive : .shared
    self.init(identity: item.summary.identity, needs: item.neededIdentities, locks: locks, expected: item.estimate)
  }
}
