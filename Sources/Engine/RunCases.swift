import Documents
import Plans
import Verdicts

/// Carries out the cases of a run, as the schedule says.
struct RunCases: Sendable {
  let run: RunContext
  /// In the order in which they are to begin.
  let cases: [TestSuite.Case]
  private let fixtures: Fixtures

  init(run: RunContext) {
    self.run = run
    let cases = run.plan.cases
    switch run.plan.order {
    case .asWritten: self.cases = run.budgetEnd == nil ? cases : CaseOrder.byValue(cases, expected: \.estimate)
    case .shuffled: self.cases = CaseOrder.shuffled(cases, seed: run.plan.seed)
    }
    fixtures = Fixtures(run: run)
  }

  func carryOut() async {
    var schedule = Schedule(cases.map(Schedule.Item.init), parallel: run.plan.lab.budget.parallel)
    await withTaskGroup(of: (index: Int, verdict: Verdict).self) { group in
      while true {
        while !run.stop.isOpen, let decision = schedule.next(timeLeft: timeLeft, budget: budget) {
          switch decision {
          case .begin(let index): group.addTask { (index, await self.carryOut(cases[index])) }
          case .leaveOut(let index, let reason): await leaveOut(cases[index], reason)
          }
        }
        guard let ended = await group.next() else { break }
        schedule.end(ended.index, ended.verdict)
      }
    }
    await fixtures.leaveAll()
  }

  private func carryOut(_ item: TestSuite.Case) async -> Verdict {
    let result = await result(of: item)
    run.emit(.caseEnded(result))
    await fixtures.leave(item)
    return result.verdict
  }

  private func result(of item: TestSuite.Case) async -> CaseResult {
    switch await fixtures.enter(item) {
    case .ready(let scope): return await CaseRunner(plan: item, run: run, surroundings: scope).result()
    case .skip(let reason): return .skipped(item.summary, at: run.clock.seconds, because: reason)
    case .failed(let failure):
      return CaseResult(
        summary: item.summary, verdict: failure.verdict, start: run.clock.seconds, duration: 0,
        failure: run.redactor.redact(failure))
    }
  }

  private func leaveOut(_ item: TestSuite.Case, _ reason: SkipReason) async {
    run.emit(.caseEnded(.skipped(item.summary, at: run.clock.seconds, because: reason)))
    await fixtures.leave(item)
  }

  private var timeLeft: Duration? { run.budgetEnd.map { $0 - .now } }

  private var budget: String { run.plan.lab.budget.slot.map(GoDuration.text) ?? "" }
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
