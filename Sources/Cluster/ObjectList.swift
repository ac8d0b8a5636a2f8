package import Kubernetes

/// Objects of one type as they were at one moment.
package struct ObjectList: Sendable {
  package var items: [KubernetesObject]
  /// Where to begin a watch.
  package var resourceVersion: String
  /// Nil on the last page.
  package var continueToken: String?
  package var remainingItemCount: Int64?
}
