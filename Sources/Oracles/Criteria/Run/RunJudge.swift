import Documents
import Expressions
import Kubernetes
package import Plans
package import Verdicts

/// Folds what a run has shown into what each criterion came to: the verdicts of its cases and oracles, what its ledger tells,
/// and what was judged elsewhere.
package struct RunJudge: Sendable {
  private let criteria: [Criterion]
  private let cases: [CaseResult]
  private let witness: RunWitness

  /// - Parameter cases: as they ended, each with its steps.
  package init(_ criteria: [Criterion], _ witness: RunWitness, cases: [CaseResult]) {
    self.criteria = criteria
    self.witness = witness
    self.cases = cases
  }

  /// One for each criterion, in their order.
  ///
  /// - Parameter elsewhere: What was judged by manifests or by evidence, by id.
  package func outcomes(elsewhere: [String: CriterionOutcome] = [:]) -> [CriterionOutcome] {
    criteria.map { criterion in elsewhere[criterion.id].map { completed($0, criterion) } ?? outcome(criterion) }
  }

  /// What manifests told, with what the run adds to it.
  private func completed(_ shown: CriterionOutcome, _ criterion: Criterion) -> CriterionOutcome {
    guard let judgement = criterion.runCheck.flatMap(witness.judgement) else { return shown }
    var outcome = shown
    switch judgement {
    case .unseen, .inapplicable: break
    case .holds(let count, let sentence):
      switch shown.status {
      case .notApplicable: outcome = criterion.outcome(.passed, sentence, subjects: count)
      case .passed: outcome.message += "; \(sentence)"
      case .failed, .notObservable, .notChecked: break
      }
    case .broken(let count, let sentences):
      let known = Set(shown.findings.map(\.message))
      let rule = criterion.rule
      let more = sentences.filter { !known.contains($0) }.map {
        Diagnostic(rule.severity, $0, hint: criterion.remedy, rule: rule)
      }
      let findings = shown.findings + more
      outcome = criterion.outcome(
        .failed,
        findings.count == 1 ? findings[0].message : "\(findings.count) findings, the first: \(findings[0].message)",
        subjects: shown.subjects + count, evidence: shown.evidence)
      outcome.findings = findings
    }
    return outcome
  }

  private func outcome(_ criterion: Criterion) -> CriterionOutcome {
    guard criterion.isChecked else { return criterion.outcome(.notChecked) }
    if let reason = inapplicability(criterion) { return criterion.outcome(.notApplicable(reason)) }
    var parts = criterion.checks.flatMap { self.parts($0, criterion) }
    parts += caseParts { $0.criteria?.contains(criterion.id) ?? false }
    return Self.outcome(criterion, parts)
  }

  /// What one of them says, and which case or file shows it.
  private struct Part {
    var judgement: RunJudgement
    var evidence: String?
    /// Whether nothing else can stand in for it.
    var isRequired = false
  }

  private static func outcome(_ criterion: Criterion, _ parts: [Part]) -> CriterionOutcome {
    var (subjects, faults, holds) = (0, [String](), [String]())
    var (unseen, inapplicable, missing): (String?, String?, String?)
    var evidence: [String] = []
    for part in parts {
      switch part.judgement {
      case .holds(let count, let sentence):
        subjects += count
        holds.append(sentence)
        evidence += [part.evidence].compactMap(\.self)
      case .broken(let count, let sentences):
        subjects += count
        faults += sentences
        evidence += [part.evidence].compactMap(\.self)
      case .unseen(let reason):
        unseen = unseen ?? reason
        if part.isRequired { missing = missing ?? reason }
      case .inapplicable(let reason): inapplicable = inapplicable ?? reason
      }
    }
    var outcome: CriterionOutcome
    if !faults.isEmpty {
      outcome = criterion.outcome(
        .failed, faults.count == 1 ? faults[0] : "\(faults.count) findings, the first: \(faults[0])")
      let rule = criterion.rule
      outcome.findings = faults.map { .init(rule.severity, $0, hint: criterion.remedy, rule: rule) }
    } else if let missing {
      outcome = criterion.outcome(.notObservable(missing))
    } else if let first = holds.first {
      outcome = criterion.outcome(.passed, holds.count == 1 ? first : "\(first); \(holds.count - 1) more say so")
    } else if let inapplicable {
      outcome = criterion.outcome(.notApplicable(inapplicable))
    } else {
      outcome = criterion.outcome(.notObservable(unseen ?? "nothing in this run shows it"))
    }
    outcome.subjects = subjects
    outcome.evidence = evidence.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    return outcome
  }

  private func parts(_ check: Criterion.Check, _ criterion: Criterion) -> [Part] {
    switch check {
    case .named(let name): [Part(judgement: witness.judgement(name) ?? .unseen("manifests alone show it"))]
    case .rules(let rules): [Part(judgement: judgement(rules, criterion))]
    case .oracles(let recipes): oracleParts(Set(recipes.map(\.rawValue)))
    case .cases(let categories): casesOf(categories)
    case .aspects(let categories): aspects(categories, criterion)
    case .several(let checks): checks.flatMap { parts($0, criterion) }
    case .evidence: [Part(judgement: .unseen("files that come with the candidate show it, and there are none"))]
    case .none: []
    }
  }

  // MARK: Cases and oracles

  private func casesOf(_ categories: [String]) -> [Part] {
    let parts = caseParts { categories.contains($0.category) }
    return parts.isEmpty ? [Part(judgement: .unseen(unseen(categories)))] : parts
  }

  /// What none of the cases that name the criterion has shown.
  private func aspects(_ categories: [String], _ criterion: Criterion) -> [Part] {
    categories.compactMap { category in
      let isShown = cases.contains { result in
        result.summary.category == category && result.summary.criteria?.contains(criterion.id) ?? false
          && [.pass, .fail, .flaky].contains(result.verdict)
      }
      guard !isShown else { return nil }
      let reason = "no case of the category \(category) that shows it was carried out"
      return Part(judgement: .unseen(reason), isRequired: true)
    }
  }

  private func unseen(_ categories: [String]) -> String {
    let names = categories.isEmpty ? "that shows it" : "of the category \(categories.joined(separator: ", "))"
    return "no case \(names) was carried out"
  }

  private func caseParts(_ isMeant: (CaseSummary) -> Bool) -> [Part] {
    cases.filter { isMeant($0.summary) }.map { result in
      let title = "\(result.summary.identity.suite)/\(result.summary.identity.title)"
      let judgement: RunJudgement =
        switch result.verdict {
        case .pass: .holds(subjects: 1, "\(result.summary.identity.title) passed: \(result.summary.name)")
        case .fail, .flaky:
          .broken(subjects: 1, ["\(result.summary.identity.title): \(result.failure?.message ?? "it failed")"])
        case .error, .skipped:
          .unseen(
            "\(result.summary.identity.title) was not carried out: "
              + (result.skipReason ?? result.failure?.message ?? "no reason given"))
        }
      return Part(judgement: judgement, evidence: title)
    }
  }

  private func oracleParts(_ recipes: Set<String>) -> [Part] {
    let parts = cases.flatMap { result -> [Part] in
      let attempts = (result.earlierAttempts ?? []).map { ($0.steps, $0.failure) } + [(result.steps, result.failure)]
      return attempts.flatMap { steps, failure in
        steps.filter { $0.oracle.map(recipes.contains) ?? false }.map { Self.part($0, failure, of: result) }
      }
    }
    let names = recipes.sorted().joined(separator: ", ")
    return parts.isEmpty ? [Part(judgement: .unseen("no case consulted the oracle \(names)"))] : parts
  }

  /// What stopped the case may have been the harness or the lab.
  private static func part(_ step: StepResult, _ failure: Failure?, of result: CaseResult) -> Part {
    let title = result.summary.identity.title
    let said = "\(title): \(step.oracle ?? ""): \(step.skipReason ?? step.observation ?? "")"
    let judgement: RunJudgement =
      if step.skipReason != nil {
        .unseen(said)
      } else if step.passed {
        .holds(subjects: 1, said)
      } else if failure?.kind.accusesCandidate ?? false {
        .broken(subjects: 1, [said])
      } else {
        .unseen(said)
      }
    return Part(judgement: judgement, evidence: "\(result.summary.identity.suite)/\(title)")
  }

  // MARK: Conditions

  /// Why the criterion is not about the candidate; nil when it is, or nobody knows.
  private func inapplicability(_ criterion: Criterion) -> String? {
    guard witness.isRecorded, criterion.subject == .run, let applicability = criterion.applicability else { return nil }
    let holds = try? applicability.evaluate(Bindings(witness.values), limit: ManifestJudge.limit).value.bool
    return holds == false ? "the candidate is not one that it is about: \(applicability.text)" : nil
  }

  private func judgement(_ rules: [Criterion.Rule], _ criterion: Criterion) -> RunJudgement {
    guard witness.isRecorded else { return .unseen(RunScene.unrecorded) }
    if let missing = criterion.needs.first(where: { witness.figures[$0] == nil }) { return .unseen(missing.absence) }
    do {
      var faults = RunFaults()
      for rule in rules
      where try rule.condition.evaluate(Bindings(witness.values), limit: ManifestJudge.limit).value.bool != true {
        faults.add(try rule.finding?.evaluate(Bindings(witness.values)).string ?? criterion.statement)
      }
      let needs = criterion.needs.compactMap { figure in witness.figures[figure].map { "\(figure.rawValue) \($0)" } }
      return RunJudgement(
        subjects: 1, faults: faults, holds: "measured: \(needs.joined(separator: ", "))", unseen: "")
    } catch {
      return .unseen("it cannot be evaluated: \(error.message)")
    }
  }
}
