package import Cluster
package import Kubernetes

/// The objects of the watched kinds, as the watches last told of them.
package struct ObjectCache: Sendable {
  /// By kind.
  private let informers: [String: Informer]

  package init(_ informers: [Informer]) {
    self.informers = Dictionary(informers.map { ($0.resource.kind, $0) }, uniquingKeysWith: { $1 })
  }

  package func objects(_ kind: String) -> [KubernetesObject] { informers[kind]?.objects() ?? [] }

  package func object(_ key: ObjectKey) -> KubernetesObject? {
    informers[key.kind]?.object(namespace: key.namespace, name: key.name)
  }
}
