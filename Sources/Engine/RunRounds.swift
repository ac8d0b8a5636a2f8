import Plans
import Verdicts

/// Carries out the cases of a run, once or in rounds.
struct RunRounds: Sendable {
  let run: RunContext

  func carryOut() async {
    var run = run
    while true {
      let outcome = await RunCases(run: run).carryOut()
      guard isAnotherWanted(after: outcome, run) else { return }
      if let reason = hindrance(after: outcome, run) {
        return run.emit(.warning("the repetition ended after round \(run.round): \(reason)"))
      }
      run.round += 1
      run.emit(.roundStarted(cases: run.plan.cases(ofRound: run.round).map(\.summary)))
    }
  }

  private func isAnotherWanted(after outcome: RunCases.Outcome, _ run: RunContext) -> Bool {
    let repetition = run.plan.repetition
    if let times = repetition.times, run.round >= times { return false }
    return outcome.hasPassed || !repetition.endsWithFailure
  }

  /// Without this, a round in which nothing can be carried out would be followed by others without end.
  private func hindrance(after outcome: RunCases.Outcome, _ run: RunContext) -> String? {
    if run.stop.isOpen { return "the run was stopped" }
    if let end = run.budgetEnd, .now >= end { return "the budget is used up" }
    if !outcome.hasCarriedOut { return "no case could be carried out in it" }
    return nil
  }
}
