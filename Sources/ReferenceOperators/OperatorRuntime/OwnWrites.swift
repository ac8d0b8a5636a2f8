package import Kubernetes
import Synchronization

/// What was read is older than what the same process wrote since.
package struct CacheIsBehind: Error {}

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

  /// Whoever finds nothing to do may have looked at what was before this process wrote last, whose echo asks for no other
  /// look.
  ///
  /// - Throws: when the object is older than this process's last write to it.
  package func requirePresent(_ object: KubernetesObject) throws(CacheIsBehind) {
    guard let uid = object.uid, let last = versions.withLock({ $0[uid]?.compactMap { Int($0) }.max() }),
      let version = object.resourceVersion.flatMap({ Int($0) }), version < last
    else { return }
    throw CacheIsBehind()
  }

  package func forget(_ object: KubernetesObject) {
    guard let uid = object.uid else { return }
    versions.withLock { $0[uid] = nil }
  }
}
