package import Documents
package import Kubernetes

/// The write that brings an object's status from what it is to what it should be.
package enum StatusPatch {
  /// A merge patch for the status subresource, which fails on a conflict; nil when there is nothing to say.
  ///
  /// A difference in the top-level `observedGeneration` alone says nothing: the conditions carry it too, and a CRD
  /// without the field drops it on every write.
  package static func from(_ old: KubernetesObject, to new: KubernetesObject) -> Value? {
    let before = old["status"]?.object ?? [:]
    let after = new["status"]?.object ?? [:]
    var changes: Object = [:]
    for (field, value) in after where before[field] != value { changes[field] = value }
    for field in before.keys where !after.contains(field) { changes[field] = .null }
    guard changes.keys.contains(where: { $0 != "observedGeneration" }) else { return nil }
    var patch: Value = ["status": .object(changes)]
    patch[path: "metadata", "resourceVersion"] = old.resourceVersion.map(Value.string)
    return patch
  }
}
