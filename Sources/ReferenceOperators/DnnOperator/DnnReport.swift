import Documents
package import Kubernetes
package import PacketCoreClient

/// What a pass says of a Dnn.
package struct DnnReport: Sendable {
  private var conditions: ConditionReport

  package init(_ object: KubernetesObject, defects: Set<Defect>, now: KubernetesTime = .now) {
    conditions = ConditionReport(object, defects: defects, now: now)
  }

  package var object: KubernetesObject {
    get { conditions.object }
    set { conditions.object = newValue }
  }

  package mutating func succeed(on targets: [String]) {
    bound()
    conditions.set("TargetsApplied", true, "Applied", "written to \(targets.joined(separator: ", "))")
    conditions.ready("in force on \(targets.joined(separator: ", "))")
  }

  /// Something stands in the way before anything is written.
  package mutating func fail(_ problem: Problem) {
    conditions.set("AddressBound", problem.kind == .progress ? nil : false, problem.reason, problem.message)
    conditions.set("TargetsApplied", nil, "NotTried", "nothing is written for this specification")
    conditions.notReady(problem)
  }

  /// Targets are still to be written, or could not be.
  package mutating func failTargets(_ problem: Problem) {
    bound()
    conditions.notApplied(problem)
  }

  package mutating func release(_ problem: Problem) { conditions.release(problem) }

  private mutating func bound() {
    let address = object["status", "address"]?.string
    conditions.set("AddressBound", true, "Bound", address.map { "the address is \($0)" } ?? "no address is asked for")
  }
}
