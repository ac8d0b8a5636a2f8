extension Scorecard {
  /// Gathers the events of a run, in the order in which they happened, into its scorecard.
  ///
  /// Works on any prefix of the stream: cases that were started or planned but have not ended are errors that say so,
  /// and the scorecard is not complete. A fold of no events is nil, as there is nothing to say whose run it was.
  package init?(events: some Sequence<RunEvent>) {
    var fold = Fold()
    for event in events { fold.add(event) }
    guard let scorecard = fold.scorecard else { return nil }
    self = scorecard
  }

  /// The state between two events; keeps what the scorecard needs and nothing else.
  package struct Fold: Sendable {
    private var run: RunDescription?
    private var planned: [CaseSummary] = []
    private var started: [CaseIdentity: Double] = [:]
    /// Of cases that are being tried again: what a killed run has seen of them must not be lost.
    private var attempts: [CaseIdentity: [CaseResult]] = [:]
    private var ended: [CaseIdentity: CaseResult] = [:]
    private var failures: [Failure] = []
    private var warnings: [String] = []
    private var noise: [String: Int]?
    private var recording: Recording?
    private var criteria: [CriterionOutcome]?
    private var waivers: [WaiverAccount]?
    private var profiles: [ProfileResult]?
    private var isComplete = false
    private var time = 0.0

    package init() {}

    package mutating func add(_ event: RunEvent) {
      time = max(time, event.time)
      switch event.kind {
      case .runStarted(let description, let cases):
        run = description
        planned = cases
      case .labReached(let version): run?.lab.kubernetesVersion = version
      case .caseStarted(let identity): started[identity] = event.time
      case .attemptEnded(let result): attempts[result.summary.identity, default: []].append(result)
      case .caseEnded(let result):
        ended[result.summary.identity] = result
        attempts[result.summary.identity] = nil
      case .stageEnded(_, let failure): if let failure { failures.append(failure) }
      case .warning(let text): warnings.append(text)
      case .waiversJudged(let accounts): waivers = accounts
      case .profilesScored(let results): profiles = results
      case .roundStarted(let cases): planned += cases
      case .labNoise(let counts): noise = counts
      case .recorded(let recording): self.recording = recording
      case .criteriaJudged(let outcomes): criteria = outcomes
      case .runEnded: isComplete = true
      case .stageStarted, .stepStarted, .stepEnded: break
      }
    }

    /// The scorecard as of now; nil before the run has started.
    package var scorecard: Scorecard? {
      guard let run else { return nil }
      let cases = planned.map { ended[$0.identity] ?? unfinished($0) }
      var scorecard = Scorecard(
        run: run, duration: time, cases: cases, failures: failures, warnings: warnings, isComplete: isComplete,
        noise: noise)
      scorecard.recording = recording
      scorecard.criteria = criteria
      scorecard.waivers = waivers
      scorecard.profiles = profiles
      return scorecard
    }

    private func unfinished(_ summary: CaseSummary) -> CaseResult {
      let start = started[summary.identity]
      let failure = Failure(
        .interrupted,
        start == nil ? "the run ended before this case began" : "the run ended in the middle of this case",
        at: summary.place)
      let last = CaseResult(
        summary: summary, verdict: .error, start: start ?? time, duration: start.map { time - $0 } ?? 0,
        failure: failure)
      return CaseResult(attempts: attempts[summary.identity, default: []] + [last])
    }
  }
}
