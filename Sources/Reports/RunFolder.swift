import Foundation
package import Verdicts

/// The folder in which a run leaves its record: `events.jsonl` as it grows, then `junit.xml` and `scorecard.json`.
///
/// A valid JUnit file stands there from the first event on, so that even a killed run can be read by a CI system.
package struct RunFolder: Sendable {
  /// What could not be written, and what to do about it.
  package struct WriteError: Error, CustomStringConvertible {
    package var path: String
    package var reason: String

    package var description: String {
      "cannot write \(path): \(reason)\n  hint: free some space or choose another folder with --reports"
    }
  }

  package let path: String

  /// Makes the folder and those above it.
  ///
  /// - Throws: `WriteError`.
  package init(creatingAt path: String) throws(WriteError) {
    self.path = path
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch { throw WriteError(path: path, reason: Self.reason(error)) }
  }

  /// A file of a finished or killed run.
  package init(existingAt path: String) { self.path = path }

  /// Writes the whole file or, when that fails, leaves the old one as it was.
  package func write(_ bytes: [UInt8], to name: String) throws(WriteError) {
    let file = "\(path)/\(name)"
    do {
      let folder = (file as NSString).deletingLastPathComponent
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try Data(bytes).write(to: URL(fileURLWithPath: file), options: .atomic)
    } catch { throw WriteError(path: file, reason: Self.reason(error)) }
  }

  /// Writes `junit.xml` with the texts that Allure shows beside it, and `scorecard.json`.
  package func write(_ scorecard: Scorecard) throws {
    try write(ScorecardFile.bytes(scorecard), to: "scorecard.json")
    // CI systems look for attachments from where the command was started.
    let report = JUnitReport(scorecard, attachmentBase: "\(path)/")
    try write(report.bytes(), to: "junit.xml")
    for (name, text) in report.attachments() { try write(Array(text.utf8), to: name) }
  }

  /// The events that were recorded, as far as they can be read: a killed run may end in half a line.
  package func events() throws -> [RunEvent] {
    let data = try Data(contentsOf: URL(fileURLWithPath: "\(path)/events.jsonl"))
    let decoder = JSONDecoder()
    return data.split(separator: UInt8(ascii: "\n")).compactMap { try? decoder.decode(RunEvent.self, from: $0) }
  }

  private static func reason(_ error: any Error) -> String {
    let cause = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
    return cause?.localizedDescription ?? (error as NSError).localizedDescription
  }
}
