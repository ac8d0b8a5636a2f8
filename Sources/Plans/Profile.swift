package import Documents
package import Verdicts

/// Which criteria and cases count for one purpose, how much each, and what has to be reached.
package struct Profile: Sendable, Hashable {
  package var name: String
  package var title: String
  /// What it is for, in a sentence or two.
  package var about: String
  /// In the order of the catalogue; each once.
  package var criteria: [DeclaredCriterion]
  /// Cases that one of them selects count.
  package var cases: [CaseSelection]
  /// What candidates may claim, and are held to then.
  package var features: [Feature]
  /// Other profiles that it combines; then it has nothing else of its own.
  package var parts: [Part]
  package var weights: Weights
  /// Percent of the points that have to be reached.
  package var threshold: Int
  package var place: Place

  package init(
    name: String, title: String, about: String, criteria: [DeclaredCriterion] = [], cases: [CaseSelection] = [],
    features: [Feature] = [], parts: [Part] = [], weights: Weights = Weights(), threshold: Int, place: Place
  ) {
    self.name = name
    self.title = title
    self.about = about
    self.criteria = criteria
    self.cases = cases
    self.features = features
    self.parts = parts
    self.weights = weights
    self.threshold = threshold
    self.place = place
  }

  /// The contract whose suites it is about; nil when it is about no particular one.
  package var contract: String? { cases.lazy.compactMap(\.contract).first }

  /// A criterion as the profile counts it.
  package struct DeclaredCriterion: Sendable, Hashable {
    package var id: String
    package var statement: String
    /// That of the catalogue, unless the profile says otherwise.
    package var severity: Severity
    package var mayBeWaived: Bool
    /// Why it is in the profile.
    package var because: String?

    package init(id: String, statement: String, severity: Severity, mayBeWaived: Bool, because: String? = nil) {
      self.id = id
      self.statement = statement
      self.severity = severity
      self.mayBeWaived = mayBeWaived
      self.because = because
    }
  }

  /// Cases of suites by what they are about.
  package struct CaseSelection: Sendable, Hashable {
    /// `ipam/v1`; nil is the contract that the candidate serves.
    package var contract: String?
    /// All when empty.
    package var categories: [String]
    /// All when empty.
    package var severities: [Severity]
    package var because: String?
    package var place: Place?

    package init(
      contract: String? = nil, categories: [String] = [], severities: [Severity] = [], because: String? = nil,
      place: Place? = nil
    ) {
      self.place = place
      self.contract = contract
      self.categories = categories
      self.severities = severities
      self.because = because
    }

    /// - Parameter served: the contract that the candidate serves.
    package func selects(_ item: DeclaredCase, served: String?) -> Bool {
      guard let contract = contract ?? served, item.contract == contract else { return false }
      return (categories.isEmpty || categories.contains(item.summary.category))
        && (severities.isEmpty || severities.contains(item.summary.severity))
    }
  }

  /// Something that a candidate may claim to do.
  package struct Feature: Sendable, Hashable {
    package var name: String
    package var about: String
    package var criteria: [DeclaredCriterion]

    package init(name: String, about: String, criteria: [DeclaredCriterion]) {
      self.name = name
      self.about = about
      self.criteria = criteria
    }
  }

  /// One of several profiles that are combined.
  package struct Part: Sendable, Hashable {
    package enum Source: Sendable, Hashable {
      case profile(String)
      /// That of the contract that the candidate serves.
      case contractOfCandidate
    }

    package var source: Source
    /// In the mean of the scores.
    package var weight: Int
    package var because: String?
    package var place: Place

    package init(_ source: Source, weight: Int = 1, because: String? = nil, place: Place) {
      self.source = source
      self.weight = weight
      self.because = because
      self.place = place
    }
  }

  /// Points by severity.
  package struct Weights: Sendable, Hashable {
    package var essential: Int
    package var normal: Int
    package var bonus: Int

    package init(
      essential: Int = Severity.essential.weight, normal: Int = Severity.normal.weight,
      bonus: Int = Severity.bonus.weight
    ) {
      self.essential = essential
      self.normal = normal
      self.bonus = bonus
    }

    package subscript(_ severity: Severity) -> Int {
      switch severity {
      case .essential: essential
      case .normal: normal
      case .bonus: bonus
      }
    }
  }
}

extension Profile {
  /// A case that counts whether it is carried out or not.
  package struct DeclaredCase: Sendable, Hashable {
    /// Of its suite.
    package var contract: String?
    package var summary: CaseSummary

    package init(contract: String?, summary: CaseSummary) {
      self.contract = contract
      self.summary = summary
    }
  }
}

extension Plan {
  /// All cases that a profile may count; of a plan from which none was left out yet.
  package var declaredCases: [Profile.DeclaredCase] { Self.declaredCases(of: suites) }

  package static func declaredCases(of suites: [TestSuite]) -> [Profile.DeclaredCase] {
    suites.flatMap { suite in
      suite.cases.map { Profile.DeclaredCase(contract: suite.contract, summary: $0.summary) }
    }
  }
}
