package import Kubernetes
import Synchronization

/// The last write of this process to each object, to tell its echo from what others wrote.
package final class OwnWrites: Sendable {
  /// Resource versions, by uid.
  private let versions = Mutex<[String: String]>([:])

  package init() {}

  package func note(_ written: KubernetesObject) {
    guard let uid = written.uid, let version = written.resourceVersion else { return }
    versions.withLock { $0[uid] = version }
  }

  /// Whether the object is as this process wrote it last.
  package func isLast(_ object: KubernetesObject) -> Bool {
    guard let uid = object.uid, let version = object.resourceVersion else { return false }
    return versions.withLock { $0[uid] } == version
  }

  package func forget(_ object: KubernetesObject) {
    guard let uid = object.uid else { return }
    versions.withLock { $0[uid] = nil }
  }
}
