import Kubernetes
package import PacketCoreClient

/// Finds what only an operator can refuse, because a schema sees one object at a time.
package struct Admission: Sendable {
  /// What a change of another access point may mend.
  static let rivalReasons: Set<String> = ["DuplicateAccessPoint", "OverlappingPools"]
  private static let longestEncoded = 100

  private let targets: Set<String>
  private let others: [AccessPoint]
  private let defects: Set<Defect>

  /// - Parameter others: all other access points, those that are being deleted included.
  package init(targets: Set<String>, others: [AccessPoint], defects: Set<Defect>) {
    self.targets = targets
    self.others = others.filter { !$0.isOutOfPlay }
    self.defects = defects
  }

  /// - Throws: `Problem` naming the field.
  package func check(_ point: AccessPoint) throws(Problem) {
    // Each label costs one octet for its length (TS 23.003 clause 9).
    if point.fullName.utf8.count + 1 > Self.longestEncoded {
      throw Problem(
        .stalled, "NameTooLong",
        "spec.networkIdentifier: with its operatorIdentifier the name has \(point.fullName.utf8.count + 1) octets encoded, "
          + "and may have \(Self.longestEncoded)")
    }
    if let unknown = point.targets.first(where: { !targets.contains($0) }) {
      let known = targets.sorted().joined(separator: ", ")
      throw Problem(.stalled, "UnknownTarget", "spec.targets: \"\(unknown)\" is not among the targets: \(known)")
    }
    if defects.contains(.allowsTwins) { return }
    if let twin = others.first(where: { isTwin($0, of: point) && $0.object.precedes(point.object) }) {
      throw Problem(
        .stalled, "DuplicateAccessPoint",
        "spec.networkIdentifier: \"\(point.networkIdentifier)\" is AccessPoint \(twin.title)'s already, on the same target"
      )
    }
  }

  private func isTwin(_ other: AccessPoint, of point: AccessPoint) -> Bool {
    other.key == point.key && !Set(other.targets + other.object.targets.map(\.name)).isDisjoint(with: point.targets)
  }

  /// - Parameter pools: as they would be in force.
  /// - Throws: `Problem` naming the field.
  package func check(_ pools: [AccessPointEntry.Pool], of point: AccessPoint) throws(Problem) {
    if defects.contains(.allowsOverlaps) { return }
    for (index, pool) in pools.enumerated() {
      if let other = pools[..<index].first(where: { Self.overlap($0.prefix, pool.prefix) }) {
        throw Problem(
          .stalled, "OverlappingPools",
          "spec.addressPools: \(pool.name) (\(pool.prefix)) overlaps with \(other.name) (\(other.prefix))")
      }
    }
    for other in others where other.networkInstance == point.networkInstance {
      for (theirs, isInForce) in other.heldPrefixes {
        guard let pool = pools.first(where: { Self.overlap($0.prefix, theirs) }) else { continue }
        let isOurs = point.poolsInForce.values.contains(pool.prefix)
        guard isInForce == isOurs ? other.object.isOlder(than: point.object) : isInForce else { continue }
        throw Problem(
          .stalled, "OverlappingPools",
          "spec.addressPools: \(pool.name) (\(pool.prefix)) overlaps with \(theirs) of AccessPoint \(other.title)")
      }
    }
  }

  private static func overlap(_ left: String, _ right: String) -> Bool {
    guard let left = IPNetwork(left), let right = IPNetwork(right) else { return false }
    return left.overlaps(right)
  }
}

extension AccessPoint {
  /// Its pools as far as they are known, and whether they are in force.
  fileprivate var heldPrefixes: [(prefix: String, isInForce: Bool)] {
    let inForce = poolsInForce.values.sorted()
    let wanted = pools.compactMap { pool in
      if case .prefix(let prefix) = pool.source, !inForce.contains(prefix) { prefix } else { nil }
    }
    return inForce.map { ($0, true) } + wanted.map { ($0, false) }
  }

  /// Refused for what is its own fault, so that it is in nobody's way.
  fileprivate var isOutOfPlay: Bool {
    guard let ready = object.condition("Ready"), ready.observedGeneration == object.generation, !object.hasWritten
    else {
      return false
    }
    return ready.isFalse && ["NameTooLong", "UnknownTarget"].contains(ready.reason)
  }
}
