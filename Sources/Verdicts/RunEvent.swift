/// One thing that happened in a run. The console, JUnit and every other report are folds over the stream of these.
package struct RunEvent: Sendable, Hashable, Codable {
  /// Seconds from the start of the run.
  package var time: Double
  package var kind: Kind

  package init(at time: Double, _ kind: Kind) {
    self.time = time
    self.kind = kind
  }

  package enum Kind: Sendable, Hashable, Codable {
    /// The first event of every run; the cases are all that were selected, in the order of the plan.
    case runStarted(RunDescription, cases: [CaseSummary])
    case labReached(kubernetesVersion: String)
    /// Something long outside the cases began: `installing the candidate`.
    case stageStarted(String)
    case stageEnded(String, failure: Failure?)
    case caseStarted(CaseIdentity)
    case stepStarted(CaseIdentity, name: String)
    case stepEnded(CaseIdentity, StepResult)
    /// A case did not pass, and is tried again.
    case attemptEnded(CaseResult)
    case caseEnded(CaseResult)
    /// The cases begin once more, in this order.
    case roundStarted(cases: [CaseSummary])
    /// How often what of the lab had to be ridden out in the whole run.
    case labNoise([String: Int])
    /// What the run was recorded with; the last one counts.
    case recorded(Recording)
    /// What the criteria came to, by all that the run has shown.
    case criteriaJudged([CriterionOutcome])
    /// Anything that a reader should know.
    case warning(String)
    /// What became of the candidate's waivers.
    case waiversJudged([WaiverAccount])
    /// What the profiles say that were asked for.
    case profilesScored([ProfileResult])
    /// The last event of every run that was not killed.
    case runEnded
  }
}
