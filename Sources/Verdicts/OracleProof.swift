/// Whether oracles catch operators with mistakes, and leave good ones alone.
package struct OracleProof: Sendable, Hashable, Codable {
  package enum Outcome: String, Sendable, Hashable, Codable {
    /// Right for a candidate as it is.
    case clean
    /// A candidate as it is failed: an oracle errs, or the candidate does.
    case accused
    /// An oracle that had to notice the mistake did, and said what it is.
    case caught
    /// None of them noticed it.
    case missed
    /// Some did, but said something else.
    case misnamed
    /// Harness or lab broke.
    case broken
  }

  /// What an oracle said of a sample.
  package struct Finding: Sendable, Hashable, Codable {
    package var oracle: String
    package var sentence: String

    package init(oracle: String, sentence: String) {
      self.oracle = oracle
      self.sentence = sentence
    }
  }

  /// One candidate in a lab of its own.
  package struct Run: Sendable, Hashable, Codable {
    package var candidate: String
    /// Nil for the candidate as it is.
    package var mistake: String?
    /// From 1 on.
    package var round = 1
    /// Whether the API server failed now and then.
    package var hasFaults = false
    package var outcome: Outcome
    package var findings: [Finding] = []
    /// How many cases passed, and how many were left out.
    package var passed = 0
    package var skipped = 0
    package var seconds = 0.0
    /// What broke; empty when nothing did.
    package var reason = ""

    package init(candidate: String, mistake: String?, outcome: Outcome) {
      self.candidate = candidate
      self.mistake = mistake
      self.outcome = outcome
    }
  }

  package var lab: String
  /// In the order in which a battery tries them.
  package var oracles: [String]
  package var runs: [Run]

  package init(lab: String, oracles: [String], runs: [Run] = []) {
    self.lab = lab
    self.oracles = oracles
    self.runs = runs
  }

  package var good: [Run] { runs.filter { $0.mistake == nil } }
  package var mistaken: [Run] { runs.filter { $0.mistake != nil } }

  /// `caught 42 of 42, accused 0 of 6`
  package var summary: String {
    let caught = mistaken.filter { $0.outcome == .caught }.count
    let accused = good.filter { $0.outcome == .accused }.count
    return "caught \(caught) of \(mistaken.count), accused \(accused) of \(good.count)"
  }

  package enum Verdict: String, Sendable, Hashable, Codable { case proven, notProven, inconclusive }

  /// What broke proves nothing; a mistake that was missed, or an accusation, stands all the same.
  package var verdict: Verdict {
    if runs.contains(where: { [.accused, .missed, .misnamed].contains($0.outcome) }) { return .notProven }
    return runs.isEmpty || runs.contains { $0.outcome == .broken } ? .inconclusive : .proven
  }
}
