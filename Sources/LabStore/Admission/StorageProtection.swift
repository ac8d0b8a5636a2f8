import Documents
import Kubernetes

/// Volumes and claims stay until nothing uses them any more: a finalizer sees to that.
struct StorageProtection: AdmissionPlugin {
  private static let finalizers = [
    "persistentvolumeclaims": "kubernetes.io/pvc-protection", "persistentvolumes": "kubernetes.io/pv-protection",
  ]

  func admit(_ review: inout AdmissionReview, reader: any StoreReader) throws {
    guard review.operation == .create, review.subresource == nil, review.type.group.isEmpty,
      let finalizer = Self.finalizers[review.type.plural], let object = review.object
    else { return }
    let finalizers = object[path: "metadata", "finalizers"]?.array ?? []
    guard !finalizers.contains(.string(finalizer)) else { return }
    review.object?[path: "metadata", "finalizers"] = .array(finalizers + [.string(finalizer)])
  }
}
