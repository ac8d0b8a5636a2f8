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

  /// One criterion that the ledger tells.
  package struct CriterionEntry: Sendable, Hashable, Codable {
    package var id: String
    /// The names of statuses.
    package var recorded: String
    package var now: String
    package var message: String

    package init(recorded: CriterionOutcome, now: CriterionOutcome) {
      id = now.id
      self.recorded = recorded.status.name
      self.now = now.status.name
      message = now.message
    }

    package var isSame: Bool { recorded == now }
  }

  package var entries: [Entry]
  /// Those of which the run recorded what they came to.
  package var criteria: [CriterionEntry]
  /// Lines of the ledger.
  package var lineCount: Int
  /// What is wrong with the files.
  package var notes: [String]

  package init(entries: [Entry], criteria: [CriterionEntry] = [], lineCount: Int, notes: [String]) {
    self.entries = entries
    self.criteria = criteria
    self.lineCount = lineCount
    self.notes = notes
  }

  package enum Result: String, Sendable, Hashable, Codable { case same, differs, unknown }

  /// Whether all that was recorded is what comes out now.
  package var result: Result {
    if entries.contains(where: { $0.now != nil && $0.recorded != nil && !$0.isSame }) { return .differs }
    if criteria.contains(where: { !$0.isSame }) { return .differs }
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
      var criteria: [CriterionEntry]
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try Array(
      encoder.encode(
        Document(result: result, lines: lineCount, notes: notes, oracles: entries, criteria: criteria)))
      + Array("\n".utf8)
  }

  /// A line for each entry, more for those that fail or differ, and a last line that sums up.
  package func lines(_ style: TextStyle) -> [String] {
    let width = entries.map(\.caseTitle.count).max() ?? 0
    return entries.flatMap { lines($0, width, style) } + criteriaLines(style)
      + notes.map { "\(style("warning:", .strong)) \(plain($0))" }
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

  /// How many there are, and those that came to something else.
  private func criteriaLines(_ style: TextStyle) -> [String] {
    guard !criteria.isEmpty else { return [] }
    let others = criteria.filter { !$0.isSame }
    let failed = criteria.count { $0.now == "failed" }
    let sum = others.isEmpty ? "all as recorded" : "\(others.count) otherwise than recorded"
    return ["criteria: \(criteria.count), \(failed) failed, \(sum)"]
      + others.map { "  \(style($0.id, .bad)) \($0.now) (recorded: \($0.recorded)): \(plain($0.message))" }
  }

  private func plain(_ text: String) -> String { PlainText.oneLine(text, limit: 2000) }
}
