package import Cluster
import Documents
package import Kubernetes
package import OperatorRuntime
package import PacketCoreClient

/// Finds the prefixes of an access point's pools, and keeps the claims that are made for them.
package struct PoolClaims: Sendable {
  package static let resource = APIResource(
    group: "netbox.dev", version: "v1", plural: "prefixclaims", kind: "PrefixClaim", isNamespaced: true)

  /// What is known of one pool.
  package struct Answer: Sendable, Hashable {
    package var pool: AccessPoint.Pool
    /// Nil until it is known.
    package var prefix: String?
    /// Why it is not.
    package var problem: Problem?
  }

  private let surroundings: Surroundings
  private let defects: Set<Defect>

  package init(_ surroundings: Surroundings, defects: Set<Defect>) {
    self.surroundings = surroundings
    self.defects = defects
  }

  private var writer: ObjectWriter { ObjectWriter(Self.resource, surroundings) }

  /// Makes the claims that are missing.
  package func answers(_ point: AccessPoint) async throws -> [Answer] {
    var answers: [Answer] = []
    for pool in point.pools { answers.append(try await answer(pool, point)) }
    return answers
  }

  private func answer(_ pool: AccessPoint.Pool, _ point: AccessPoint) async throws -> Answer {
    switch pool.source {
    case .prefix(let prefix): return Answer(pool: pool, prefix: prefix)
    case .reference(let name):
      guard let claim = find(name, in: point) else {
        let problem = Problem(
          .waiting, "ClaimNotFound",
          "spec.addressPools: \(pool.name) waits for PrefixClaim \(name), which does not exist")
        return Answer(pool: pool, problem: problem)
      }
      return answer(pool, claim, point)
    case .claim(let parentPrefix, let prefixLength):
      let name = Self.name(of: pool, in: point)
      if let claim = find(name, in: point) {
        guard Self.belongs(claim, to: point) else {
          let problem = Problem(
            .stalled, "NameTaken", "spec.addressPools: \(pool.name) needs PrefixClaim \(name), which belongs to others")
          return Answer(pool: pool, problem: problem)
        }
        return answer(pool, try await keep(claim, for: point), point)
      }
      try await create(name, parentPrefix, prefixLength, for: point)
      return Answer(pool: pool, problem: Self.pending(pool, name))
    }
  }

  private func answer(_ pool: AccessPoint.Pool, _ claim: KubernetesObject, _ point: AccessPoint) -> Answer {
    if claim.isTerminating {
      let problem = Problem(
        .waiting, "ClaimGoesAway", "spec.addressPools: \(pool.name): PrefixClaim \(claim.name) is being deleted")
      return Answer(pool: pool, problem: problem)
    }
    let ready = claim.condition("Ready")
    let prefix = claim["status", "prefix"]?.string.flatMap { $0.isEmpty ? nil : $0 }
    let isReady = ready?.isTrue == true && ready?.observedGeneration == claim.generation
    // What is in force already stays so while its claim has trouble.
    if let prefix, isReady || point.poolsInForce[pool.name] == prefix {
      guard IPNetwork(prefix)?.isIPv6 == pool.isIPv6 else {
        let problem = Problem(
          .stalled, "WrongFamily",
          "spec.addressPools: \(pool.name) is \(pool.isIPv6 ? "IPv6" : "IPv4"), but PrefixClaim \(claim.name) has \(prefix)"
        )
        return Answer(pool: pool, problem: problem)
      }
      return Answer(pool: pool, prefix: prefix)
    }
    guard let ready, ready.isFalse, !ready.message.isEmpty else {
      return Answer(pool: pool, problem: Self.pending(pool, claim.name))
    }
    let problem = Problem(
      .waiting, "ClaimNotReady", "spec.addressPools: \(pool.name) waits for PrefixClaim \(claim.name): \(ready.message)"
    )
    return Answer(pool: pool, problem: problem)
  }

  private static func pending(_ pool: AccessPoint.Pool, _ name: String) -> Problem {
    Problem(.progress, "ClaimPending", "spec.addressPools: \(pool.name) waits for PrefixClaim \(name)")
  }

  private func find(_ name: String, in point: AccessPoint) -> KubernetesObject? {
    surroundings.cache.object(
      ObjectKey(group: "netbox.dev", kind: Self.resource.kind, namespace: point.object.namespace, name: name))
  }
}

// MARK: Its own claims

extension PoolClaims {
  /// Names the access point on a claim that was made for it, also when an orphaned one has no owner any more.
  private static let label = "core.plugfest.dev/access-point"

  private static func name(of pool: AccessPoint.Pool, in point: AccessPoint) -> String {
    "\(point.object.name)-\(pool.name)"
  }

  private static func belongs(_ claim: KubernetesObject, to point: AccessPoint) -> Bool {
    if let owner = claim.controller { return owner.uid == point.object.uid }
    return claim.label(label) == labelValue(point)
  }

  /// A label holds 63 characters at most.
  private static func labelValue(_ point: AccessPoint) -> String { String(point.object.name.prefix(63)) }

  /// Those that were made for it, in the order of their names.
  package func made(for point: AccessPoint) -> [KubernetesObject] {
    surroundings.cache.objects(Self.resource.kind).filter { claim in
      guard claim.namespace == point.object.namespace else { return false }
      return claim.controller.map { $0.uid == point.object.uid } ?? (claim.label(Self.label) == Self.labelValue(point))
    }.sorted { $0.name < $1.name }
  }

  private func create(
    _ name: String, _ parentPrefix: String, _ prefixLength: String, for point: AccessPoint
  ) async throws {
    var claim = KubernetesObject(
      apiVersion: "netbox.dev/v1", kind: Self.resource.kind, namespace: point.object.namespace, name: name)
    claim.setLabel(Self.label, to: Self.labelValue(point))
    if !defects.contains(.disownsChildren) { claim.ownerReferences = [point.object.ownerReference()] }
    claim["spec"] = [
      "parentPrefix": .string(parentPrefix), "prefixLength": .string(prefixLength),
      "description": .string(Self.description(of: point)),
    ]
    do {
      _ = try await surroundings.client.create(claim)
    } catch let error as ClusterError where error.isAlreadyExists {
      // The cache was behind; the news of it is on its way.
      return
    }
    surroundings.log.info(
      "claim made", ["namespace": .string(point.object.namespace ?? ""), "name": .string(name)])
  }

  private static func description(of point: AccessPoint) -> String {
    "pool of access point \(point.networkIdentifier)"
  }

  /// Takes an orphaned one back, and puts right what somebody changed in it; the rest of a claim cannot be changed.
  private func keep(_ claim: KubernetesObject, for point: AccessPoint) async throws -> KubernetesObject {
    if claim.isTerminating { return claim }
    var claim = claim
    if claim.controller == nil, !defects.contains(.disownsChildren) {
      claim = try await setOwners(claim.ownerReferences + [point.object.ownerReference()], of: claim)
    }
    let description = Value.string(Self.description(of: point))
    if claim["spec", "description"] == description { return claim }
    return try await writer.patch(claim, ["spec": ["description": description]])
  }

  /// Lets the claims be, so that they outlive the access point.
  package func orphan(_ point: AccessPoint) async throws {
    for claim in made(for: point) where claim.controller != nil {
      _ = try await setOwners(claim.ownerReferences.filter { $0.uid != point.object.uid }, of: claim)
    }
  }

  private func setOwners(_ owners: [OwnerReference], of claim: KubernetesObject) async throws -> KubernetesObject {
    var changes: Value = ["metadata": ["ownerReferences": .array(owners.map(\.value))]]
    changes[path: "metadata", "resourceVersion"] = claim.resourceVersion.map(Value.string)
    return try await writer.patch(claim, changes)
  }

  /// Releases the claims that the access point needs no more: all of them when it goes.
  ///
  /// - Returns: those that are still there.
  package func release(_ point: AccessPoint, all: Bool) async throws -> [KubernetesObject] {
    if all, defects.contains(.keepsClaim) {
      try await orphan(point)
      return []
    }
    let needed = all ? [] : point.pools.map { Self.name(of: $0, in: point) }
    let superfluous = made(for: point).filter { !needed.contains($0.name) }
    for claim in superfluous where !claim.isTerminating { try await writer.delete(claim) }
    return superfluous
  }
}
