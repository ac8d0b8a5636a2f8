import Documents
import Kubernetes
package import Plans
package import SupplyChain

extension NamedImage {
  /// Those that workloads run or are told to start, in the order of the manifests.
  package static func all(in manifests: ManifestSet) -> [NamedImage] {
    SubjectFinder(manifests).subjects(.image).compactMap { subject in
      subject.node.string.map { NamedImage(reference: ImageReference($0), place: subject.node.place) }
    }
  }
}
