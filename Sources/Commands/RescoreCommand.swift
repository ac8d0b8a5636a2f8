import ArgumentParser
import Documents
import Foundation
import Oracles
import Plans
import Reports
import Verdicts

/// `plugfest rescore`: judges the oracles of a run again, from its ledger alone.
struct RescoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rescore",
    abstract: "Judge the oracles and criteria of a finished or killed run again, from its folder alone.",
    discussion: """
      Needs no cluster and no candidate: the verdict of an oracle rests on the ledger that the run wrote (ledger-1.jsonl.gz …)
      and on nothing else. Beside each verdict stands the one that the run recorded in events.jsonl.

      EXAMPLES
        plugfest rescore reports/20260101-120000-abcd
        plugfest rescore reports/20260101-120000-abcd --format json | jq .result

      EXIT CODES
        0  all verdicts are as recorded, and none is against the candidate
        1  the candidate fails
        2  a verdict is not as recorded, or the ledger does not tell it
        64 there is no ledger, or it cannot be read
      """)

  @Argument(help: "The run folder.", completion: .directory)
  var folder: String

  @Option(name: .long, help: "text or json.")
  var format: RunCommand.OutputFormat = .text

  func run() throws {
    let rescoring: Rescoring
    do {
      rescoring = try Rescoring(folder: folder)
    } catch let error as LedgerFile.Unreadable {
      throw Diagnostic.error("\(error)", hint: "name the folder that `plugfest run` printed as its last line")
    }
    let events = (try? RunFolder(existingAt: folder).events()) ?? []
    let report = RescoringReport(rescoring, events: events)
    if format == .json {
      Terminal.output.write(String(decoding: try report.json(), as: UTF8.self))
    } else {
      Terminal.output.write(report.lines(Terminal.output.style).map { "\($0)\n" }.joined())
    }
    if report.entries.isEmpty {
      Terminal.error.write("no oracle was consulted in this run\n")
    }
    throw ExitCode(report.exitCode)
  }
}

extension RescoringReport {
  /// Puts what the events of the run recorded beside what came out now.
  init(_ rescoring: Rescoring, events: [RunEvent]) {
    // By their consultations: also steps that run side by side are told apart.
    var steps: [String: (title: String, result: StepResult)] = [:]
    var waived: Set<String> = []
    // What broke is no failure of the candidate.
    var broken: Set<String> = []
    for event in events {
      switch event.kind {
      case .stepEnded(let identity, let step):
        if let consultation = step.consultation { steps[consultation] = (identity.title, step) }
      case .caseEnded(let result), .attemptEnded(let result):
        if result.skipReason?.hasPrefix("WAIVED") ?? false { waived.insert(result.summary.identity.title) }
        if let failure = result.failure, failure.verdict == .error { broken.insert(failure.message) }
      default: break
      }
    }
    let entries = rescoring.items.map { item -> Entry in
      let known = steps[item.consultation.id]
      let (step, title) = (known?.result, known?.title ?? item.consultation.caseID)
      return Entry(
        caseTitle: title, recipe: item.consultation.recipe.rawValue, wish: "\(item.consultation.wish)",
        recorded: step.map { broken.contains($0.observation ?? "") ? .error : $0.verdict },
        recordedSentence: step.flatMap { $0.skipReason ?? $0.observation },
        now: item.outcome.map(\.reportedVerdict),
        sentence: item.outcome?.sentence ?? "the ledger breaks off before its end",
        details: item.outcome?.details ?? [], isWaived: waived.contains(title))
    }
    self.init(
      entries: entries, criteria: rescoring.criteria(events), lineCount: rescoring.lineCount, notes: rescoring.notes)
  }
}

extension StepResult {
  fileprivate var verdict: Verdict { skipReason != nil ? .skipped : passed ? .pass : .fail }
}

extension Consultation.Outcome {
  fileprivate var reportedVerdict: Verdict {
    switch verdict {
    case .conforms: .pass
    case .violates: .fail
    case .notObservable: .skipped
    case nil: .error
    }
  }
}
