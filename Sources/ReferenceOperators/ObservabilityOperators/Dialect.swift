package import Cluster
import Documents
package import Kubernetes

/// The kinds in which an operator is told what to observe: what they ask of Prometheus, and how their status says what
/// became of it.
package protocol Dialect: Sendable {
  /// Of the operator: its fields in the cluster, its labels and its files bear it.
  static var name: String { get }
  /// What the operator does, in one sentence, for `--help`.
  static var purpose: String { get }
  /// The kinds that it answers.
  static var resources: [APIResource] { get }
  /// Holds an object until Prometheus has let go of it; nil when nothing has to wait for that.
  var finalizer: String? { get }

  /// How the names of its scrape jobs and destinations in `prometheus.yml` begin.
  var jobPrefixes: [String] { get }

  init(environment: [String: String])

  func piece(of object: KubernetesObject, targets: TargetDirectory) -> Piece

  /// The object with a status that tells the verdict.
  func report(_ verdict: Verdict, on object: KubernetesObject, defects: Set<Defect>) -> KubernetesObject
}

extension Dialect {
  package var name: String { Self.name }
  package var resources: [APIResource] { Self.resources }
}

/// What became of an object.
package enum Verdict: Sendable, Hashable {
  case inForce(message: String)
  /// It is wrong as it is.
  case invalid(message: String)
  /// It may be right, and Prometheus does not have it yet.
  case waiting(reason: String, message: String)
}

/// Fills in a condition as the conventions of Kubernetes want it.
package enum ConditionReport {
  package static func condition(
    _ type: String, _ verdict: Verdict, on object: KubernetesObject, old: Condition?, defects: Set<Defect>
  ) -> Condition {
    var condition =
      switch verdict {
      case .inForce(let message): Condition(type: type, status: "True", reason: "Loaded", message: message)
      case .invalid(let message):
        Condition(
          type: type, status: defects.contains(.acceptsInvalid) ? "True" : "False", reason: "InvalidConfiguration",
          message: message)
      case .waiting(let reason, let message):
        Condition(
          type: type, status: defects.contains(.readyBeforeReload) ? "True" : "False", reason: reason, message: message)
      }
    if defects.contains(.neverReady) { condition.status = "False" }
    if defects.contains(.reasonlessRejection), condition.status == "False" { condition.message = "" }
    condition.observedGeneration = object.generation
    if defects.contains(.staleStatus), let first = old?.observedGeneration { condition.observedGeneration = first }
    return condition
  }

  /// The conditions with one of them replaced; its time moves only when its status flips.
  package static func merged(
    _ condition: Condition, into conditions: [Condition], defects: Set<Defect>, now: KubernetesTime = .now
  ) -> [Condition] {
    var holder = KubernetesObject([:])
    holder.conditions = conditions
    var condition = condition
    if defects.contains(.hotLoop), conditions.contains(where: { $0.type == condition.type }) {
      holder.conditions.removeAll { $0.type == condition.type }
      condition.lastTransitionTime = now.microTime
    }
    holder.setCondition(condition, now: now)
    return holder.conditions
  }
}
