import Kubernetes

/// The objects that a step looks at: only their changes wake it.
struct Interest: Sendable {
  var keys: Set<ObjectKey> = []
  var selections: Set<ObjectSelection> = []

  mutating func formUnion(_ other: Interest) {
    keys.formUnion(other.keys)
    selections.formUnion(other.selections)
  }

  /// The kinds of all of them, each with the namespace in which it is looked at; nil is the cluster as a whole.
  var scopes: Set<WatchScope> {
    Set(keys.map { WatchScope(kind: $0.groupKind, namespace: $0.namespace) })
      .union(selections.map { WatchScope(kind: $0.kind, namespace: $0.namespace) })
  }
}

/// All objects of a kind that have some labels.
struct ObjectSelection: Sendable, Hashable {
  var kind: GroupKind
  /// Nil means all namespaces, or objects of the cluster.
  var namespace: String?
  var labels: LabelSelector

  /// Whether the object may be one of them, but for its labels.
  func covers(_ key: ObjectKey) -> Bool {
    key.groupKind == kind && (namespace == nil || key.namespace == namespace)
  }
}

/// What one watch sees.
struct WatchScope: Sendable, Hashable {
  var kind: GroupKind
  /// Nil means all namespaces, or objects of the cluster.
  var namespace: String?

  /// `ConfigMap in demo`
  var title: String { namespace.map { "\(kind) in \($0)" } ?? "\(kind)" }
}
