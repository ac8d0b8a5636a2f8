import Documents
package import Kubernetes

extension Ledger {
  /// The objects of a namespace at one moment.
  package struct Snapshot: Sendable {
    /// The mark that asks for one, with its `name` and the `scope`, a namespace, in its details.
    package static let mark = "snapshot"

    package var name: String
    package var time: Double
    package var namespace: String
    package var objects: [KubernetesObject]

    /// - Parameter objects: of the mark's namespace.
    init(_ mark: LedgerLine.Mark, of objects: some Sequence<KubernetesObject>) {
      name = mark.details["name"]?.string ?? ""
      time = mark.time
      namespace = mark.details["scope"]?.string ?? ""
      self.objects = Array(objects)
    }
  }
}
