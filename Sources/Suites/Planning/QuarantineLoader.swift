package import Documents
package import Plans
import Verdicts

/// Reads lists of cases that are in quarantine.
package enum QuarantineLoader {
  /// - Throws: all mistakes in the file, in its order.
  package static func load(_ path: String) throws(Diagnostics) -> (cases: [QuarantinedCase], warnings: [Diagnostic]) {
    let read = try PlugfestFile.read(path, as: .quarantine) { spec, _, _ in
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

  /// What does not fit the plan: a case that is not there any more, and a quarantine that is over.
  ///
  /// - Parameters:
  ///   - cases: All of the suites, also those that are not selected.
  ///   - today: `2026-12-31`.
  package static func check(
    _ quarantine: [QuarantinedCase], _ cases: [TestSuite.Case], today: String
  ) -> [Diagnostic] {
    let ids = cases.map(\.summary.identity.id)
    return quarantine.compactMap { entry in
      let isThere = cases.contains { item in
        let identity = item.summary.identity
        return identity.id == entry.id && entry.suite ?? identity.suite == identity.suite
      }
      if !isThere {
        return .error(
          "no case of these suites is \(entry.id.quoted)", at: entry.place,
          hint: Suggestion.hint(for: entry.id, among: ids))
      }
      guard entry.until < today else { return nil }
      return .warning(
        "the quarantine of \(entry.id) ended on \(entry.until): its failures count again", at: entry.place,
        hint: "mend the case, or say until when it needs more time")
    }
  }
}
