import Kubernetes

/// The statements about an image, to be found by vulnerability.
struct VEXStatements {
  /// By each id of the vulnerability, the latest first.
  private var known: [String: [VEXStatement]] = [:]

  /// - Parameter statements: in the order of the files. What none of the keys signed says nothing.
  init(_ statements: [VEXStatement]) {
    // Of two of the same time, the later in the files holds.
    let past = KubernetesTime(seconds: .min)
    let ordered = statements.enumerated().filter { $0.element.seal != .refused }.sorted { left, right in
      let (before, after) = (left.element.made ?? past, right.element.made ?? past)
      return before == after ? left.offset > right.offset : before > after
    }
    for (_, statement) in ordered {
      for name in statement.vulnerability { known[name, default: []].append(statement) }
    }
  }

  /// Of several statements the latest holds.
  func latest(about found: Vulnerability, in digests: Set<String>) -> VEXStatement? {
    let candidates = found.names.compactMap { name in
      known[name]?.first { $0.covers(found, in: digests) }
    }
    return candidates.max { ($0.made ?? KubernetesTime(seconds: .min)) < ($1.made ?? KubernetesTime(seconds: .min)) }
  }
}
