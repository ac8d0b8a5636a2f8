package import Documents

/// Compares an expected value, of which only what it names counts, with an actual one.
///
/// An object matches when every member that is named matches; a list when each expected item is matched by a different
/// actual item, in any order; numbers by value; `null` when the member is absent or null.
package enum SubsetMatch {
  package struct Mismatch: Sendable, Hashable, CustomStringConvertible {
    /// `spec.items[1].name`; empty for the value as a whole.
    package var path: String
    package var expected: Value
    /// Nil when there is nothing at the path.
    package var actual: Value?

    package var description: String {
      let found = actual.map { Self.shortened(JSON.text($0)) } ?? "nothing"
      return "\(path.isEmpty ? "the value" : path): expected \(Self.shortened(JSON.text(expected))), found \(found)"
    }

    private static func shortened(_ text: String) -> String { text.count > 300 ? text.prefix(299) + "…" : text }
  }

  /// What does not match; empty when all does.
  package static func mismatches(expected: Value, actual: Value?, path: String = "") -> [Mismatch] {
    switch (expected, actual) {
    case (.null, nil), (.null, .null?): []
    case (.object(let expected), .object(let actual)?):
      expected.flatMap { key, value in
        mismatches(expected: value, actual: actual[key], path: join(path, key))
      }
    case (.array(let expected), .array(let actual)?): mismatches(expected, actual, path: path)
    case (let expected, let actual?) where isEqual(expected, actual): []
    default: [Mismatch(path: path, expected: expected, actual: actual)]
    }
  }

  private static func join(_ path: String, _ key: String) -> String {
    let isPlain = key.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
    if !isPlain { return "\(path)[\"\(key)\"]" }
    return path.isEmpty ? key : "\(path).\(key)"
  }

  private static func isEqual(_ expected: Value, _ actual: Value) -> Bool {
    if expected == actual { return true }
    if case .integer(let left) = expected, case .double(let right) = actual { return Double(left) == right }
    if case .double(let left) = expected, case .integer(let right) = actual { return left == Double(right) }
    return false
  }

  /// Finds a different actual item for each expected one, by augmenting paths, so that a greedy choice for an early
  /// item never takes the only partner of a later one.
  private static func mismatches(_ expected: [Value], _ actual: [Value], path: String) -> [Mismatch] {
    var partner: [Int?] = Array(repeating: nil, count: actual.count)
    var edges: [[Int]] = []
    for item in expected {
      edges.append(actual.indices.filter { mismatches(expected: item, actual: actual[$0]).isEmpty })
    }
    func augment(_ index: Int, _ visited: inout Set<Int>) -> Bool {
      for candidate in edges[index] where visited.insert(candidate).inserted {
        if let other = partner[candidate], !augment(other, &visited) { continue }
        partner[candidate] = index
        return true
      }
      return false
    }
    var unmatched: [Int] = []
    for index in expected.indices {
      var visited: Set<Int> = []
      if !augment(index, &visited) { unmatched.append(index) }
    }
    let free = actual.indices.filter { partner[$0] == nil }
    return unmatched.flatMap { index in
      nearest(to: expected[index], among: free.map { (index: $0, value: actual[$0]) }, path: path, at: index)
    }
  }

  /// The mismatches with the free item that is most alike, which is what a person would compare with.
  private static func nearest(
    to expected: Value, among candidates: [(index: Int, value: Value)], path: String, at index: Int
  ) -> [Mismatch] {
    let compared = candidates.map { mismatches(expected: expected, actual: $0.value, path: "\(path)[\($0.index)]") }
    let size = expected.object?.count ?? 1
    if let best = compared.min(by: { $0.count < $1.count }), best.count < size { return best }
    return [Mismatch(path: "\(path)[\(index)]", expected: expected, actual: nil)]
  }
}
