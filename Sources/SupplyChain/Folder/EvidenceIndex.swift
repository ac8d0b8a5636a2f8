package import Documents
package import Kubernetes

/// What a folder of evidence says that it holds.
package struct EvidenceIndex: Sendable {
  /// A file that an index names.
  package struct File: Sendable, Hashable {
    /// Relative to the folder.
    package var path: String
    /// In small hexadecimal digits; nil when the list of sums has it.
    package var sum: String?
    package var place: Place

    package init(path: String, sum: String?, place: Place) {
      self.path = path
      self.sum = sum
      self.place = place
    }
  }

  /// The report of a scanner, and what the report itself may leave out.
  package struct Scan: Sendable {
    package var file: File
    package var scanner: Producer?
    /// When the database of vulnerabilities was made.
    package var database: KubernetesTime?

    package init(file: File, scanner: Producer? = nil, database: KubernetesTime? = nil) {
      self.file = file
      self.scanner = scanner
      self.database = database
    }
  }

  package struct Signature: Sendable {
    package var file: File
    /// What was signed, when the signature stands alone.
    package var payload: File?

    package init(file: File, payload: File? = nil) {
      self.file = file
      self.payload = payload
    }
  }

  package struct Image: Sendable {
    package var reference: ImageReference
    /// `sha256:…`, of the index of an image for several platforms, or of the manifest.
    package var digest: String
    /// The image's own index, manifests and configurations, as the registry has them.
    package var oci: [File] = []
    package var bills: [File] = []
    package var scans: [Scan] = []
    package var vex: [File] = []
    package var provenance: [File] = []
    package var signatures: [Signature] = []
    package var place: Place

    package init(reference: ImageReference, digest: String, place: Place) {
      self.reference = reference
      self.digest = digest
      self.place = place
    }
  }

  package var name: String
  /// Public keys that signatures are verified with.
  package var keys: [File] = []
  package var images: [Image] = []
  package var notes: File?
  /// What changed, for machines.
  package var changes: File?
  /// Nil when nothing is said about pipelines.
  package var workflows: [File]?
  /// CISA's catalogue of vulnerabilities that are known to be exploited.
  package var knownExploited: File?
  /// Sums by path, as `sha256sum` writes them.
  package var sums: [String: String] = [:]
  package var place: Place

  package init(name: String, place: Place) {
    self.name = name
    self.place = place
  }
}
