import Documents

extension Readiness {
  /// Condition types that mean "all is well" in kinds that have no `Ready`.
  private static let readyLike = ["Ready", "Available", "Healthy", "Established", "Succeeded"]

  /// Condition types that mean "something is broken" beside one that says ready.
  private static let brokenLike: Set<String> = ["NotReady", "Degraded", "Failed", "Failure", "Error"]

  static func strict(_ object: KubernetesObject, now: KubernetesTime) throws -> Readiness {
    let result = try shared(object, now: now)
    guard result.isCurrent else { return result }
    if BuiltInReadiness.isBuiltIn(object) { return result }
    guard let status = object.value["status"], status.object?.isEmpty == false else {
      return Readiness(.inProgress, reason: "NoStatus", message: "no controller has written a status yet")
    }
    let conditions = object.conditions
    if let broken = conditions.first(where: { $0.isTrue && brokenLike.contains($0.type) }) {
      return Readiness(
        .inProgress, reason: broken.reason.isEmpty ? broken.type : broken.reason,
        message: "condition \(broken.type) is True\(broken.message.isEmpty ? "" : ": \(broken.message)")")
    }
    let ready = readyLike.lazy.compactMap { type in conditions.first { $0.type == type } }.first
    if let ready, !ready.isTrue {
      return Readiness(
        .inProgress, reason: ready.reason.isEmpty ? "NotReady" : ready.reason,
        message: "condition \(ready.type) is \(ready.status)\(ready.message.isEmpty ? "" : ": \(ready.message)")")
    }
    guard let generation = object.generation else { return result }
    let observed = status["observedGeneration"]?.integer
    if let ready {
      // A condition that names an older generation is stale even when the status as a whole is newer.
      guard let seen = ready.observedGeneration ?? observed else {
        return Readiness(
          .inProgress, reason: "GenerationNotObserved",
          message: "condition \(ready.type) is True, but nothing says for which generation")
      }
      guard seen == generation else { return stale(generation, seen) }
      return result
    }
    guard let observed else {
      return Readiness(
        .inProgress, reason: "NoReadyCondition",
        message: "the status has neither observedGeneration nor a condition that says ready")
    }
    return observed == generation ? result : stale(generation, observed)
  }

  private static func stale(_ generation: Int64, _ observed: Int64) -> Readiness {
    Readiness(
      .inProgress, reason: "LatestGenerationNotObserved",
      message: "the generation is \(generation), but the ready condition is about \(observed)")
  }
}
