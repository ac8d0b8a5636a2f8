package import Cluster
import Documents
package import Kubernetes
import OperatorRuntime
import PacketCoreClient

// What makes it look at an AccessPoint.
extension AccessPointController {
  package func keys(for change: Informer.Change, isSynthetic: Bool) -> [ObjectKey] {
    switch change {
    case .snapshot(let objects, _): return objects.flatMap(keys)
    case .added(let object): return keys(object)
    case .deleted(let object): return keys(object) + waiting(for: object)
    case .modified(let old, let new):
      var keys = keys(new)
      // What a pass wrote itself needs no other pass, but after a gap it may hide what somebody else wrote.
      if !isSynthetic, !defects.contains(.hotLoop), surroundings.ownWrites.isOwn(new) {
        keys.removeAll { $0 == new.key }
      }
      return old["spec"] == new["spec"] && old["status", "pools"] == new["status", "pools"]
        ? keys : keys + waiting(for: new)
    }
  }

  /// The access points that an object is about.
  private func keys(_ object: KubernetesObject) -> [ObjectKey] {
    guard object.kind == PoolClaims.resource.kind else { return [object.key] }
    return surroundings.cache.objects(Self.resource.kind).filter { candidate in
      guard candidate.namespace == object.namespace else { return false }
      if object.controller?.uid == candidate.uid { return true }
      if defects.contains(.ignoresLateClaims), candidate.condition("Ready")?.reason == "ClaimNotFound" { return false }
      return point(candidate).pools.contains { pool in
        switch pool.source {
        case .prefix: false
        case .reference(let name): name == object.name
        case .claim: object.name == "\(candidate.name)-\(pool.name)"
        }
      }
    }.map(\.key)
  }

  /// Those that were refused because of another: what that holds may be free now.
  private func waiting(for object: KubernetesObject) -> [ObjectKey] {
    guard object.kind == Self.resource.kind, !defects.contains(.neverRetries) else { return [] }
    return surroundings.cache.objects(Self.resource.kind).filter { other in
      other.uid != object.uid && other.condition("Ready").map { Admission.rivalReasons.contains($0.reason) } ?? false
    }.map(\.key)
  }

  /// One reading of each target tells which of all access points deviate there.
  package func compare(changed: @Sendable (ObjectKey) -> Void) async {
    if defects.contains(.noDriftRepair) { return }
    let objects = surroundings.cache.objects(Self.resource.kind).filter { !$0.isTerminating }
    for target in targets.all {
      let settled = objects.map(point).filter { isWorthALook($0, on: target.name) }
      guard !settled.isEmpty else { continue }
      do {
        let entries = try await target.entries()
        for point in settled where deviates(point, on: target, entries[point.key]) { changed(point.object.key) }
      } catch {
        surroundings.log.warning("comparison failed", ["target": .string(target.name), "error": .string("\(error)")])
      }
    }
  }

  /// What failed otherwise is tried again in its own time.
  private func isWorthALook(_ point: AccessPoint, on target: String) -> Bool {
    guard point.targets.contains(target) else { return false }
    if point.object.isApplied(on: target) { return true }
    return point.object.targets.contains { $0.name == target && $0.state == .failed }
      && point.object.condition("Ready")?.reason == "TargetConflict"
  }

  private func deviates(_ point: AccessPoint, on target: Target, _ entry: AccessPointEntry?) -> Bool {
    let inForce = point.poolsInForce
    let pools = point.pools.compactMap { pool in
      inForce[pool.name].map { AccessPointEntry.Pool(name: pool.name, prefix: $0) }
    }
    return target.keeper(owner(of: point)(target.name)).isDifferent(entry, from: point.entry(pools))
  }
}
