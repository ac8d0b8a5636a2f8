package import Documents

/// Compares an expected value, of which only what it names counts, with an actual one.
///
/// An object matches when every member that is named matches; a list when each expected item is matched by a different
/// actual item, in any order; numbers by value; `null` when the member is absent or null. What `MatchOperator` names is
/// compared as that says.
package enum SubsetMatch {
  package struct Mismatch: Sendable, Hashable, CustomStringConvertible {
    /// Empty for the value as a whole.
    package var elements: [FieldPath.Element]
    /// What there should be: `true`, `at least 2 items`.
    package var expected: String
    /// Nil when there is nothing at the path.
    package var actual: Value?

    /// `spec.items[1].name`
    package var path: String { FieldPath(elements).description }

    package var description: String {
      let found = actual.map { Self.shortened(JSON.text($0)) } ?? "nothing"
      return "\(path.isEmpty ? "the value" : path): expected \(Self.shortened(expected)), found \(found)"
    }

    private static func shortened(_ text: String) -> String { text.count > 300 ? text.prefix(299) + "…" : text }
  }

  /// What does not match; empty when all does.
  package static func mismatches(
    expected: Value, actual: Value?, at path: [FieldPath.Element] = []
  ) -> [Mismatch] {
    switch (expected, actual) {
    case (.null, nil), (.null, .null?): return []
    case (.object(let operators), _) where operators.contains { MatchOperator.isOperator($0.key) }:
      return OperatorMatch(path: path, actual: actual).mismatches(operators)
    case (.object(let expected), .object(let actual)?):
      return expected.flatMap { key, value in
        let name = MatchOperator.member(key)
        return mismatches(expected: value, actual: actual[name], at: path + [.field(name)])
      }
    case (.object(let expected), nil) where !expected.isEmpty:
      // Of what is not there, only members that must be absent are right.
      let inner = expected.flatMap { key, value in
        mismatches(expected: value, actual: nil, at: path + [.field(MatchOperator.member(key))])
      }
      return inner.isEmpty ? [] : [mismatch(path, .object(expected), nil)]
    case (.array(let expected), .array(let actual)?): return ListMatch(path: path, actual: actual).mismatches(expected)
    case (let expected, let actual?) where isEqual(expected, actual): return []
    default: return [mismatch(path, expected, actual)]
    }
  }

  static func mismatch(_ path: [FieldPath.Element], _ expected: Value, _ actual: Value?) -> Mismatch {
    Mismatch(elements: path, expected: JSON.text(expected), actual: actual)
  }

  /// Equal as a whole, with numbers by value.
  static func isEqual(_ expected: Value, _ actual: Value) -> Bool {
    switch (expected, actual) {
    case (.integer(let left), .double(let right)): Double(left) == right
    case (.double(let left), .integer(let right)): left == Double(right)
    case (.array(let left), .array(let right)):
      left.count == right.count && zip(left, right).allSatisfy { isEqual($0, $1) }
    case (.object(let left), .object(let right)):
      left.count == right.count && left.allSatisfy { key, value in right[key].map { isEqual(value, $0) } ?? false }
    default: expected == actual
    }
  }
}
