package import Documents
package import Expressions
package import Verdicts

/// One cloud-native rule with a stable id.
package struct Criterion: Sendable {
  /// What a check looks at, each by itself.
  package enum Subject: String, Sendable, Hashable, CaseIterable {
    /// A CustomResourceDefinition as a whole, and each of its versions.
    case customResourceDefinition, version
    /// What makes pods; each container of it; each image that it names.
    case workload, container, image
    /// A Role or ClusterRole, and each of its rules; a RoleBinding or ClusterRoleBinding.
    case role, rule, binding
    case webhook, service
    /// Every object, of whatever kind.
    case object
    /// A Helm chart or an OLM bundle.
    case release
    /// All objects together.
    case manifests
    /// Two versions of a CustomResourceDefinition.
    case change
    /// What a candidate does in a lab.
    case run
    /// Files that come with a candidate: SBOMs, scans, signatures.
    case evidence

    /// Whether manifests alone tell.
    package var isStatic: Bool { self != .run && self != .evidence }
  }

  /// One condition that must hold.
  package struct Rule: Sendable {
    package var condition: Program
    /// Where a finding points to, from the subject on; the nearest that is there counts.
    package var field: [String]
    /// What is wrong when it does not hold; the statement when nil.
    package var finding: Template?

    package init(_ condition: Program, at field: [String] = [], finding: Template? = nil) {
      self.condition = condition
      self.field = field
      self.finding = finding
    }
  }

  package enum Check: Sendable {
    case rules([Rule])
    case named(CriterionCheckName)
    /// By the verdicts of recipes in a run.
    case oracles([RecipeName])
    /// By the verdicts of the suites' cases of these categories, and of those that name the criterion.
    case cases([String])
    /// By the cases that name the criterion: of each of these categories at least one must have been carried out.
    case aspects([String])
    /// By files that come with the candidate.
    case evidence(EvidenceCheckName)
    /// By all of these: it fails when one of them does.
    indirect case several([Check])
    /// The product cannot tell yet.
    case none
  }

  /// `REC-02`
  package var id: String
  package var statement: String
  package var severity: Severity
  package var subject: Subject
  /// To which subjects it applies; to all when nil.
  package var applicability: Program?
  package var check: Check
  /// What a run adds to what manifests tell.
  package var runCheck: CriterionCheckName?
  /// What a run must have measured before conditions about it say anything.
  package var needs: [RunFigure]
  package var remedy: String
  /// What it means for a network when it does not hold.
  package var impact: String
  package var sources: [String]
  /// Requirements of the Cloud Native Telecom Framework that it answers: `A2-1.003`.
  package var answers: [String]
  /// The version of plugfest that brought it.
  package var since: String
  package var mayBeWaived: Bool
  package var place: Place

  package init(
    id: String, statement: String, severity: Severity, subject: Subject, applicability: Program? = nil, check: Check,
    runCheck: CriterionCheckName? = nil, needs: [RunFigure] = [], remedy: String, impact: String, sources: [String],
    answers: [String], since: String,
    mayBeWaived: Bool, place: Place
  ) {
    self.id = id
    self.statement = statement
    self.severity = severity
    self.subject = subject
    self.applicability = applicability
    self.check = check
    self.runCheck = runCheck
    self.needs = needs
    self.remedy = remedy
    self.impact = impact
    self.sources = sources
    self.answers = answers
    self.since = since
    self.mayBeWaived = mayBeWaived
    self.place = place
  }

  package var isChecked: Bool { if case .none = check { false } else { true } }

  /// Each way in which it is checked.
  package var checks: [Check] {
    switch check {
    case .several(let checks): checks
    case .none: []
    case .rules, .named, .oracles, .cases, .aspects, .evidence: [check]
    }
  }

  /// Whether manifests alone show it.
  package var isStatic: Bool {
    switch check {
    case .rules, .named: subject.isStatic
    case .oracles, .cases, .aspects, .evidence, .several, .none: false
    }
  }

  /// Whether files that come with a candidate show it.
  package var isByEvidence: Bool { if case .evidence = check { true } else { false } }
}

extension Criterion {
  /// Criteria of one kind: a file of the catalogue.
  package struct Category: Sendable {
    /// `rec`, as the ids of its criteria begin.
    package var name: String
    package var title: String
    package var criteria: [Criterion]

    package init(name: String, title: String, criteria: [Criterion]) {
      self.name = name
      self.title = title
      self.criteria = criteria
    }
  }
}
