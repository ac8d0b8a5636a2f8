package import Documents

extension Candidate {
  /// A program that the candidate needs beside it, such as another operator whose objects it refers to. It is not judged.
  package struct Companion: Sendable {
    /// Part of the name of its log.
    package var name: String
    package var process: Process
    /// The custom resource definitions among them are applied where they are missing.
    package var manifests: [Node]
    package var place: Place

    package init(name: String, process: Process, manifests: [Node], place: Place) {
      self.name = name
      self.process = process
      self.manifests = manifests
      self.place = place
    }
  }
}
