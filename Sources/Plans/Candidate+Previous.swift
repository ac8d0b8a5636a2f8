package import Documents

extension Candidate {
  /// The release before, from which users upgrade: what else it needs to be installed; bindings and claims are the present one's.
  package struct Previous: Sendable {
    package var version: String
    /// Nil for a candidate that consists of its manifests.
    package var process: Process?
    /// Its own custom resource definitions and workloads; without any, the present ones serve it too.
    package var manifests: [Node]
    package var place: Place

    package init(version: String, process: Process?, manifests: [Node], place: Place) {
      self.version = version
      self.process = process
      self.manifests = manifests
      self.place = place
    }
  }
}
