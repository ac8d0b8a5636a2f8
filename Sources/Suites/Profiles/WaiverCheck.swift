package import Documents
package import Plans

/// Finds waivers of criteria that stand for nothing, are not allowed, or are over.
package enum WaiverCheck {
  /// - Parameter today: `2026-12-31`.
  package static func find(
    _ candidate: Candidate, _ catalogue: CriteriaCatalogue, today: String = CalendarDay.today
  ) -> [Diagnostic] {
    let criteria = Dictionary(catalogue.criteria.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var seen: [Candidate.Waiver] = []
    return candidate.waivers.flatMap { waiver -> [Diagnostic] in
      var found: [Diagnostic] = []
      if waiver.kind == .criterion { found += problem(waiver, criteria) }
      if let other = seen.first(where: { $0.id == waiver.id && $0.kind == waiver.kind }) {
        found.append(
          .error(
            "\(waiver.id) is waived twice", at: waiver.place, hint: "the other waiver is at \(other.place)",
            rule: .duplicateName))
      }
      seen.append(waiver)
      if waiver.until < today {
        found.append(
          .warning(
            "the waiver of \(waiver.id) ended on \(waiver.until): it does not count any more", at: waiver.place,
            hint: "mend what it is for, or say until when that needs more time"))
      }
      return found
    }
  }

  private static func problem(_ waiver: Candidate.Waiver, _ criteria: [String: Criterion]) -> [Diagnostic] {
    guard let criterion = criteria[waiver.id] else {
      let nearest = Suggestion.hint(for: waiver.id.uppercased(), among: criteria.keys.sorted())
      return [
        .error(
          "there is no criterion \(waiver.id.quoted)", at: waiver.place,
          hint: nearest.map { "\($0) A case is waived by `case: \(waiver.id)`" }
            ?? "`plugfest criteria` lists them; a case is waived by `case: \(waiver.id)`", rule: .unknownReference)
      ]
    }
    if criterion.mayBeWaived { return [] }
    return [
      .error(
        "\(waiver.id) may not be waived: \(criterion.statement)", at: waiver.place, hint: criterion.remedy,
        rule: .notWaivable)
    ]
  }
}
