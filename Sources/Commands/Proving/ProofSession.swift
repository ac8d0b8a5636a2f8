import ArgumentParser
import Documents
import Engine
import Foundation
import Plans
import Reports
import Suites
import UnixSignals
import Verdicts

/// `plugfest check --prove` from its first line to its last.
struct ProofSession: Sendable {
  let plan: Plan
  let endsWhenNoticed: Bool
  let isJSON: Bool

  /// - Parameters:
  ///   - paths: suites and, when the suites do not name them, one candidate and one lab.
  ///   - selection: the cases that are to notice it.
  ///   - patience: multiplies the limits; a broken operator fails by the limit, so that less is faster.
  ///   - endsWhenNoticed: ends the run of a broken version as soon as a case has failed.
  /// - Throws: `Diagnostics`.
  init(
    paths: [String], selection: SelectionOptions, patience: Double, endsWhenNoticed: Bool, isJSON: Bool
  ) throws {
    let files = try ProofFiles(paths)
    let whole = try PlanBuilder.plan(candidate: files.candidate, lab: files.lab, suites: files.suites)
    plan = try selection.apply(to: whole).withPatience(patience).withoutEvidence
    self.endsWhenNoticed = endsWhenNoticed
    self.isJSON = isJSON
  }

  /// Returns the exit code: 0 proven, 1 a broken operator survived, 2 no proof.
  func carryOut() async throws -> Int32 {
    let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
    let stop = Latch()
    let terminal = isJSON ? Terminal.error : Terminal.output
    let table = KillTable(style: terminal.style)
    terminal.write(
      "\(table.head(plan.suites.map(\.name), candidate: plan.candidate.name, lab: plan.lab.name))\n")
    let proof = Proof(plan: plan, endsWhenNoticed: endsWhenNoticed, stop: stop) {
      terminal.write("\(table.line($0))\n")
    }
    let result = await withTaskGroup(of: Void.self) { group in
      group.addTask { for await _ in signals { stop.open() } }
      let result = await proof.carryOut()
      group.cancelAll()
      return result
    }
    terminal.write("\n\(table.summary(result))\n")
    if isJSON {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      Terminal.output.write(String(decoding: try encoder.encode(result), as: UTF8.self) + "\n")
    }
    switch result.verdict {
    case .proven: return 0
    case .notProven: return 1
    case .inconclusive: return 2
    }
  }
}

extension Plan {
  fileprivate var withoutEvidence: Plan {
    var plan = self
    plan.evidence = .none
    return plan
  }
}
