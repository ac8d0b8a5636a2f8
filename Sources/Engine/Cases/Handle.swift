import Documents
import Kubernetes
import Plans

/// An object that a step made, under the name by which expressions see it.
struct Handle: Sendable {
  var reference: ObjectReference
  /// How it is observed, when an intent made it.
  var binding: Candidate.Binding?
  /// What was known before it was made: `LiveObjects.position`.
  var madeAt: Int
  /// As it was written last.
  var manifest: KubernetesObject
}

/// An object that can be asked for.
struct ObjectReference: Sendable, Hashable {
  var kind: GroupVersionKind
  /// Nil for objects of the cluster.
  var namespace: String?
  var name: String

  var key: ObjectKey { ObjectKey(group: kind.group, kind: kind.kind, namespace: namespace, name: name) }

  /// `PrefixClaim demo`, for messages.
  var title: String { "\(kind.kind) \(name)" }
}
