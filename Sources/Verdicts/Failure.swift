package import Documents

/// Why a case did not pass: one sentence for a table, the details for whoever has to mend it.
package struct Failure: Sendable, Hashable, Codable, Error {
  /// What kind of failure it is; becomes the `type` in JUnit.
  package enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    /// An expectation on the cluster or a system behind it did not hold in its time.
    case expectationNotMet = "ExpectationNotMet"
    /// A state that had to last did not.
    case stateNotKept = "StateNotKept"
    /// The API server answered an operation in another way than expected.
    case unexpectedAnswer = "UnexpectedAnswer"
    /// An HTTP request was answered in another way than expected.
    case unexpectedResponse = "UnexpectedResponse"
    /// A command ended in another way than expected.
    case commandFailed = "CommandFailed"
    /// The candidate stopped, or never became ready.
    case candidateNotRunning = "CandidateNotRunning"
    /// What the candidate manages could not be removed in time.
    case cleanUpFailed = "CleanUpFailed"

    /// The cluster or a system around it could not be reached or broke.
    case labUnavailable = "LabUnavailable"
    /// The suite asked for something that cannot be carried out or evaluated here.
    case suiteDefect = "SuiteDefect"
    /// A step that prepares a case did not succeed, so nothing could be checked.
    case setUpFailed = "SetUpFailed"
    /// A step that tidies up after a case did not succeed.
    case tearDownFailed = "TearDownFailed"
    /// The run was stopped before this was done.
    case interrupted = "Interrupted"
    /// Plugfest itself did not do what it should.
    case harnessDefect = "HarnessDefect"

    /// Whether it says something about the candidate; all others are errors of harness or lab.
    package var accusesCandidate: Bool {
      switch self {
      case .expectationNotMet, .stateNotKept, .unexpectedAnswer, .unexpectedResponse, .commandFailed,
        .candidateNotRunning, .cleanUpFailed:
        true
      case .labUnavailable, .suiteDefect, .setUpFailed, .tearDownFailed, .interrupted, .harnessDefect: false
      }
    }
  }

  package var kind: Kind
  /// One sentence without a line break, that names the cause.
  package var message: String
  /// Expected, actual, what was seen: any number of lines.
  package var details: [String]
  /// Where in the suite the failed operation or expectation stands.
  package var place: Place?
  /// What to do about it.
  package var remedy: String?

  package init(_ kind: Kind, _ message: String, details: [String] = [], at place: Place? = nil, remedy: String? = nil) {
    self.kind = kind
    self.message = message
    self.details = details
    self.place = place
    self.remedy = remedy
  }

  package var verdict: Verdict { kind.accusesCandidate ? .fail : .error }
}
