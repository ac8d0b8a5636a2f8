import Cluster
import Documents
import Foundation
import Kubernetes
import Plans
import Verdicts

/// Keeps what explains a case, before the clean-up takes it away.
struct EvidenceCollector: Sendable {
  /// The run folder.
  let folder: String
  let redactor: Redactor
  let wanted: Plan.EvidenceSelection
  let description: RunDescription
  private let allowance = EvidenceAllowance()

  init(folder: String, redactor: Redactor, wanted: Plan.EvidenceSelection, description: RunDescription) {
    self.folder = folder
    self.redactor = redactor
    self.wanted = wanted
    self.description = description
  }

  /// How long the lab may take to answer what is asked for evidence; the report does not wait longer.
  private static let patience = Duration.seconds(10)

  /// - Returns: The files that were written, relative to the run folder, the most useful first.
  func collect(
    _ context: CaseContext, for summary: CaseSummary, attempt: Int, failure: Failure?, steps: [StepResult]
  ) async -> [String] {
    let path = "evidence/\(Self.folderName(summary.identity, attempt))"
    let folder = EvidenceFolder(root: folder, path: path, redactor: redactor, allowance: allowance)
    var index = EvidenceIndex(summary: summary, attempt: attempt, failure: failure, steps: steps)
    index.rerun = description.rerun?.command(for: summary.identity, seed: description.seed)
    index.began = context.beganAt
    let timeline = Timeline(start: context.began)
    let (objects, events) = await fromLab(context)
    index.problems = objects.problems

    func write(_ text: String, _ name: String, _ what: String) {
      guard !text.isEmpty else { return index.empty.append(what) }
      if let file = folder.write(text, to: name) {
        index.add(file, name, what)
      } else {
        index.problems.append("\(name) could not be written, or the run's evidence has reached its size")
      }
    }
    let live = context.watches.live
    write(
      timeline.story(of: Interest(keys: Set(objects.keys)), since: context.scope.beginning.position, in: live),
      "timeline.txt", "every change of the objects: when, by whom, of what")
    write(objects.text(live, timeline), "objects.yaml", "the objects with their managed fields")
    switch events {
    case .success(let events): write(EventLines.text(events), "events.txt", "Kubernetes Events of the namespace")
    case .failure(let problem): index.problems.append("Events: \(problem.text)")
    }
    if let log = context.control?.log {
      let forgotten =
        log.hasForgotten(since: context.began) ? "… earlier lines are in candidate.log of the run …\n" : ""
      write(
        forgotten + log.lines(since: context.began).map { "\($0)\n" }.joined(), "candidate.log",
        "what the candidate logged meanwhile")
    }
    for journal in context.lab.journals.sorted(by: { $0.name < $1.name }) {
      let lines = journal.records(context.beganAt).map { "\(JSON.text($0))\n" }.joined()
      write(lines, "\(journal.name).jsonl", journal.what)
    }
    if let noise = LabNoise.ofCase {
      write(noise.lines.map { "\($0)\n" }.joined(), "requests.txt", "requests of plugfest that did not go well")
    }
    guard let readMe = folder.write(index.text, to: "README.md") else { return index.files }
    return [readMe] + index.files
  }

  private struct Problem: Error { var text: String }

  private func fromLab(_ context: CaseContext) async -> (CaseObjects, Result<[KubernetesObject], Problem>) {
    let kind = CaseContext.eventKind
    do {
      return try await withDeadline(.now + Self.patience) {
        let objects = await CaseObjects.collect(context)
        do {
          return (objects, .success(try await context.lab.client.list(kind, namespace: context.scope.namespace).items))
        } catch {
          return (objects, .failure(Problem(text: (error as? ClusterError)?.summary ?? "\(error)")))
        }
      }
    } catch {
      var objects = CaseObjects(keys: context.scope.made.map(\.key))
      objects.problems = ["the lab did not answer within 10 s, so objects that were not watched are missing"]
      return (objects, .failure(Problem(text: "the lab did not answer")))
    }
  }

  private static func folderName(_ identity: CaseIdentity, _ attempt: Int) -> String {
    let round = identity.round.map { "-round-\($0)" } ?? ""
    let again = attempt > 1 ? "-attempt-\(attempt)" : ""
    return String(
      "\(identity.suite)-\(identity.id)\(round)\(again)".map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
  }
}
