import Documents
import Plans

/// Reads `allow`: findings that are accepted, each with its reason.
enum AllowanceReader {
  static func read(_ reader: inout MappingReader) -> [Allowance] {
    let given = reader.optional("allow", .map(of: .name)) ?? []
    let known = DiagnosticRule.smells.map(\.id)
    return given.compactMap { rule, because in
      let place = reader.node["allow"]?.member(rule)?.place ?? reader.place
      guard known.contains(rule) else {
        let isError = DiagnosticRule.catalogue.contains { $0.id == rule }
        reader.diagnostics.error(
          isError ? "\(rule.quoted) is a mistake, and cannot be allowed" : "there is no rule \(rule.quoted)", at: place,
          hint: Suggestion.hint(for: rule, among: known) ?? "docs/checker.md lists those that can be allowed",
          rule: .unknownReference)
        return nil
      }
      return Allowance(rule: rule, because: because, place: place)
    }
  }
}
