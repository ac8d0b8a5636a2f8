/// What a candidate came to by one profile.
package struct ProfileResult: Sendable, Hashable, Codable {
  /// On what is decisive: essential criteria and cases, and the features that the candidate claims.
  package enum Result: String, Sendable, Hashable, Codable, CaseIterable {
    /// At least one of them failed, and that is not waived.
    case failure
    /// None failed, but at least one was waived or not seen.
    case partial
    /// All that apply passed.
    case success
  }

  /// Whether what the profile asks for was reached.
  package enum Standing: String, Sendable, Hashable, Codable, CaseIterable {
    /// It was not, and nothing that could still be seen would change it.
    case missed
    /// What was not seen would decide.
    case open
    case reached
  }

  package enum State: String, Sendable, Hashable, Codable, CaseIterable {
    case passed, failed, waived
    case notApplicable = "not-applicable"
    case notObservable = "not-observable"
    case notChecked = "not-checked"

    /// Whether another run could still show that it holds.
    package var isOpen: Bool { self == .notObservable || self == .notChecked }
  }

  /// A criterion or case of the profile.
  package struct Item: Sendable, Hashable, Codable {
    /// `REC-02`, `IPAM-004`
    package var id: String
    package var statement: String
    package var severity: Severity
    package var state: State
    /// Whether the result hangs on it.
    package var isDecisive: Bool
    package var because: String?

    package init(
      id: String, statement: String, severity: Severity, state: State, isDecisive: Bool, because: String? = nil
    ) {
      self.id = id
      self.statement = statement
      self.severity = severity
      self.state = state
      self.isDecisive = isDecisive
      self.because = because
    }
  }

  /// A feature that candidates may claim.
  package struct Feature: Sendable, Hashable, Codable {
    package enum State: String, Sendable, Hashable, Codable, CaseIterable {
      /// Claimed, and all that shows it passed.
      case supported
      case failed, waived
      /// Claimed, but not all that would show it was seen.
      case notSeen = "not-seen"
      /// Claimed, but nothing that would show it applies.
      case notApplicable = "not-applicable"
      case unclaimed
    }

    package var name: String
    package var state: State
    /// Ids of what failed, was waived or not seen.
    package var ids: [String]

    package init(name: String, state: State, ids: [String] = []) {
      self.name = name
      self.state = state
      self.ids = ids
    }
  }

  package var name: String
  package var title: String
  package var result: Result
  package var standing: Standing
  /// Percent of the points; nil when nothing in the profile applies.
  package var score: Double?
  /// The score if all that was not seen had passed.
  package var attainable: Double?
  /// Percent that has to be reached.
  package var threshold: Int
  /// Of what passed; those of a combination stand in its parts.
  package var points: Int
  /// Of all essential and normal criteria and cases that apply; bonus ones only add.
  package var expected: Int
  /// How many criteria and cases are in each state; by the names of the states.
  package var counts: [String: Int]
  /// What did not pass, decisive ones first.
  package var notPassed: [Item]
  package var features: [Feature]
  /// Nil when it combines no others.
  package var parts: [ProfileResult]?

  package init(
    name: String, title: String, result: Result, standing: Standing, score: Double?, attainable: Double?,
    threshold: Int, points: Int = 0, expected: Int = 0, counts: [String: Int] = [:], notPassed: [Item] = [],
    features: [Feature] = [], parts: [ProfileResult]? = nil
  ) {
    self.name = name
    self.title = title
    self.result = result
    self.standing = standing
    self.score = score
    self.attainable = attainable
    self.threshold = threshold
    self.points = points
    self.expected = expected
    self.counts = counts
    self.notPassed = notPassed
    self.features = features
    self.parts = parts
  }

  /// Whether anything in it applies to the candidate.
  package var isApplicable: Bool { score != nil }
}

extension ProfileResult.Result: Comparable {
  package static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

extension ProfileResult.Standing: Comparable {
  package static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
