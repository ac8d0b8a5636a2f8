package import Documents

/// What the checker finds in a case or a step, and somebody accepts.
package struct Allowance: Sendable, Hashable {
  /// The id of a rule.
  package var rule: String
  package var because: String
  package var place: Place

  package init(rule: String, because: String, place: Place) {
    self.rule = rule
    self.because = because
    self.place = place
  }
}
