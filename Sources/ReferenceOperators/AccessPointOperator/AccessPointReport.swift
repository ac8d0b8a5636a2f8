import Crypto
import Documents
package import Kubernetes
package import PacketCoreClient

/// What a pass says of an AccessPoint.
package struct AccessPointReport: Sendable {
  private var conditions: ConditionReport
  private let isPrevious: Bool

  package init(_ object: KubernetesObject, isPrevious: Bool, defects: Set<Defect>, now: KubernetesTime = .now) {
    conditions = ConditionReport(object, defects: defects, now: now)
    self.isPrevious = isPrevious
  }

  package private(set) var object: KubernetesObject {
    get { conditions.object }
    set { conditions.object = newValue }
  }

  // MARK: What was found

  package mutating func note(_ point: AccessPoint) {
    object["status", "accessPointName"] = .string(point.fullName)
  }

  /// - Parameter inForce: by the names of pools; a prefix stays in force while its claim is in trouble.
  package mutating func note(_ answers: [PoolClaims.Answer], inForce: [String: String]) {
    let pools = answers.map { answer in
      var pool: Object = ["name": .string(answer.pool.name)]
      pool["prefix"] = (answer.prefix ?? inForce[answer.pool.name]).map(Value.string)
      if case .prefix = answer.pool.source {
        pool["claim"] = "None"
      } else {
        pool["claim"] = answer.prefix == nil ? "Pending" : "Bound"
      }
      return Value.object(pool)
    }
    object["status", "pools"] = pools.isEmpty ? nil : .array(pools)
  }

  /// - Parameter hash: of the configuration that was written; nil when nothing was yet.
  package mutating func note(_ targets: [TargetStatus], hash: String?) {
    object.targets = targets
    if let hash, !isPrevious { object["status", "configHash"] = .string(hash) }
  }

  package static func hash(of entry: AccessPointEntry) -> String {
    let digest = SHA256.hash(data: JSON.bytes(entry.json()))
    return "sha256:" + digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  // MARK: Conditions

  /// All is as it should be.
  package mutating func succeed(poolCount: Int, targets: [String]) {
    let names = targets.joined(separator: ", ")
    beginning(poolCount: poolCount)
    conditions.set("TargetsApplied", true, "Applied", "written to \(names)")
    drifted(false)
    conditions.ready("the access point is in force on \(names)")
  }

  /// What stands in the way before anything is written.
  ///
  /// - Parameter isValid: Whether it is about pools, and not about the spec.
  package mutating func fail(_ problem: Problem, isValid: Bool) {
    if isValid {
      validated()
      conditions.set("AddressPoolsBound", problem.kind == .progress ? nil : false, problem.reason, problem.message)
    } else {
      conditions.set("ConfigValidated", false, problem.reason, problem.message)
      conditions.set("AddressPoolsBound", nil, "NotTried", "the specification is refused")
    }
    conditions.set("TargetsApplied", nil, "NotTried", "nothing is written for this specification")
    drifted(false)
    conditions.notReady(problem)
  }

  /// Targets are still to be written, or could not be.
  package mutating func failTargets(_ problem: Problem, poolCount: Int, hasDrifted: Bool = false) {
    beginning(poolCount: poolCount)
    drifted(hasDrifted)
    conditions.notApplied(problem)
  }

  package mutating func release(_ problem: Problem) { conditions.release(problem) }

  private mutating func beginning(poolCount: Int) {
    validated()
    conditions.set(
      "AddressPoolsBound", true, "PoolsBound", poolCount == 0 ? "no pools are asked for" : "all pools are bound")
  }

  private mutating func validated() { conditions.set("ConfigValidated", true, "Valid", "the specification is valid") }

  private mutating func drifted(_ hasDrifted: Bool) {
    // The release before did not tell.
    if isPrevious { return }
    conditions.set(
      "DriftDetected", hasDrifted, hasDrifted ? "Drifted" : "NoDrift",
      hasDrifted ? "a target is not as described, and could not be put right" : "no target deviates")
  }
}
