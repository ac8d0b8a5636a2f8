import Documents
import Plans

/// Collects what the rules find in one suite. What stands in a template counts once, however often it is used.
final class SmellCollector {
  private struct Key: Hashable {
    var rule: String
    var place: Place?
  }

  private(set) var found: [Diagnostic] = []
  private var keys: Set<Key> = []
  private var declared: [Allowance] = []
  private var used: Set<Allowance> = []
  private var seen: Set<Allowance> = []

  func declare(_ allowances: [Allowance]) {
    for allowance in allowances where seen.insert(allowance).inserted { declared.append(allowance) }
  }

  /// - Parameter allowances: those around the place, outer ones first.
  func report(
    _ rule: DiagnosticRule, _ message: String, at place: Place?, hint: String? = nil, allowances: [Allowance]
  ) {
    if let allowance = allowances.last(where: { $0.rule == rule.id }) {
      used.insert(allowance)
      return
    }
    guard keys.insert(Key(rule: rule.id, place: place)).inserted else { return }
    found.append(.init(rule.severity, message, at: place, hint: hint ?? rule.remedy, rule: rule))
  }

  /// Allowances that allowed nothing.
  func reportUnused() {
    for allowance in declared where !used.contains(allowance) {
      let message = "\(allowance.rule.quoted) is allowed here, but is not found"
      report(.unusedAllowance, message, at: allowance.place, allowances: [])
    }
  }
}
