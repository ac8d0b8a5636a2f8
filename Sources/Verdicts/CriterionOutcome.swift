package import Documents

/// What one criterion came to, wherever it was judged: over manifests, in a run, by evidence.
package struct CriterionOutcome: Sendable, Hashable {
  package enum Status: Sendable, Hashable {
    case passed, failed
    /// There is nothing that the criterion is about; the reason begins in lower case and has no full stop.
    case notApplicable(String)
    /// It applies, but nobody could see whether it holds. Never counts as passed.
    case notObservable(String)
    /// The product cannot tell yet, or was not asked. Never counts as passed.
    case notChecked
  }

  /// Somebody's word that the criterion need not hold for a while.
  package struct Waiver: Sendable, Hashable, Codable {
    /// `2026-12-31`: the last day on which it holds.
    package var until: String
    package var because: String
    package var isExpired: Bool

    package init(until: String, because: String, isExpired: Bool) {
      self.until = until
      self.because = because
      self.isExpired = isExpired
    }
  }

  package var id: String
  package var statement: String
  package var severity: Severity
  package var status: Status
  /// One sentence that says why, and names the object or what was seen.
  package var message: String
  /// How many things it was applied to.
  package var subjects: Int
  package var findings: [Diagnostic]
  /// Ids of cases, and files, that show it.
  package var evidence: [String]
  package var waiver: Waiver?

  package init(
    id: String, statement: String, severity: Severity, status: Status, message: String, subjects: Int = 0,
    findings: [Diagnostic] = [], evidence: [String] = [], waiver: Waiver? = nil
  ) {
    self.id = id
    self.statement = statement
    self.severity = severity
    self.status = status
    self.message = message
    self.subjects = subjects
    self.findings = findings
    self.evidence = evidence
    self.waiver = waiver
  }
}

extension CriterionOutcome {
  /// By what was found wrong with a number of things.
  ///
  /// - Parameter nothing: why it does not apply when there was none of them.
  package init(
    id: String, statement: String, severity: Severity, subjects: Int, findings: [Diagnostic], nothing: String
  ) {
    let status: Status = !findings.isEmpty ? .failed : subjects == 0 ? .notApplicable(nothing) : .passed
    let message =
      switch findings.count {
      case 0: subjects == 0 ? nothing : "holds for \(subjects == 1 ? "what" : "all \(subjects) that") it is about"
      case 1: findings[0].message
      default: "\(findings.count) findings, the first: \(findings[0].message)"
      }
    self.init(
      id: id, statement: statement, severity: severity, status: status, message: message, subjects: subjects,
      findings: findings)
  }
}

extension CriterionOutcome.Status {
  /// As scorecards have it: `not-applicable`.
  package var name: String {
    switch self {
    case .passed: "passed"
    case .failed: "failed"
    case .notApplicable: "not-applicable"
    case .notObservable: "not-observable"
    case .notChecked: "not-checked"
    }
  }

  /// Why nothing can be said; nil when it passed, failed, or was not checked.
  package var reason: String? {
    switch self {
    case .notApplicable(let reason), .notObservable(let reason): reason
    case .passed, .failed, .notChecked: nil
    }
  }

  /// - Returns: nil for a name that no status has.
  package init?(name: String, reason: String = "") {
    switch name {
    case "passed": self = .passed
    case "failed": self = .failed
    case "not-applicable": self = .notApplicable(reason)
    case "not-observable": self = .notObservable(reason)
    case "not-checked": self = .notChecked
    default: return nil
    }
  }
}
