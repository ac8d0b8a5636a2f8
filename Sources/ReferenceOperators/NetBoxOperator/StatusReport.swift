import Documents
package import Kubernetes

/// Writes conditions into an object's status: each with the generation that it is about, and a transition time that moves
/// only when its status flips.
package struct StatusReport: Sendable {
  package var object: KubernetesObject
  private let defects: Set<Defect>
  private let now: KubernetesTime

  package init(_ object: KubernetesObject, defects: Set<Defect> = [], now: KubernetesTime = .now) {
    self.object = object
    self.defects = defects
    self.now = now
  }

  package mutating func ready(reason: String, _ message: String) {
    if defects.contains(.neverReady) {
      set(Condition(type: "Ready", status: "False", reason: "Progressing", message: "work is under way"))
    } else {
      set(Condition(type: "Ready", status: "True", reason: reason, message: message))
    }
    object["status", "observedGeneration"] = object.condition("Ready")?.observedGeneration.map { .integer($0) }
  }

  package mutating func notReady(_ obstacle: Obstacle) {
    var condition = Condition(type: "Ready", status: "False", reason: obstacle.reason, message: obstacle.message)
    if defects.contains(.reasonlessRejection) { (condition.reason, condition.message) = ("Error", "") }
    if defects.contains(.readyWhenExhausted), obstacle.reason == Obstacle.exhaustedReason { condition.status = "True" }
    if defects.contains(.staleReady), let old = object.condition("Ready"), old.isTrue { condition = old }
    set(condition)
    object["status", "observedGeneration"] = object.condition("Ready")?.observedGeneration.map { .integer($0) }
  }

  package mutating func set(_ condition: Condition) {
    var condition = condition
    condition.observedGeneration = object.generation
    let old = object.condition(condition.type)
    if defects.contains(.statusWithoutGeneration), let first = old?.observedGeneration {
      condition.observedGeneration = first
    }
    if defects.contains(.hotLoop), old != nil {
      // As if it were a new condition each time.
      object.conditions.removeAll { $0.type == condition.type }
      condition.lastTransitionTime = now.microTime
    }
    object.setCondition(condition, now: now)
  }
}
