package import Documents
import Verdicts

/// All that one run will do: one candidate, one lab, the selected cases of some suites. Plain data: it can be listed,
/// filtered and checked without running.
package struct Plan: Sendable {
  package var candidate: Candidate
  package var lab: Lab
  package var suites: [TestSuite]
  /// Another candidate, which runs in the same lab and makes wishes of its own come true.
  package var beside: Candidate?
  package var order = Order.asWritten
  /// Decides everything random in the run.
  package var seed = 0
  package var repetition = Repetition()
  /// How often a case that did not pass is tried again.
  package var retries = 0
  package var quarantine: [QuarantinedCase] = []
  package var evidence = EvidenceSelection.failed
  /// Whether everything in scope is written into a ledger.
  package var isRecorded = false
  /// What the candidate is measured by, besides the cases.
  package var criteria: [Criterion] = []
  /// What does not keep the plan from running, but should be known.
  package var warnings: [Diagnostic]

  package init(candidate: Candidate, lab: Lab, suites: [TestSuite], warnings: [Diagnostic] = []) {
    self.candidate = candidate
    self.lab = lab
    self.suites = suites
    self.warnings = warnings
  }

  /// In which order cases begin, as far as they are free to.
  package enum Order: Sendable, Hashable {
    /// As in the files; with a budget, by value per minute.
    case asWritten
    case shuffled
  }

  /// Of which cases evidence is kept.
  package enum EvidenceSelection: String, Sendable, CaseIterable { case failed, all, none }

  /// How often the cases are carried out.
  package struct Repetition: Sendable, Hashable {
    /// Nil means without an end.
    package var times: Int? = 1
    /// Whether the first round in which something did not pass is the last.
    package var endsWithFailure = false

    package init(times: Int? = 1, endsWithFailure: Bool = false) {
      self.times = times
      self.endsWithFailure = endsWithFailure
    }

    package var isOnce: Bool { times == 1 }
  }

  /// The cases as they are named in a round, from 1 on.
  package func cases(ofRound round: Int) -> [TestSuite.Case] {
    if repetition.isOnce { return cases }
    return cases.map { item in
      var item = item
      item.summary.identity.round = round
      return item
    }
  }

  /// The cases of all suites, in the order of the files.
  package var cases: [TestSuite.Case] { suites.flatMap(\.cases) }

  /// Multiplies every time limit of the cases: above 1 for a slow lab, below for a quick look. How long a state has to
  /// last is left alone, since that is what is asserted.
  package func withPatience(_ factor: Double) -> Plan {
    var plan = self
    for suite in plan.suites.indices { plan.suites[suite].scaleLimits(by: factor) }
    return plan
  }
}
