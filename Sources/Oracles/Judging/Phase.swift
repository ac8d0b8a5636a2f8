package import Documents

/// A stretch of a recording in which one thing was done, or nothing.
package struct Phase: Sendable {
  package var name: String
  package var time: ClosedRange<Double>
  /// What the recording says of it: kind, name, paths.
  package var details: Value
  /// What was carried out in it, and how it ended.
  package var commands: [LedgerLine.Mark]
  package var results: [LedgerLine.Mark]

  /// Marks that tell something within a phase.
  private static let inner: Set<String> = [
    "command", "result", "operator exited", "note", "case", "case ended", "step", "step ended", "not seen",
    "interruption", "oracle", "oracle ended", "snapshot", "requests", "mask", "schema", "metrics", "restless",
    "not ready", "still there", "namespace still there", "log", "attempts", "leader", "readiness", "secret told",
    "conflict",
    "outage", Cast.script, Cast.companion,
    "lags", "outside", "disturbed outside", "versions", "written back", "neighbours", "claims",
    AuditedStretch.mark,
  ]

  package static func begins(with mark: LedgerLine.Mark) -> Bool {
    !inner.contains(mark.name) && !CandidateLife.marks.contains(mark.name)
  }

  package static func phases(of ledger: Ledger) -> [Phase] {
    var phases: [Phase] = []
    for mark in ledger.marks {
      if begins(with: mark) {
        if let last = phases.indices.last { phases[last].time = phases[last].time.lowerBound...mark.time }
        phases.append(
          Phase(
            name: mark.name, time: mark.time...max(mark.time, ledger.end), details: mark.details, commands: [],
            results: []))
      } else if let last = phases.indices.last {
        if mark.name == "command" { phases[last].commands.append(mark) }
        if mark.name == "result" { phases[last].results.append(mark) }
      }
    }
    return phases
  }
}
