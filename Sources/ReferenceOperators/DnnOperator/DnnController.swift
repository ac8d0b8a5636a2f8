package import Cluster
import Documents
package import Kubernetes
package import OperatorRuntime
package import PacketCoreClient

/// Carries out what `DnnPlan` says, and reports on it.
package struct DnnController: Controller {
  package static let resource = APIResource(
    group: "telco.plugfest.dev", version: "v1", plural: "dnns", kind: "Dnn", isNamespaced: true)
  private static let finalizer = "telco.plugfest.dev/dnn"
  /// Of the release before.
  private static let previousFinalizer = "dnns.telco.plugfest.dev"

  private let surroundings: Surroundings
  private let targets: Targets
  private let isPrevious: Bool
  private let defects: Set<Defect>

  package init(_ surroundings: Surroundings, targets: Targets, isPrevious: Bool = false, defects: Set<Defect> = []) {
    self.surroundings = surroundings
    self.targets = targets
    self.isPrevious = isPrevious
    self.defects = defects
  }

  private var writer: ObjectWriter { ObjectWriter(Self.resource, surroundings) }
  private var rollout: Rollout { Rollout(targets: targets, defects: defects) }
  private var names: [String] { targets.all.map(\.name) }
  private func dnn(_ object: KubernetesObject) -> Dnn { Dnn(object, defects: defects) }

  private func owner(of dnn: Dnn) -> @Sendable (String) -> EntryOwner {
    let isPrevious = isPrevious
    return { target in
      EntryOwner(
        program: DnnProgram.name, object: "\(dnn.object.namespace ?? "").\(dnn.object.name)", isPrevious: isPrevious,
        hasWritten: dnn.object.hasWritten(to: target))
    }
  }

  package func reconcile(_ object: KubernetesObject) async throws -> ReconcileOutcome {
    guard object.kind == Self.resource.kind else { return .settled }
    if object.isTerminating { return try await release(object) }
    if defects.contains(.noDriftRepair), object.isReadyForGeneration { return .settled }
    let dnn = dnn(try await hold(object))
    let others = surroundings.cache.objects(Self.resource.kind).filter { $0.uid != object.uid }.map(self.dnn)
    let claim = surroundings.cache.object(DnnClaim.key(of: dnn))
    switch DnnPlan(dnn, others: others, claim: claim, defects: defects) {
    case .refuse(let problem), .wait(let problem):
      var report = DnnReport(dnn.object, defects: defects)
      report.fail(problem)
      try await write(report, over: dnn.object)
      return .settled
    case .claim:
      var report = DnnReport(dnn.object, defects: defects)
      do {
        try await createClaim(for: dnn)
      } catch let error as ClusterError where error.isForbidden || error.isInvalid {
        let words = error.status?.message ?? "\(error)"
        report.fail(Problem(.waiting, "RefusedByKubernetes", "Kubernetes refuses the IpAddressClaim: \(words)"))
        try await write(report, over: dnn.object)
        return defects.contains(.neverRetries) ? .settled : .retry()
      }
      report.fail(Problem(.progress, "ClaimPending", "waits for IpAddressClaim \(dnn.object.name)"))
      try await write(report, over: dnn.object)
      return .settled
    case .configure(let entry):
      if let claim { try await keep(claim, for: dnn) }
      return try await configure(entry, dnn)
    }
  }

  private func configure(_ entry: AccessPointEntry, _ dnn: Dnn) async throws -> ReconcileOutcome {
    let before = try await announce(entry, dnn.object)
    let dnn = self.dnn(before)
    let results = await rollout.bring(entry, to: names, owner: owner(of: dnn))
    for result in results where before.isApplied(on: result.target) {
      guard let outcome = result.outcome, outcome != .unchanged else { continue }
      await surroundings.events.record(
        EventText(.normal, "DriftRepaired", "put \(entry.name) right on \(result.target)"), about: before)
    }
    var report = DnnReport(before, defects: defects)
    report.object["status", "address"] = entry.pools.first.map { .string($0.prefix) }
    report.object.targets = before.targets(after: results)
    let failures = results.filter { $0.error != nil }
    if failures.isEmpty { report.succeed(on: names) } else { report.failTargets(Problem(failures)) }
    try await write(report, over: before)
    return outcome(failures)
  }

  /// Names in the status every target before it is written to, so that nothing is forgotten there whatever happens next.
  private func announce(_ entry: AccessPointEntry, _ object: KubernetesObject) async throws -> KubernetesObject {
    let missing = names.filter { name in !object.targets.contains { $0.name == name } }
    guard !missing.isEmpty else { return object }
    var report = DnnReport(object, defects: defects)
    report.object["status", "address"] = entry.pools.first.map { .string($0.prefix) }
    report.object.targets = object.targets + missing.map { TargetStatus(name: $0, state: .pending) }
    report.failTargets(Problem(.progress, "Applying", "writing to \(missing.joined(separator: ", "))"))
    return try await writer.writeStatus(of: report.object, over: object) ?? object
  }

  private func outcome(_ failures: [Rollout.Result]) -> ReconcileOutcome {
    guard !failures.isEmpty, !defects.contains(.neverRetries) else { return .settled }
    return .retry(atLeast: failures.compactMap(\.error?.retryAfter).max() ?? .zero)
  }

  /// Writes the report's status when it says something new, and tells of it by an Event when it is about readiness.
  private func write(_ report: DnnReport, over object: KubernetesObject) async throws {
    guard try await writer.writeStatus(of: report.object, over: object) != nil, !defects.contains(.noEvents),
      let text = EventText(readinessOf: report.object, before: object)
    else { return }
    surroundings.log.info("status changed", ["name": .string(dnn(object).title), "reason": .string(text.reason)])
    await surroundings.events.record(text, about: object)
  }
}

// MARK: From its first sight to its end

extension DnnController {
  /// Sees to it that the object does not go before its entries; what the release before put there is replaced.
  private func hold(_ object: KubernetesObject) async throws -> KubernetesObject {
    if defects.contains(.forgetsFinalizer) { return object }
    let (own, other) =
      isPrevious ? (Self.previousFinalizer, Self.finalizer) : (Self.finalizer, Self.previousFinalizer)
    let wanted = object.finalizers.filter { $0 != other && $0 != own } + [own]
    guard Set(wanted) != Set(object.finalizers) else { return object }
    return try await writer.setFinalizers(wanted, of: object)
  }

  private func release(_ object: KubernetesObject) async throws -> ReconcileOutcome {
    let own = [Self.finalizer, Self.previousFinalizer]
    guard !Set(own).isDisjoint(with: object.finalizers) else { return .settled }
    let dnn = dnn(object)
    if dnn.isOrphaned || defects.contains(.keepsClaim) { try await orphan(dnn) }
    if !dnn.isOrphaned, let outcome = try await clear(dnn) { return outcome }
    do {
      _ = try await writer.setFinalizers(object.finalizers.filter { !own.contains($0) }, of: object)
    } catch let error as ClusterError where error.isNotFound {}
    return .settled
  }

  /// Targets first, then the claim; nil when nothing is left.
  private func clear(_ dnn: Dnn) async throws -> ReconcileOutcome? {
    if defects.contains(.releasesClaimFirst), try await deleteClaim(of: dnn) { return .settled }
    let results = await rollout.remove(dnn.key, from: dnn.object.targets.map(\.name), owner: owner(of: dnn))
    let failures = results.filter { $0.error != nil }
    if !failures.isEmpty, !defects.contains(.dropsFinalizerWhenDown) {
      try await wait("cannot be deleted yet: \(Problem(failures).message)", dnn)
      return defects.contains(.neverFinishesDeletion) ? .settled : outcome(failures)
    }
    guard try await deleteClaim(of: dnn) else { return nil }
    try await wait("waits for the release of IpAddressClaim \(dnn.object.name)", dnn)
    return .settled
  }

  private func wait(_ message: String, _ dnn: Dnn) async throws {
    var report = DnnReport(dnn.object, defects: defects)
    report.release(Problem(.waiting, "DeletionInProgress", message))
    try await write(report, over: dnn.object)
  }

  // MARK: The claim

  private var claimWriter: ObjectWriter { ObjectWriter(DnnClaim.resource, surroundings) }

  private func claim(of dnn: Dnn) -> KubernetesObject? {
    surroundings.cache.object(DnnClaim.key(of: dnn)).flatMap { DnnClaim.belongs($0, to: dnn) ? $0 : nil }
  }

  private func createClaim(for dnn: Dnn) async throws {
    do {
      _ = try await surroundings.client.create(
        DnnClaim.wanted(by: dnn, isOwned: !defects.contains(.disownsChildren)))
    } catch let error as ClusterError where error.isAlreadyExists {
      // The cache was behind; the news of it is on its way.
    }
  }

  /// Whether it is still there.
  private func deleteClaim(of dnn: Dnn) async throws -> Bool {
    guard !defects.contains(.keepsClaim), let claim = claim(of: dnn) else { return false }
    if !claim.isTerminating { try await claimWriter.delete(claim) }
    return true
  }

  /// Takes an orphaned one back, and puts right what somebody changed in it; the rest of a claim cannot be changed.
  private func keep(_ claim: KubernetesObject, for dnn: Dnn) async throws {
    guard dnn.parentPrefix != nil, !claim.isTerminating else { return }
    if claim.controller == nil, !defects.contains(.disownsChildren) {
      try await setOwners(claim.ownerReferences + [dnn.object.ownerReference()], of: claim)
    }
    let description = DnnClaim.wanted(by: dnn, isOwned: true)["spec", "description"] ?? .null
    if claim["spec", "description"] == description { return }
    _ = try await claimWriter.patch(claim, ["spec": ["description": description]])
  }

  /// Lets it be, so that it outlives the Dnn.
  private func orphan(_ dnn: Dnn) async throws {
    guard let claim = claim(of: dnn), claim.controller != nil else { return }
    try await setOwners(claim.ownerReferences.filter { $0.uid != dnn.object.uid }, of: claim)
  }

  private func setOwners(_ owners: [OwnerReference], of claim: KubernetesObject) async throws {
    var changes: Value = ["metadata": ["ownerReferences": .array(owners.map(\.value))]]
    changes[path: "metadata", "resourceVersion"] = claim.resourceVersion.map(Value.string)
    _ = try await claimWriter.patch(claim, changes)
  }
}

// MARK: What makes it look

extension DnnController {
  package func keys(for change: Informer.Change, isSynthetic: Bool) -> [ObjectKey] {
    switch change {
    case .snapshot(let objects, _): return objects.map(key)
    case .added(let object): return [key(object)]
    case .deleted(let object): return [key(object)] + twins(of: object)
    case .modified(let old, let new):
      // What a pass wrote itself needs no other pass, but after a gap it may hide what somebody else wrote.
      let isEcho = !isSynthetic && !defects.contains(.hotLoop) && surroundings.ownWrites.isOwn(new)
      return (isEcho ? [] : [key(new)]) + (old["spec"] == new["spec"] ? [] : twins(of: new))
    }
  }

  /// A claim is about the Dnn of its name.
  private func key(_ object: KubernetesObject) -> ObjectKey {
    guard object.kind == DnnClaim.resource.kind else { return object.key }
    return ObjectKey(
      group: Self.resource.group, kind: Self.resource.kind, namespace: object.namespace, name: object.name)
  }

  private func twins(of object: KubernetesObject) -> [ObjectKey] {
    guard object.kind == Self.resource.kind, !defects.contains(.neverRetries) else { return [] }
    return surroundings.cache.objects(Self.resource.kind)
      .filter { $0.uid != object.uid && $0.condition("Ready")?.reason == "DuplicateDnn" }.map(\.key)
  }

  /// One reading of each target tells which of all Dnns deviate there.
  package func compare(changed: @Sendable (ObjectKey) -> Void) async {
    if defects.contains(.noDriftRepair) { return }
    let dnns = surroundings.cache.objects(Self.resource.kind).filter { !$0.isTerminating }.map(dnn)
    for target in targets.all {
      let worth = dnns.filter { dnn in
        dnn.object.isApplied(on: target.name) || dnn.object.condition("Ready")?.reason == "TargetConflict"
      }
      guard !worth.isEmpty else { continue }
      do {
        let entries = try await target.entries()
        for dnn in worth {
          let wanted = dnn.entry(address: dnn.object["status", "address"]?.string)
          let keeper = target.keeper(owner(of: dnn)(target.name))
          if keeper.isDifferent(entries[dnn.key], from: wanted) { changed(dnn.object.key) }
        }
      } catch {
        surroundings.log.warning("comparison failed", ["target": .string(target.name), "error": .string("\(error)")])
      }
    }
  }
}
