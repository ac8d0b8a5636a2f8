import Engine
import Foundation
import Plans
import Reports
import UnixSignals
import Verdicts

/// `plugfest prove` from its first line to its table.
struct OracleProofSession: Sendable {
  let jobs: [OracleProving.Job]
  let lab: String
  let sideBySide: Int
  let keep: String?

  /// Tells of each run on standard error as it ends.
  func carryOut() async -> OracleProof {
    let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
    let stop = Latch()
    let table = CatchTable(style: Terminal.error.style)
    // A cluster is one lab, however many are wanted.
    let isOwn = jobs.allSatisfy { $0.plan.lab.embedded != nil }
    let proving = OracleProving(jobs: jobs, sideBySide: isOwn ? sideBySide : 1, keep: keep, stop: stop) { run in
      let time = Date().formatted(
        .dateTime.hour(.twoDigits(amPM: .omitted)).minute(.twoDigits).second(.twoDigits).locale(
          .init(identifier: "en_GB")))
      Terminal.error.write("\(time)  \(table.line(run))\n")
    }
    let runs = await withTaskGroup(of: Void.self) { group in
      group.addTask { for await _ in signals { stop.open() } }
      let runs = await proving.carryOut()
      group.cancelAll()
      return runs
    }
    return OracleProof(lab: lab, oracles: RecipeName.battery.map(\.rawValue), runs: runs)
  }
}
