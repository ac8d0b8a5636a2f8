/// Why an object is not as it should be now: the reason and message of its Ready condition.
package struct Problem: Error, Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    /// Time alone mends it.
    case progress
    /// Somebody else has to do something first, who is waited for.
    case waiting
    /// It stays so until somebody changes something.
    case stalled
  }

  package var kind: Kind
  /// CamelCase, for programs.
  package var reason: String
  /// For people: names the field, the claim or the target.
  package var message: String

  package init(_ kind: Kind, _ reason: String, _ message: String) {
    self.kind = kind
    self.reason = reason
    self.message = message
  }

  /// What went wrong on targets, in one sentence for each.
  package init(_ failures: [Rollout.Result]) {
    let errors = failures.compactMap(\.error)
    let isStalled = errors.contains { error in
      switch error {
      case .rejected, .foreign: true
      default: false
      }
    }
    self.init(
      isStalled ? .stalled : .waiting, errors.first?.reason ?? "TargetsNotApplied",
      failures.compactMap { failure in failure.error.map { "target \(failure.target) \($0)" } }.joined(separator: "; "))
  }
}
