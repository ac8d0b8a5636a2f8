import Documents
import Foundation
import Kubernetes
import Testing

@testable import Oracles

/// A recorded stream of a real operator, and what a reviewer found in it.
struct RecordedLedger: Sendable, CustomTestStringConvertible {
  var name: String

  static let shared =
    ProcessInfo.processInfo.environment["PLUGFEST_SHARED"]
    ?? URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "shared").path()
  static let folder = "\(shared)/ledgers"

  static let all: [RecordedLedger] = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
    .filter { $0.hasSuffix(".findings.yaml") }.sorted()
    .map { RecordedLedger(name: String($0.dropLast(".findings.yaml".count))) }

  var testDescription: String { name }

  func ledger() throws -> Ledger { try Ledger(file: "\(Self.folder)/\(name).jsonl.gz") }

  func findings() throws -> [Finding] {
    let documents = try Node.load(file: "\(Self.folder)/\(name).findings.yaml")
    return (documents.first?["findings"]?.items ?? []).map { Finding($0.value) }
  }

  struct Finding: Sendable {
    var id: String
    var about: String
    var kind: String
    var verdict: String
    var evidence: [Evidence]

    init(_ value: Value) {
      id = value["id"]?.string ?? ""
      about = value["about"]?.string ?? ""
      kind = value["kind"]?.string ?? ""
      verdict = value["verdict"]?.string ?? ""
      evidence = (value["evidence"]?.array ?? []).map { Evidence($0) }
    }
  }

  /// So many lines of the stream.
  struct Evidence: Sendable {
    var time: ClosedRange<Double>
    var mark: String?
    var kind: String
    var namespace: String?
    var name: String?
    var event: String?
    var paths: [String]
    var writer: String?
    var count: Int

    init(_ value: Value) {
      let ends = (value["time"]?.array ?? []).compactMap(\.number)
      time = (ends.first ?? 0)...(ends.last ?? 0)
      mark = value["mark"]?.string
      kind = value["object"]?["kind"]?.string ?? ""
      namespace = value["object"]?["namespace"]?.string
      name = value["object"]?["name"]?.string
      event = value["event"]?.string
      paths = (value["paths"]?.array ?? []).compactMap(\.string)
      writer = value["writer"]?.string
      count = Int(value["count"]?.integer ?? -1)
    }

    func isAbout(_ key: ObjectKey) -> Bool {
      guard key.kind == kind, namespace == nil || namespace == key.namespace else { return false }
      guard let name else { return true }
      return name.hasSuffix("*") ? key.name.hasPrefix(name.dropLast()) : key.name == name
    }

    func revisions(in ledger: Ledger) -> [Revision] {
      ledger.revisions(in: time).filter { revision in
        guard isAbout(revision.key) else { return false }
        if let event, revision.change.rawValue != event { return false }
        if !paths.isEmpty {
          guard revision.change == .modified, paths.contains(where: revision.changes(in:)) else { return false }
        }
        if let writer, revision.change != .deleted, !revision.isWritten(by: writer) { return false }
        return true
      }
    }
  }
}
