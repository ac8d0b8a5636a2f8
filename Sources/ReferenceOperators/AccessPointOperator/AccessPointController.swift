package import Cluster
import Documents
package import Kubernetes
package import OperatorRuntime
package import PacketCoreClient

/// Keeps access points on their targets as AccessPoints describe them.
///
/// Works from what is there, never from what happened: it may be called at any time, and writes only differences.
package struct AccessPointController: Controller {
  package static let resource = APIResource(
    group: "core.plugfest.dev", version: "v1alpha1", plural: "accesspoints", kind: "AccessPoint", isNamespaced: true)

  let surroundings: Surroundings
  let targets: Targets
  let isPrevious: Bool
  let defects: Set<Defect>

  package init(_ surroundings: Surroundings, targets: Targets, isPrevious: Bool = false, defects: Set<Defect> = []) {
    self.surroundings = surroundings
    self.targets = targets
    self.isPrevious = isPrevious
    self.defects = defects
  }

  var writer: ObjectWriter { ObjectWriter(Self.resource, surroundings) }
  var claims: PoolClaims { PoolClaims(surroundings, defects: defects) }
  var rollout: Rollout { Rollout(targets: targets, defects: defects) }

  func point(_ object: KubernetesObject) -> AccessPoint { AccessPoint(object, defects: defects) }

  func report(_ object: KubernetesObject) -> AccessPointReport {
    AccessPointReport(object, isPrevious: isPrevious, defects: defects)
  }

  func owner(of point: AccessPoint) -> @Sendable (String) -> EntryOwner {
    let isPrevious = isPrevious
    return { point.owner(on: $0, isPrevious: isPrevious) }
  }

  package func reconcile(_ object: KubernetesObject) async throws -> ReconcileOutcome {
    guard object.kind == Self.resource.kind else { return .settled }
    if object.isTerminating { return try await release(object) }
    if defects.contains(.noDriftRepair), object.isReadyForGeneration { return .settled }
    var current = try await hold(object)
    do {
      return try await bring(&current)
    } catch let refusal as Refusal {
      var report = report(current)
      report.note(point(current))
      if let answers = refusal.answers { report.note(answers, inForce: point(current).poolsInForce) }
      report.fail(refusal.problem, isValid: refusal.answers != nil)
      try await write(report, over: current)
      return .settled
    } catch let error as ClusterError where error.isForbidden || error.isInvalid {
      var report = report(current)
      report.note(point(current))
      let words = error.status?.message ?? "\(error)"
      report.fail(Problem(.waiting, "RefusedByKubernetes", "Kubernetes refuses a write: \(words)"), isValid: true)
      try await write(report, over: current)
      return defects.contains(.neverRetries) ? .settled : .retry()
    }
  }

  /// What stands in the way before anything is written to a target.
  private struct Refusal: Error {
    var problem: Problem
    /// What is known of the pools; nil when the spec itself is refused.
    var answers: [PoolClaims.Answer]?
  }

  private func bring(_ current: inout KubernetesObject) async throws -> ReconcileOutcome {
    let point = point(current)
    let others = surroundings.cache.objects(Self.resource.kind).filter { $0.uid != current.uid }.map(self.point)
    let admission = Admission(targets: Set(targets.all.map(\.name)), others: others, defects: defects)
    do throws(Problem) { try admission.check(point) } catch { throw Refusal(problem: error) }
    let answers = try await claims.answers(point)
    let pools = answers.compactMap { answer in
      answer.prefix.map { AccessPointEntry.Pool(name: answer.pool.name, prefix: $0) }
    }
    do throws(Problem) { try admission.check(pools, of: point) } catch { throw Refusal(problem: error) }
    if let problem = answers.lazy.compactMap(\.problem).first, !defects.contains(.writesWithoutPool) {
      throw Refusal(problem: problem, answers: answers)
    }
    let wanted = point.entry(pools)
    current = try await announce(point, answers)
    return try await roll(out: wanted, self.point(current), answers)
  }

  /// Names in the status every target before it is written to, so that nothing is forgotten there whatever happens next.
  private func announce(_ point: AccessPoint, _ answers: [PoolClaims.Answer]) async throws -> KubernetesObject {
    let known = point.object.targets
    let missing = point.targets.filter { name in !known.contains { $0.name == name } }
    guard !missing.isEmpty else { return point.object }
    var report = report(point.object)
    report.note(point)
    report.note(answers, inForce: point.poolsInForce)
    report.note(known + missing.map { TargetStatus(name: $0, state: .pending) }, hash: nil)
    report.failTargets(
      Problem(.progress, "Applying", "writing to \(missing.joined(separator: ", "))"), poolCount: answers.count)
    return try await writer.writeStatus(of: report.object, over: point.object) ?? point.object
  }

  private func roll(
    out wanted: AccessPointEntry, _ point: AccessPoint, _ answers: [PoolClaims.Answer]
  ) async throws -> ReconcileOutcome {
    let before = point.object
    let hash = AccessPointReport.hash(of: wanted)
    let results = await rollout.bring(wanted, to: point.targets, owner: owner(of: point))
    let dropped = before.targets.map(\.name).filter { !point.targets.contains($0) }
    let leftovers =
      defects.contains(.leavesDroppedTargets)
      ? [] : await rollout.remove(point.key, from: dropped, owner: owner(of: point)).filter { $0.error != nil }
    if leftovers.isEmpty, results.allSatisfy({ $0.error == nil }) { _ = try await claims.release(point, all: false) }
    let repaired = results.filter { result in
      before.isApplied(on: result.target) && point.configHash == hash
        && result.outcome.map { $0 != .unchanged } ?? false
    }
    await tell(repaired, point)
    var report = report(point.object)
    report.note(point)
    report.note(answers, inForce: point.poolsInForce)
    report.note(before.targets(after: results, leftovers: leftovers), hash: hash)
    let failures = results.filter { $0.error != nil } + leftovers
    if failures.isEmpty {
      report.succeed(poolCount: answers.count, targets: point.targets)
    } else {
      let hasDrifted = failures.contains { failure in
        before.isApplied(on: failure.target) && point.configHash == hash
      }
      report.failTargets(Problem(failures), poolCount: answers.count, hasDrifted: hasDrifted)
    }
    try await write(report, over: point.object)
    return outcome(failures)
  }

  func outcome(_ failures: [Rollout.Result]) -> ReconcileOutcome {
    guard !failures.isEmpty, !defects.contains(.neverRetries) else { return .settled }
    return .retry(atLeast: failures.compactMap(\.error?.retryAfter).max() ?? .zero)
  }

  private func tell(_ repaired: [Rollout.Result], _ point: AccessPoint) async {
    for result in repaired {
      let what: String
      if case .changed(let leaves) = result.outcome {
        what = leaves.map(\.rawValue).joined(separator: ", ") + " of the access point"
      } else {
        what = "the access point"
      }
      surroundings.log.info("drift repaired", ["target": .string(result.target), "name": .string(point.title)])
      await surroundings.events.record(
        EventText(.normal, "DriftRepaired", "put \(what) right on \(result.target)"), about: point.object)
    }
  }

  /// Writes the report's status when it says something new, and tells of it by an Event when it is about readiness.
  func write(_ report: AccessPointReport, over object: KubernetesObject) async throws {
    guard try await writer.writeStatus(of: report.object, over: object) != nil, !defects.contains(.noEvents),
      let text = EventText(readinessOf: report.object, before: object)
    else { return }
    surroundings.log.info("status changed", ["name": .string(point(object).title), "reason": .string(text.reason)])
    await surroundings.events.record(text, about: object)
  }
}
