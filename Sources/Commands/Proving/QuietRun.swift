import Engine
import Foundation
import Plans
import Verdicts

/// A run that nobody looks at: no evidence is kept of it, only what it came to.
struct QuietRun: Sendable {
  let plan: Plan
  /// Opening it ends the run early.
  let stop: Latch
  /// Ends the run as soon as a case has failed.
  var endsWithFailure = false

  /// - Parameter keeps: whether what it wrote, such as its ledger, is worth a look; then it is moved to that path.
  /// - Throws: when there is no room for its files.
  func carryOut(keeping keeps: (Scorecard) -> String? = { _ in nil }) async throws -> Scorecard {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("plugfest-proof-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var plan = plan
    plan.evidence = .none
    let description = RunDescription.beginning(plan, command: [], rerun: nil)
    let (events, continuation) = AsyncStream<RunEvent>.makeStream()
    let labRun = LabRun(plan: plan, description: description, folder: folder.path, clock: RunClock(), stop: stop)
    async let ended: Void = labRun.carryOut(continuation)
    var fold = Scorecard.Fold()
    fold.add(RunEvent(at: 0, .runStarted(description, cases: plan.cases.map(\.summary))))
    for await event in events {
      fold.add(event)
      if endsWithFailure, case .caseEnded(let result) = event.kind, result.verdict == .fail { stop.open() }
    }
    await ended
    let scorecard =
      fold.scorecard
      ?? Scorecard(run: description, duration: 0, cases: [], failures: [], warnings: [], isComplete: false)
    if let place = keeps(scorecard) {
      try FileManager.default.createDirectory(
        at: URL(fileURLWithPath: place).deletingLastPathComponent(), withIntermediateDirectories: true)
      try FileManager.default.moveItem(atPath: folder.path, toPath: place)
    }
    return scorecard
  }
}
