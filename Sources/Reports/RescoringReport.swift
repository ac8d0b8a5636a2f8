import Foundation
package import Verdicts

/// What the verdicts of a run's oracles are when its ledger is judged again, beside those that the run recorded.
package struct RescoringReport: Sendable, Hashable, Codable {
  /// One use of an oracle.
  package struct Entry: Sendable, Hashable, Codable {
    /// The title of the case.
    package var caseTitle: String
    package var recipe: String
    /// What was perturbed: `PrefixClaim.netbox.dev plugfest-1/demo`.
    package var wish: String
    /// Nil when there is no record of it.
    package var recorded: Verdict?
    package var recordedSentence: String?
    /// Nil when the ledger breaks off before its end.
    package var now: Verdict?
    package var sentence: String
    package var details: [String]
    /// Whether the case's failure is waived.
    package var isWaived: Bool

    package init(
      caseTitle: String, recipe: String, wish: String, recorded: Verdict?, recordedSentence: String?, now: Verdict?,
      sentence: String, details: [String], isWaived: Bool
    ) {
      self.caseTitle = caseTitle
      self.recipe = recipe
      self.wish = wish
      self.recorded = recorded
      self.recordedSentence = recordedSentence
      self.now = now
      self.sentence = sentence
      self.details = details
      self.isWaived = isWaived
    }

    private enum CodingKeys: String, CodingKey {
      case caseTitle = "case"
      case recipe, wish, recorded, recordedSentence, now, sentence, details, isWaived
    }

    package var isSame: Bool { now != nil && now == recorded }

    /// Steps with a description put it before the sentence.
    package var isInSameWords: Bool { recordedSentence?.contains(sentence) ?? false }
  }

  package var entries: [Entry]
  /// Lines of the ledger.
  package var lineCount: Int
  /// What is wrong with the files.
  package var notes: [String]

  package init(entries: [Entry], lineCount: Int, notes: [String]) {
    self.entries = entries
    self.lineCount = lineCount
    self.notes = notes
  }

  package enum Result: String, Sendable, Hashable, Codable { case same, differs, unknown }

  /// Whether all that was recorded is what comes out now.
  package var result: Result {
    if entries.contains(where: { $0.now != nil && $0.recorded != nil && !$0.isSame }) { return .differs }
    return entries.isEmpty || entries.contains { !$0.isSame } ? .unknown : .same
  }

  /// As `plugfest run` would have ended with these verdicts: 1 when the candidate fails, 2 when nobody can tell.
  package var exitCode: Int32 {
    if entries.contains(where: { $0.now == .fail && !$0.isWaived }) { return 1 }
    return result == .same && !entries.contains { $0.now == .error } ? 0 : 2
  }
}

extension RescoringReport {
  package func json() throws -> [UInt8] {
    struct Document: Encodable {
      var result: Result
      var lines: Int
      var notes: [String]
      var oracles: [Entry]
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try Array(
      encoder.encode(Document(result: result, lines: lineCount, notes: notes, oracles: entries))) + Array("\n".utf8)
  }

  /// A line for each entry, more for those that fail or differ, and a last line that sums up.
  package func lines(_ style: TextStyle) -> [String] {
    let width = entries.map(\.caseTitle.count).max() ?? 0
    return entries.flatMap { lines($0, width, style) } + notes.map { "\(style("warning:", .strong)) \(plain($0))" }
      + ["", summary]
  }

  private var summary: String {
    let same = entries.count { $0.isSame }
    let verdicts = entries.count == 1 ? "1 verdict" : "\(entries.count) verdicts"
    let others = entries.count { $0.isSame && !$0.isInSameWords }
    let words = others == 0 ? "" : "; \(others) in other words"
    switch result {
    case .same: return "\(verdicts) from \(lineCount) lines, all as recorded\(words)"
    case .differs, .unknown:
      let open = entries.count { $0.now == nil || $0.recorded == nil }
      return "\(verdicts) from \(lineCount) lines: \(same) as recorded\(words), "
        + "\(entries.count - same - open) otherwise, \(open) that cannot be compared"
    }
  }

  private func lines(_ entry: Entry, _ width: Int, _ style: TextStyle) -> [String] {
    let padding = String(repeating: " ", count: max(0, width - entry.caseTitle.count))
    let verdict = entry.now.map { style.word($0) } ?? style("?    ", .bad)
    let mark = entry.isSame ? "" : "  (recorded: \(entry.recorded?.rawValue ?? "nothing"))"
    var lines = ["\(verdict) \(entry.caseTitle)\(padding)  \(plain(entry.sentence))\(mark)"]
    if let recorded = entry.recordedSentence, !entry.isSame || !entry.isInSameWords {
      lines.append("      recorded: \(plain(recorded))")
    }
    if entry.now == .fail { lines += entry.details.map { "      \(plain($0))" } }
    return lines
  }

  private func plain(_ text: String) -> String { PlainText.oneLine(text, limit: 2000) }
}
