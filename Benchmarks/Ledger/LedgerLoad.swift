import Documents
import Figures
import Foundation
import Oracles

/// Measures what a recording of 100,000 revisions takes: the memory of the ledger that a recorder holds, and the time to judge it
/// again from its file. Prints figures as JSON.
///
///     LedgerLoad
@main struct LedgerLoad {
  static func main() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("plugfest-bench-\(UUID().uuidString)")
      .path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let run = RecordedRun()
    var figures = [Figure(name: "ledger: memory of 100,000 revisions", value: memory(of: run), unit: "bytes")]
    try write(run, in: folder)
    let bare = try measure("parse 100,000 revisions and no more", &figures) { try parse("\(folder)/ledger-1.jsonl.gz") }
    let again = try measure("judge 100,000 revisions again", &figures) {
      let rescoring = try Rescoring(folder: folder)
      guard rescoring.items.count == run.cases, rescoring.items.allSatisfy({ $0.outcome?.verdict == .conforms }) else {
        throw Failure(description: "the verdicts are not what they should be: \(rescoring.items.map { $0.outcome })")
      }
    }
    let path = try record(LargeLedger(entries: 100_000), in: folder)
    let judging = try measure("judge a recording of 100,000 entries", &figures) {
      // As `plugfest judge` does it, from the file to the findings.
      guard !LedgerJudge(try Ledger(file: path)).findings().isEmpty else {
        throw Failure(description: "there are no findings")
      }
    }
    for (name, use) in [("again", again), ("a recording", judging)] {
      figures.append(
        Figure(name: "ledger: judge \(name), of parsing alone", value: (use / bare * 100).rounded(), unit: "%"))
    }
    try Figure.print(figures)
  }

  /// Notes the time of the clock, and that of the processor, which other programs do not stretch.
  ///
  /// - Returns: seconds of the processor.
  private static func measure(_ name: String, _ figures: inout [Figure], _ body: () throws -> Void) throws -> Double {
    let before = ProcessUse(Int(getpid()))?.processor ?? 0
    let time = try ContinuousClock().measure(body)
    let use = (ProcessUse(Int(getpid()))?.processor ?? 0) - before
    figures.append(Figure(name: "ledger: \(name)", value: time.microseconds, unit: "us"))
    figures.append(Figure(name: "ledger: \(name) (processor)", value: use * 1e6, unit: "us"))
    return use
  }

  /// What a reader does that keeps nothing.
  private static func parse(_ path: String) throws {
    var count = 0
    try LedgerFile(path).forEachLine { _, _ in count += 1 }
    guard count >= 100_000 else { throw Failure(description: "there are only \(count) lines") }
  }

  private static func record(_ recording: LargeLedger, in folder: String) throws -> String {
    let path = "\(folder)/recording.jsonl"
    var recording = recording
    guard FileManager.default.createFile(atPath: path, contents: nil), let file = FileHandle(forWritingAtPath: path)
    else {
      throw Failure(description: "\(path) cannot be written")
    }
    var buffer: [UInt8] = []
    try recording.forEachLine { line in
      buffer += Array("\(line)\n".utf8)
      if buffer.count > 1 << 20 {
        try file.write(contentsOf: Data(buffer))
        buffer.removeAll(keepingCapacity: true)
      }
    }
    try file.write(contentsOf: Data(buffer))
    try file.close()
    return path
  }

  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  /// What the process has in memory more than before.
  private static func memory(of run: RecordedRun) -> Double {
    let before = ProcessUse.peakMemory
    var ledger = Ledger()
    run.forEachLine { ledger.add($0) }
    return withExtendedLifetime(ledger) { ProcessUse.peakMemory - before }
  }

  private static func write(_ run: RecordedRun, in folder: String) throws {
    let path = "\(folder)/ledger-1.jsonl"
    guard FileManager.default.createFile(atPath: path, contents: nil), let file = FileHandle(forWritingAtPath: path)
    else {
      throw Failure(description: "\(path) cannot be written")
    }
    var buffer: [UInt8] = []
    try run.forEachLine { line in
      buffer += JSON.bytes(line.value) + [UInt8(ascii: "\n")]
      if buffer.count > 1 << 20 {
        try file.write(contentsOf: Data(buffer))
        buffer.removeAll(keepingCapacity: true)
      }
    }
    try file.write(contentsOf: Data(buffer))
    try file.close()
    try LedgerFile(path).compress()
  }
}
