import Foundation

extension Ledger {
  /// Reads the ledger of a run, in all its parts: `ledger-1.jsonl.gz`, `ledger-2.jsonl`.
  ///
  /// - Throws: `LedgerFile.Unreadable`, also when there is none.
  package init(folder: String) throws {
    self.init()
    for part in try Self.existingParts(in: folder) { try LedgerFile(part).forEachLine { line, _ in add(line) } }
  }

  /// - Throws: `LedgerFile.Unreadable` when there are none.
  static func existingParts(in folder: String) throws(LedgerFile.Unreadable) -> [String] {
    let parts = parts(in: folder)
    guard !parts.isEmpty else {
      throw LedgerFile.Unreadable(
        path: folder, line: nil, reason: "has no ledger: was the run recorded? (plugfest run --record)")
    }
    return parts
  }

  /// Paths in their order. A kill in the middle of compression leaves a part twice: then the plain one is whole.
  package static func parts(in folder: String) -> [String] {
    let names = Set((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
    let numbered = names.compactMap { name -> (Int, String)? in
      guard name.hasPrefix("ledger-"), name.hasSuffix(".jsonl") || name.hasSuffix(".jsonl.gz"),
        !name.hasSuffix(".gz") || !names.contains(String(name.dropLast(".gz".count)))
      else { return nil }
      return Int(name.dropFirst("ledger-".count).prefix { $0.isNumber }).map { ($0, "\(folder)/\(name)") }
    }
    return numbered.sorted { $0.0 < $1.0 }.map(\.1)
  }
}
