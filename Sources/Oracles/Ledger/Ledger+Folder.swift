import Foundation

extension Ledger {
  /// Reads the ledger of a run, in all its parts: `ledger-1.jsonl.gz`, `ledger-2.jsonl`.
  ///
  /// - Throws: `LedgerFile.Unreadable`, also when there is none.
  package init(folder: String) throws {
    self.init()
    let parts = Self.parts(in: folder)
    guard !parts.isEmpty else {
      throw LedgerFile.Unreadable(
        path: folder, line: nil, reason: "has no ledger: was the run recorded? (plugfest run --record)")
    }
    for part in parts { try LedgerFile(part).forEachLine { line, _ in add(line) } }
  }

  /// Paths in their order.
  package static func parts(in folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let numbered = names.compactMap { name -> (Int, String)? in
      guard name.hasPrefix("ledger-"), name.hasSuffix(".jsonl") || name.hasSuffix(".jsonl.gz") else { return nil }
      return Int(name.dropFirst("ledger-".count).prefix { $0.isNumber }).map { ($0, "\(folder)/\(name)") }
    }
    return numbered.sorted { $0.0 < $1.0 }.map(\.1)
  }
}
