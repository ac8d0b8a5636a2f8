import Cluster
import Documents
import Foundation
import Kubernetes
import Verdicts

/// Keeps what explains a failed case, before the clean-up takes it away.
struct EvidenceCollector: Sendable {
  /// The run folder.
  let folder: String
  let redactor: Redactor

  /// Writes the objects that the case made and the events of its namespace.
  ///
  /// - Returns: The files that were written, relative to the run folder; a disk that is full must not break the run.
  func collect(_ context: CaseContext, for summary: CaseSummary, attempt: Int) async -> [String] {
    let path = "evidence/\(Self.fileName(summary.identity, attempt))"
    var files: [String] = []
    let objects = context.scope.made.compactMap { context.watches.live.object($0.key) }
    if !objects.isEmpty, write(objects.map(\.value), to: "\(path)/objects.yaml") {
      files.append("\(path)/objects.yaml")
    }
    if let events = await events(context), !events.isEmpty, write(events, to: "\(path)/events.yaml") {
      files.append("\(path)/events.yaml")
    }
    return files
  }

  private func events(_ context: CaseContext) async -> [Value]? {
    let kind = GroupVersionKind(group: "", version: "v1", kind: "Event")
    return try? await withDeadline(.now + .seconds(5)) {
      try await context.lab.client.list(kind, namespace: context.scope.namespace).items.map(\.value)
    }
  }

  private func write(_ values: [Value], to name: String) -> Bool {
    let text = redactor.redact(values.map { YAML.text($0) }.joined(separator: "---\n"))
    let url = URL(fileURLWithPath: "\(folder)/\(name)")
    do {
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
      return true
    } catch {
      return false
    }
  }

  private static func fileName(_ identity: CaseIdentity, _ attempt: Int) -> String {
    let round = identity.round.map { "-round-\($0)" } ?? ""
    let again = attempt > 1 ? "-attempt-\(attempt)" : ""
    return String(
      "\(identity.suite)-\(identity.id)\(round)\(again)".map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
  }
}
