internal import Kubernetes

/// Nothing is created in a namespace that does not exist or is on its way out, and some namespaces stay.
struct NamespaceLifecycle: AdmissionPlugin {
  static let namespaces = StorageKey(group: "", plural: "namespaces")
  private static let immortal: Set = ["default", "kube-system", "kube-public"]

  func admit(_ review: inout AdmissionReview, reader: any StoreReader) throws {
    if review.type.storage == Self.namespaces {
      if review.operation == .delete, Self.immortal.contains(review.name) {
        throw APIStatus.forbidden(
          GroupResource(group: "", resource: "namespaces"), name: review.name,
          because: "this namespace may not be deleted")
      }
      return
    }
    guard review.operation == .create, let namespace = review.namespace, review.type.isNamespaced else { return }
    guard let stored = reader.object(Self.namespaces, namespace: nil, name: namespace) else {
      throw APIStatus.notFound(GroupResource(group: "", resource: "namespaces"), name: namespace)
    }
    if KubernetesObject(stored).isTerminating {
      let cause = APIStatus.Cause(
        reason: "NamespaceTerminating", message: "namespace \(namespace) is being terminated",
        field: "metadata.namespace")
      throw APIStatus.forbidden(
        GroupResource(group: review.type.group, resource: review.type.plural), name: review.name,
        because: "unable to create new content in namespace \(namespace) because it is being terminated",
        causes: [cause])
    }
  }
}
