/// A number that a case measured, and that tells nothing about passing: writes for each intent, reads at rest.
package struct Figure: Sendable, Hashable, Codable {
  package var name: String
  package var value: Double
  /// `requests`; nil for a plain number.
  package var unit: String?

  package init(name: String, value: Double, unit: String?) {
    self.name = name
    self.value = value
    self.unit = unit
  }

  /// `3 requests`, `0.25`
  package var amount: String {
    let number = Int(exactly: value).map { "\($0)" } ?? "\(value)"
    return unit.map { "\(number) \($0)" } ?? number
  }

  /// `writes per prefixClaim: 3 requests`
  package var text: String { "\(name): \(amount)" }
}
