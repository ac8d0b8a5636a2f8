import Documents
import Foundation
import Measuring
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
    let memory = memory(of: run)
    try write(run, in: folder)
    let clock = ContinuousClock()
    let start = clock.now
    let rescoring = try Rescoring(folder: folder)
    let time = clock.now - start
    guard rescoring.items.count == run.cases, rescoring.items.allSatisfy({ $0.outcome?.verdict == .conforms }) else {
      throw Failure(description: "the verdicts are not what they should be: \(rescoring.items.map { $0.outcome })")
    }
    let judging = try judge(in: folder)
    try Figure.print([
      Figure(name: "ledger: memory of 100,000 revisions", value: memory, unit: "bytes"),
      Figure(name: "ledger: judge 100,000 revisions again", value: time.microseconds, unit: "us"),
      Figure(name: "ledger: judge a recording of 100,000 entries", value: judging.microseconds, unit: "us"),
    ])
  }

  /// As `plugfest judge` does it, from the file to the findings.
  private static func judge(in folder: String) throws -> Duration {
    let path = "\(folder)/recording.jsonl"
    var recording = LargeLedger(entries: 100_000)
    guard FileManager.default.createFile(atPath: path, contents: nil), let file = FileHandle(forWritingAtPath: path)
    else {
      throw Failure(description: "\(path) cannot be written")
    }
    try recording.forEachLine { try file.write(contentsOf: Data("\($0)\n".utf8)) }
    try file.close()
    let clock = ContinuousClock()
    let start = clock.now
    let findings = LedgerJudge(try Ledger(file: path)).findings()
    let time = clock.now - start
    guard !findings.isEmpty, time < .seconds(5) else {
      throw Failure(description: "\(findings.count) findings took \(time), and the limit is 5 s")
    }
    return time
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
