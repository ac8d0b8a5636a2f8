/// Bounds on a version of Kubernetes, of which all must hold: `>=1.29 <1.33`. Only major and minor count, since patch
/// releases add no features.
package struct KubernetesVersionRange: Sendable, Hashable, CustomStringConvertible {
  /// Major and minor.
  package struct Version: Sendable, Hashable, Comparable {
    package var major: Int
    package var minor: Int

    /// - Parameter text: `1.29`, `v1.29.3`, `v1.36.0+k3s1`; nil when it is none of these.
    package init?(_ text: some StringProtocol) {
      let digits = text.hasPrefix("v") ? text.dropFirst() : text[...]
      let parts = digits.split(separator: ".", maxSplits: 2, omittingEmptySubsequences: false)
      guard parts.count >= 2, let major = Self.number(parts[0]) else { return nil }
      // Some providers write the minor version as `29+`.
      guard let minor = Self.number(parts[1].prefix { $0.isASCII && $0.isNumber }) else { return nil }
      self.major = major
      self.minor = minor
    }

    fileprivate init(major: Int, minor: Int) {
      self.major = major
      self.minor = minor
    }

    fileprivate var next: Version { Version(major: major, minor: minor == .max ? minor : minor + 1) }

    private static func number(_ text: some StringProtocol) -> Int? {
      text.allSatisfy { $0.isASCII && $0.isNumber } ? Int(text) : nil
    }

    package static func < (left: Version, right: Version) -> Bool {
      (left.major, left.minor) < (right.major, right.minor)
    }
  }

  private enum Comparison: String, CaseIterable {
    // The longer first, since each is looked for at the beginning.
    case atLeast = ">="
    case atMost = "<="
    case equal = "="
    case above = ">"
    case below = "<"
  }

  private struct Bound: Sendable, Hashable {
    var comparison: Comparison
    var version: Version
  }

  package let description: String
  private let bounds: [Bound]

  /// - Parameter text: comparisons (`>=`, `<=`, `>`, `<`, `=`) with versions, separated by spaces; nil when it is no such.
  package init?(_ text: String) {
    var bounds: [Bound] = []
    for part in text.split(separator: " ") {
      guard let comparison = Comparison.allCases.first(where: { part.hasPrefix($0.rawValue) }),
        let version = Version(part.dropFirst(comparison.rawValue.count))
      else { return nil }
      bounds.append(Bound(comparison: comparison, version: version))
    }
    guard !bounds.isEmpty else { return nil }
    self.bounds = bounds
    description = text
  }

  /// Whether no version lies in it. If any does, the lowest that the bounds allow is one.
  package var isEmpty: Bool {
    let lowest = bounds.compactMap { bound -> Version? in
      switch bound.comparison {
      case .atLeast, .equal: bound.version
      case .above: bound.version.next
      case .atMost, .below: nil
      }
    }
    return !contains(lowest.max() ?? Version(major: 0, minor: 0))
  }

  package func contains(_ version: Version) -> Bool {
    bounds.allSatisfy { bound in
      switch bound.comparison {
      case .atLeast: version >= bound.version
      case .atMost: version <= bound.version
      case .equal: version == bound.version
      case .above: version > bound.version
      case .below: version < bound.version
      }
    }
  }
}
