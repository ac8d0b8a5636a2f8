import Documents
import Kubernetes
import Plans
import Verdicts

extension EvidenceJudge {
  /// SUP-12: the release tells what changed, to people and to machines.
  func judgeRelease(_ criterion: Criterion) -> CriterionOutcome {
    var judgement = Judgement(criterion)
    judgement.subjects = 1
    judgement.files = evidence.notes.paths + evidence.changes.paths
    judgement.find(evidence.notes.problems + evidence.changes.problems)
    let text = evidence.notes.documents.joined().split(whereSeparator: \.isWhitespace)
    if evidence.notes.paths.isEmpty {
      judgement.find("there are no release notes", at: evidence.place, hint: "release: {notes: NOTES.md}")
    } else if text.isEmpty, evidence.notes.problems.isEmpty {
      judgement.find("the release notes are empty", at: evidence.place)
    }
    if evidence.changes.paths.isEmpty {
      judgement.find(
        "nothing tells machines what changed", at: evidence.place, hint: "release: {changes: changes.yaml}")
    }
    for report in evidence.changes.documents {
      if report.changes.isEmpty { judgement.find("the report lists no change", at: report.place) }
      for change in report.changes
      where ChangeReport.weighty.contains(change.kind) && change.impact?.isEmpty ?? true {
        judgement.find(
          "something is \(change.kind), and the report does not say what that means", at: change.place,
          hint: "impact: what those have to do who run the release before")
      }
    }
    let count = evidence.changes.documents.first?.changes.count ?? 0
    return judgement.outcome(criterion, "release notes, and \(Self.count(count, "change")) for machines")
  }

  /// SUP-14: pipelines name what they take from elsewhere by commit or digest.
  func judgeWorkflows(_ criterion: Criterion) -> CriterionOutcome {
    guard let workflows = evidence.workflows else {
      return criterion.outcome(.notObservable("the evidence holds no workflows"))
    }
    var judgement = Judgement(criterion)
    judgement.files = workflows.paths
    judgement.find(workflows.problems)
    let uses = workflows.documents.flatMap(\.uses).filter { !$0.text.hasPrefix("./") }
    judgement.subjects = workflows.paths.count
    for use in uses { judge(use, &judgement) }
    return judgement.outcome(criterion, "everything foreign is pinned, \(Self.count(uses.count, "time"))")
  }

  private func judge(_ use: Workflow.Use, _ judgement: inout Judgement) {
    if use.text.hasPrefix("docker://") { return judge(image: use, &judgement) }
    let name = use.text.prefix { $0 != "@" }
    let version = String(use.text.dropFirst(name.count + 1))
    // An action may lie in a folder of its repository.
    let repository = name.split(separator: "/").prefix(2).joined(separator: "/")
    if let action = policy.compromised(action: repository, version: version) {
      judgement.find(
        "\(use.text.quoted) is a tag that was moved to a hostile commit (\(action.identifiers.joined(separator: ", ")))",
        at: use.place, hint: "use \(action.safe)")
    } else if version.utf8.count != 40 || !version.allSatisfy(\.isHexDigit) {
      judgement.find("\(use.text.quoted) is not pinned by a commit", at: use.place)
    }
    if let tool = use.tool, policy.actions.contains(where: { $0.name == repository.lowercased() }) {
      judge(tool: Producer(name: "trivy", version: tool), at: use.place, &judgement)
    }
  }

  private func judge(image use: Workflow.Use, _ judgement: inout Judgement) {
    let reference = ImageReference(String(use.text.dropFirst("docker://".count)))
    let name = String(reference.name.split(separator: "/").last ?? "")
    judge(tool: Producer(name: name, version: reference.tag), at: use.place, &judgement)
    if !ImageDigest.isValid(reference.digest) {
      judgement.find("\(use.text.quoted) is not pinned by a digest", at: use.place)
    }
  }

  private func judge(tool: Producer, at place: Place, _ judgement: inout Judgement) {
    guard let build = policy.compromised(tool) else { return }
    judgement.find("\(tool) was compromised (\(build.identity))", at: place, hint: "use \(build.safe)")
  }
}
