/// Which object is meant, whatever its version: group, kind, namespace and name.
package struct ObjectKey: Sendable, Hashable, CustomStringConvertible {
  package var group: String
  package var kind: String
  /// Nil for objects of the cluster.
  package var namespace: String?
  package var name: String

  package init(group: String, kind: String, namespace: String?, name: String) {
    self.group = group
    self.kind = kind
    self.namespace = namespace
    self.name = name
  }

  package var groupKind: GroupKind { GroupKind(group: group, kind: kind) }

  /// `Deployment.apps default/web`, `Namespace default`
  package var description: String { "\(groupKind) \(namespace.map { "\($0)/" } ?? "")\(name)" }
}
