package import Documents
package import Kubernetes

/// All that a folder of evidence holds, read.
package struct Evidence: Sendable {
  package struct Image: Sendable {
    package var reference: ImageReference
    package var digest: String
    package var place: Place
    package var contents: ImageContents
    package var bills = ReadFiles<BillOfMaterials>()
    package var scans = ReadFiles<ScanReport>()
    package var vex = ReadFiles<VEXStatement>()
    package var provenance = ReadFiles<Provenance>()
    package var signatures = ReadFiles<ImageSignature>()

    /// How messages name it.
    package var label: String { "image \(reference.text.quoted)" }

    /// All digests that are this image's: of its index, its manifests and its configurations.
    package var digests: Set<String> { contents.digests }
  }

  package var name: String
  package var place: Place
  package var keys = ReadFiles<PublicKey>()
  package var images: [Image] = []
  package var notes = ReadFiles<String>()
  package var changes = ReadFiles<ChangeReport>()
  /// Nil when nothing is said about pipelines.
  package var workflows: ReadFiles<Workflow>?
  /// Ids of vulnerabilities that are known to be exploited; nil when no list is there.
  package var knownExploited: Set<String>?
  package var knownExploitedProblems: [Diagnostic] = []

  /// What is wrong with any of the files.
  package var problems: [Diagnostic] {
    var all = keys.problems
    for image in images {
      all += image.contents.problems + image.bills.problems + image.scans.problems + image.vex.problems
      all += image.provenance.problems + image.signatures.problems
    }
    return all + notes.problems + changes.problems + (workflows?.problems ?? []) + knownExploitedProblems
  }
}
