import Documents
package import Kubernetes

/// Writes conditions into an object's status: each with the generation that it is about, and a transition time that moves
/// only with its status.
package struct ConditionReport: Sendable {
  package var object: KubernetesObject
  private let defects: Set<Defect>
  private let now: KubernetesTime

  package init(_ object: KubernetesObject, defects: Set<Defect> = [], now: KubernetesTime = .now) {
    self.object = object
    self.defects = defects
    self.now = now
  }

  /// - Parameter status: nil for unknown.
  package mutating func set(_ type: String, _ status: Bool?, _ reason: String, _ message: String) {
    var condition = Condition(
      type: type, status: status.map { $0 ? "True" : "False" } ?? "Unknown", reason: reason, message: message,
      observedGeneration: object.generation)
    let old = object.condition(type)
    if defects.contains(.reasonlessRejection), status != true { (condition.reason, condition.message) = ("Error", "") }
    if defects.contains(.statusWithoutGeneration), let first = old?.observedGeneration {
      condition.observedGeneration = first
    }
    if defects.contains(.hotLoop), old != nil {
      // As if it were a new condition each time.
      object.conditions.removeAll { $0.type == type }
      condition.lastTransitionTime = now.microTime
    }
    object.setCondition(condition, now: now)
    object["status", "observedGeneration"] = condition.observedGeneration.map(Value.integer)
  }

  package mutating func ready(_ message: String) {
    settle(nil)
    if defects.contains(.neverReady) {
      set("Ready", false, "Progressing", "work is under way")
    } else {
      set("Ready", true, "Configured", message)
    }
  }

  package mutating func notReady(_ problem: Problem) {
    settle(problem)
    if defects.contains(.staleReady), let old = object.condition("Ready"), old.isTrue {
      return set("Ready", true, old.reason, old.message)
    }
    // What nobody knows yet is no failure.
    set("Ready", problem.kind == .progress ? nil : false, problem.reason, problem.message)
  }

  /// Targets are still to be written, or could not be.
  package mutating func notApplied(_ problem: Problem) {
    set("TargetsApplied", problem.kind == .progress ? nil : false, problem.reason, problem.message)
    if defects.contains(problem.kind == .progress ? .readyTooEarly : .readyWhileDown) {
      ready("the access point is in force")
    } else {
      notReady(problem)
    }
  }

  /// While it is being deleted: what is said stays, and is said of the present generation.
  package mutating func release(_ problem: Problem) {
    for old in object.conditions {
      set(old.type, old.status == "Unknown" ? nil : old.isTrue, old.reason, old.message)
    }
    set("TargetsApplied", false, problem.reason, problem.message)
    notReady(problem)
  }

  /// The conditions that are normally false.
  private mutating func settle(_ problem: Problem?) {
    let moving = problem.flatMap { $0.kind == .stalled ? nil : $0 }
    let stalled = problem.flatMap { $0.kind == .stalled ? $0 : nil }
    set("Reconciling", moving != nil, moving?.reason ?? "Settled", moving?.message ?? "nothing is under way")
    set(
      "Stalled", stalled != nil, stalled?.reason ?? "NotStalled",
      stalled?.message ?? "nothing stands in the way for good")
  }
}
