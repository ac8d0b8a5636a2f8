package import Kubernetes
import Synchronization

/// The last writes of this process to each object, to tell their echoes from what others wrote.
package final class OwnWrites: Sendable {
  /// An echo comes long before as many other writes.
  private static let kept = 8

  /// Resource versions, by uid.
  private let versions = Mutex<[String: [String]]>([:])

  package init() {}

  package func note(_ written: KubernetesObject) {
    guard let uid = written.uid, let version = written.resourceVersion else { return }
    versions.withLock { $0[uid] = ($0[uid] ?? []).suffix(Self.kept - 1) + [version] }
  }

  /// Whether this process wrote the object as it is here. What somebody else wrote in between has an echo of its own.
  package func isOwn(_ object: KubernetesObject) -> Bool {
    guard let uid = object.uid, let version = object.resourceVersion else { return false }
    return versions.withLock { $0[uid]?.contains(version) ?? false }
  }

  package func forget(_ object: KubernetesObject) {
    guard let uid = object.uid else { return }
    versions.withLock { $0[uid] = nil }
  }
}
