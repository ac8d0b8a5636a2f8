package import Documents
import Expressions
package import Plans
package import Verdicts

/// Judges manifests by the static criteria, without a cluster.
package struct ManifestJudge {
  private let finder: SubjectFinder
  private var known: [Criterion.Subject: [JudgedSubject]] = [:]
  /// Far beyond what honest manifests cost.
  static let limit: UInt64 = 100_000_000

  package init(_ manifests: ManifestSet) { finder = SubjectFinder(manifests) }

  /// What a criterion comes to; findings in the order of the manifests.
  package mutating func judge(_ criterion: Criterion) -> CriterionOutcome {
    var count = 0
    var findings: [Diagnostic] = []
    for subject in subjects(criterion.subject) {
      var problems: [Problem] = []
      do {
        guard try applies(criterion, to: subject) else { continue }
        problems = try self.problems(criterion, subject)
      } catch {
        problems = [subject.problem("it cannot be judged, since a field is not what it should be: \(error.message)")]
      }
      count += 1
      findings += problems.map { Self.finding($0, criterion, subject) }
    }
    if count == 0, case .named(.validSamples) = criterion.check,
      finder.objects.contains(where: \.isCustomResourceDefinition)
    {
      return criterion.outcome(.notObservable("there is no sample among the manifests"))
    }
    return criterion.outcome(
      subjects: count, findings: findings, nothing: "there is nothing among the manifests that it is about")
  }

  /// What the static criteria come to for the manifests of a candidate, by id.
  ///
  /// - Parameter before: those of the release before; nil when none is named.
  package static func outcomes(
    _ criteria: [Criterion], of manifests: [Node], before: [Node]?
  ) -> [String: CriterionOutcome] {
    let present = ManifestSet(objects: manifests)
    var judge = ManifestJudge(present)
    var outcomes: [String: CriterionOutcome] = [:]
    for criterion in criteria where criterion.isStatic {
      if criterion.subject == .change {
        let change = before.map {
          DefinitionChange(old: ManifestSet(objects: $0.isEmpty ? manifests : $0), new: present)
        }
        outcomes[criterion.id] =
          change?.judge(criterion) ?? criterion.outcome(.notApplicable("the candidate names no release before"))
        continue
      }
      var outcome = judge.judge(criterion)
      // An operator has pods and rights, whether they are shown or not.
      if case .notApplicable = outcome.status, let what = criterion.subject.missing {
        outcome = criterion.outcome(.notObservable("there is no \(what) among the candidate's manifests"))
      }
      if case .notApplicable = outcome.status, case .named(let name) = criterion.check, let what = name.missing {
        outcome = criterion.outcome(.notObservable("there is no \(what) among the candidate's manifests"))
      }
      outcomes[criterion.id] = outcome
    }
    return outcomes
  }

  private mutating func subjects(_ kind: Criterion.Subject) -> [JudgedSubject] {
    if let subjects = known[kind] { return subjects }
    let subjects = finder.subjects(kind)
    known[kind] = subjects
    return subjects
  }

  private func applies(_ criterion: Criterion, to subject: JudgedSubject) throws(ExpressionError) -> Bool {
    guard let applicability = criterion.applicability else {
      guard case .named(let name) = criterion.check else { return true }
      return name.applies(to: subject, finder)
    }
    return try applicability.evaluate(subject.bindings, limit: Self.limit).value.bool ?? false
  }

  private func problems(_ criterion: Criterion, _ subject: JudgedSubject) throws(ExpressionError) -> [Problem] {
    switch criterion.check {
    case .named(let name): return name.problems(subject, finder)
    case .rules(let rules):
      var problems: [Problem] = []
      for rule in rules where try rule.condition.evaluate(subject.bindings, limit: Self.limit).value.bool != true {
        let message = try rule.finding?.evaluate(subject.bindings).string ?? criterion.statement
        problems.append(Problem(message: message, place: Self.place(of: rule.field, subject)))
      }
      return problems
    case .oracles, .cases, .aspects, .evidence, .several, .none: return []
    }
  }

  /// Of a workload, `spec` means that of its pods when the object's own is not it.
  private static func place(of field: [String], _ subject: JudgedSubject) -> Place {
    if let template = subject.template, subject.node["kind"] != nil, field.first == "spec" {
      return template.place(nearest: field)
    }
    return subject.node.place(nearest: field)
  }

  private static func finding(_ problem: Problem, _ criterion: Criterion, _ subject: JudgedSubject) -> Diagnostic {
    let rule = criterion.rule
    return Diagnostic(
      rule.severity, subject.label.isEmpty ? problem.message : "\(subject.label): \(problem.message)",
      at: problem.place, hint: criterion.remedy, rule: rule)
  }
}

extension Criterion.Subject {
  /// What every operator has, so that manifests without it hide it; nil for what there need not be.
  fileprivate var missing: String? {
    switch self {
    case .workload, .container, .image: "workload"
    case .rule, .role: "role"
    case .customResourceDefinition, .version: "custom resource definition"
    case .binding, .webhook, .service, .object, .release, .manifests, .change, .run, .evidence: nil
    }
  }
}

extension CriterionCheckName {
  /// The same for what is asked of all manifests together.
  fileprivate var missing: String? {
    self == .nodeDrain ? "workload" : nil
  }
}
