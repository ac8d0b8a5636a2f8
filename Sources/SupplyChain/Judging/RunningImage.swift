package import Documents
package import Kubernetes

/// An image that a container runs.
package struct RunningImage: Sendable {
  /// As the kubelet tells it: `registry.example/a@sha256:…`
  package var imageID: String
  /// `container "manager" of Pod "a"`
  package var label: String

  package init(imageID: String, label: String) {
    self.imageID = imageID
    self.label = label
  }

  package var digest: String? { ImageDigest.all(in: imageID).last }

  /// The images of pods whose kubelet says what it runs; a simulated one does not.
  package static func all(in pods: [Value]) -> [RunningImage] {
    pods.flatMap { pod in
      let name = pod[path: "metadata", "name"]?.string ?? ""
      return ["initContainerStatuses", "containerStatuses"].flatMap { pod[path: "status", $0]?.array ?? [] }
        .compactMap { status -> RunningImage? in
          guard let id = status["imageID"]?.string, !id.isEmpty else { return nil }
          let container = status["name"]?.string ?? ""
          return RunningImage(imageID: id, label: "container \(container.quoted) of Pod \(name.quoted)")
        }
    }
  }
}

/// An image that manifests name.
package struct NamedImage: Sendable {
  package var reference: ImageReference
  package var place: Place

  package init(reference: ImageReference, place: Place) {
    self.reference = reference
    self.place = place
  }
}
