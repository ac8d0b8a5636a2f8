/// What stands after the `__` of a query parameter.
enum Lookup: String {
  /// No lookup at all, in effect.
  case exact
  case n, ic, nic, isw, nisw, iew, niew, ie, nie, empty, regex, iregex
  case lt, lte, gt, gte

  /// Those that start with an n find what does not match.
  var isNegated: Bool { rawValue.hasPrefix("n") }

  /// How a text is compared with the one that was asked for; nil for lookups of numbers.
  var textMatcher: ((_ value: String, _ wanted: String) -> Bool)? {
    switch self {
    case .exact, .n: { $0 == $1 }
    case .ic, .nic: { $0.lowercased().contains($1.lowercased()) }
    case .isw, .nisw: { $0.lowercased().hasPrefix($1.lowercased()) }
    case .iew, .niew: { $0.lowercased().hasSuffix($1.lowercased()) }
    case .ie, .nie: { $0.lowercased() == $1.lowercased() }
    case .regex: { value, pattern in Self.matches(value, pattern, ignoringCase: false) }
    case .iregex: { value, pattern in Self.matches(value, pattern, ignoringCase: true) }
    case .empty, .lt, .lte, .gt, .gte: nil
    }
  }

  private static func matches(_ value: String, _ pattern: String, ignoringCase: Bool) -> Bool {
    guard let regex = try? Regex(pattern).ignoresCase(ignoringCase) else { return false }
    return (try? regex.firstMatch(in: value)) != nil
  }

  /// How a number is compared with the one that was asked for; nil for lookups of texts.
  func comparison<Number: Comparable>(_ type: Number.Type) -> ((_ value: Number, _ wanted: Number) -> Bool)? {
    switch self {
    case .exact, .n: { $0 == $1 }
    case .lt: { $0 < $1 }
    case .lte: { $0 <= $1 }
    case .gt: { $0 > $1 }
    case .gte: { $0 >= $1 }
    default: nil
    }
  }
}
