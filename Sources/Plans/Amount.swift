package import Documents
package import Kubernetes

/// What numbers, quantities and durations mean, so that two of them can be compared.
package enum Amount {
  /// `1Gi`, `500m`, `3`.
  package static func quantity(_ value: Value) -> Quantity? {
    switch value {
    case .string(let text): try? Quantity(parsing: text)
    case .integer, .double: try? Quantity(parsing: JSON.text(value))
    default: nil
    }
  }

  /// `90s`, `1h30m`.
  package static func duration(_ value: Value) -> Duration? { value.string.flatMap(GoDuration.parse) }

  package static func isAmount(_ value: Value) -> Bool { quantity(value) != nil || duration(value) != nil }

  /// Whether the left one is less; nil when they cannot be compared. `5m` alone may be five thousandths or five minutes;
  /// within one kind the order is the same, and beside `90s` it is minutes.
  package static func isLess(_ left: Value, _ right: Value) -> Bool? {
    if let left = quantity(left), let right = quantity(right) { return left < right }
    if let left = duration(left), let right = duration(right) { return left < right }
    return nil
  }
}
