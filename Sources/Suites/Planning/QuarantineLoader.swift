package import Documents
package import Plans
import Verdicts

/// Reads lists of cases that are in quarantine.
package enum QuarantineLoader {
  /// - Throws: all mistakes in the file, in its order.
  package static func load(_ path: String) throws(Diagnostics) -> (cases: [QuarantinedCase], warnings: [Diagnostic]) {
    try load(PlugfestFile.parse(path))
  }

  /// The same with a file whose syntax was read already.
  static func load(_ file: PlugfestFile) throws(Diagnostics) -> (cases: [QuarantinedCase], warnings: [Diagnostic]) {
    let read = try file.read(as: .quarantine) { spec, _, _ in
      spec.required("cases", .list(of: .object("case", readCase)))
    }
    return (read.output, read.warnings)
  }

  private static func readCase(_ reader: inout MappingReader) -> QuarantinedCase? {
    let suite = reader.optional("suite", .name)
    let id = reader.required("case", .caseID)
    let until = reader.required("until", .date)
    let because = reader.required("because", .name)
    let link = reader.optional("link", .name)
    guard let id, let until, let because else { return nil }
    return QuarantinedCase(suite: suite, id: id, until: until, because: because, link: link, place: reader.place)
  }

  /// What does not fit the plan: a case that is not there any more or stands there twice, and a quarantine that is over.
  ///
  /// - Parameters:
  ///   - cases: All of the suites, also those that are not selected.
  ///   - today: `2026-12-31`.
  package static func check(
    _ quarantine: [QuarantinedCase], _ cases: [TestSuite.Case], today: String
  ) -> [Diagnostic] {
    let identities = cases.map(\.summary.identity)
    var seen: [CaseIdentity: QuarantinedCase] = [:]
    return quarantine.compactMap { entry in
      let meant = identities.filter(entry.means)
      if meant.isEmpty { return unknown(entry, identities) }
      if let other = meant.lazy.compactMap({ seen[$0] }).first {
        return .error(
          "\(entry.id) is in quarantine twice", at: entry.place, hint: "the other entry is at \(other.place)")
      }
      for identity in meant { seen[identity] = entry }
      guard entry.until < today else { return nil }
      return .warning(
        "the quarantine of \(entry.id) ended on \(entry.until): its failures count again", at: entry.place,
        hint: "mend the case, or say until when it needs more time")
    }
  }

  private static func unknown(_ entry: QuarantinedCase, _ identities: [CaseIdentity]) -> Diagnostic {
    let suites = Set(identities.map(\.suite))
    if let suite = entry.suite, !suites.contains(suite) {
      return .error(
        "there is no suite \(suite.quoted) in this run", at: entry.place,
        hint: Suggestion.hint(for: suite, among: suites))
    }
    let ids = identities.filter { entry.suite ?? $0.suite == $0.suite }.map(\.id)
    return .error(
      "no case of \(entry.suite.map { "the suite \($0.quoted)" } ?? "these suites") is \(entry.id.quoted)",
      at: entry.place, hint: Suggestion.hint(for: entry.id, among: ids))
  }
}
