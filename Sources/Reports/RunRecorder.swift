import Foundation
package import Verdicts

/// Writes a run's record into its folder as the run goes on. One writer at a time: the task that takes the events.
///
/// When the folder cannot be written any more (a full disk), it says so once, goes on without it, and remembers the
/// error: the run must still come to its end and clean up the lab.
package struct RunRecorder {
  private let folder: RunFolder
  private let log: FileHandle?
  private let encoder = JSONEncoder()
  private var fold = Scorecard.Fold()
  private var lastReport: Double?
  /// Seconds that the last report took.
  private var reportCost = 0.0
  /// The first thing that could not be written.
  package private(set) var failure: RunFolder.WriteError?

  package init(folder: RunFolder) {
    self.folder = folder
    let path = "\(folder.path)/events.jsonl"
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    log = descriptor < 0 ? nil : FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    if log == nil { failure = .init(path: path, reason: String(cString: strerror(errno))) }
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  }

  /// The scorecard of all events so far.
  package var scorecard: Scorecard? { fold.scorecard }

  package mutating func add(_ event: RunEvent) {
    fold.add(event)
    guard failure == nil else { return }
    do {
      try log?.write(contentsOf: encoder.encode(event) + Data("\n".utf8))
      if isReportDue(event) {
        lastReport = event.time
        let cost = try ContinuousClock().measure { if let scorecard = fold.scorecard { try folder.write(scorecard) } }
        reportCost = cost / .seconds(1)
      }
    } catch let error as RunFolder.WriteError {
      failure = error
    } catch {
      failure = .init(path: "\(folder.path)/events.jsonl", reason: error.localizedDescription)
    }
  }

  /// At the start, at the end, and after a case or an attempt when the last report is more than a second old, and older the longer it
  /// took: with many cases, or repetitions without end, the cost of writing must not grow with their square.
  private func isReportDue(_ event: RunEvent) -> Bool {
    switch event.kind {
    case .runStarted, .runEnded: true
    case .caseEnded, .attemptEnded: event.time - (lastReport ?? 0) > max(1, 20 * reportCost)
    default: false
    }
  }
}
