import Documents
import Kubernetes
import Plans

/// Checks how an expected value says that it is compared.
enum PatternShape {
  /// False after an error.
  @discardableResult
  static func check(_ node: Node, _ diagnostics: DiagnosticCollector) -> Bool {
    if let items = node.items { return items.map { check($0, diagnostics) }.allSatisfy(\.self) }
    guard let members = node.members else { return true }
    guard let first = members.first(where: { MatchOperator.isOperator($0.name) }) else {
      return members.map { check($0.value, diagnostics) }.allSatisfy(\.self)
    }
    if let field = members.first(where: { !MatchOperator.isOperator($0.name) }) {
      diagnostics.error(
        "\(first.name.quoted) says how a value is compared and cannot stand beside the field \(field.name.quoted)",
        at: field.place, hint: "a field whose name begins with $ is written with $$")
      return false
    }
    let isKnown = members.map { checkName($0, diagnostics) }.allSatisfy(\.self)
    guard isKnown else { return false }
    let isWhole = checkTogether(node, diagnostics)
    return members.map { check($0, diagnostics) }.allSatisfy(\.self) && isWhole
  }

  private static func checkName(_ member: Node.Member, _ diagnostics: DiagnosticCollector) -> Bool {
    if MatchOperator(rawValue: member.name) != nil { return true }
    let names = MatchOperator.allCases.map(\.rawValue)
    diagnostics.error(
      "\(member.name.quoted) is no way to compare values", at: member.place,
      hint: Suggestion.hint(for: member.name, among: names)
        ?? "known are \(names.joined(separator: ", ")); a field of that name is written $\(member.name)")
    return false
  }

  private static func checkTogether(_ node: Node, _ diagnostics: DiagnosticCollector) -> Bool {
    func has(_ name: MatchOperator) -> Bool { node[name.rawValue] != nil }
    func wrong(_ message: String, _ name: MatchOperator) -> Bool {
      diagnostics.error(message, at: node.member(name.rawValue)?.place ?? node.place)
      return false
    }
    if has(.of), !has(.atLeast), !has(.atMost) {
      return wrong("\"$of\" says which items are counted, so it needs \"$atLeast\" or \"$atMost\"", .of)
    }
    if has(.byKey) != has(.items) {
      return wrong("\"$byKey\" and \"$items\" belong together", has(.byKey) ? .byKey : .items)
    }
    for alone in [MatchOperator.absent, .exactly] where has(alone) && (node.members?.count ?? 0) > 1 {
      return wrong("\"\(alone.rawValue)\" stands alone", alone)
    }
    return true
  }

  private static func check(_ member: Node.Member, _ diagnostics: DiagnosticCollector) -> Bool {
    let value = member.value
    if ManifestShape.isFilledIn(value) { return true }
    func expect(_ isRight: Bool, _ expected: String) -> Bool {
      if !isRight {
        diagnostics.error("\(member.name.quoted) must be \(expected), not \(value.summary)", at: value.place)
      }
      return isRight
    }
    switch MatchOperator(rawValue: member.name) {
    case .absent: return expect(value.bool == true, "true")
    case .byKey:
      let names = value.items.map { $0.compactMap(\.string) } ?? value.string.map { [$0] } ?? []
      return expect(!names.isEmpty && names.count == value.items?.count ?? 1, "a field or a list of fields")
    case .items:
      return expect(value.items?.isEmpty == false, "a list that is not empty") && check(value, diagnostics)
    case .quantity: return expect(Amount.quantity(value.value) != nil, "a quantity such as 500m or 1Gi")
    case .duration: return expect(Amount.duration(value.value) != nil, "a duration such as 90s or 1h30m")
    case .atLeast, .atMost: return expect(Amount.isAmount(value.value), "a number, a quantity or a duration")
    case .each, .of: return check(value, diagnostics)
    // Taken as it stands.
    case .exactly, nil: return true
    }
  }
}
