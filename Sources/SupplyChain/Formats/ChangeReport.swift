package import Documents

/// What a release changes, for machines: entries as Artifact Hub knows them, each with what it means where that matters.
package struct ChangeReport: Sendable {
  package struct Change: Sendable {
    package var kind: String
    package var description: String
    /// What it means for those who run the release before.
    package var impact: String?
    package var place: Place
  }

  package static let kinds: Set<String> = ["added", "changed", "deprecated", "removed", "fixed", "security"]
  /// Of these a reader has to know what to do.
  package static let weighty: Set<String> = ["changed", "deprecated", "removed"]

  /// Nil when the file has a list alone.
  package var version: String?
  package var changes: [Change]
  package var place: Place

  /// - Throws: that it is none, or what is wrong with it.
  init(_ file: EvidenceFile) throws(Diagnostic) {
    guard let node = try file.documents().first else {
      throw .error("the file is empty", at: Place(file: file.path, line: 1, column: 1), rule: .syntax)
    }
    place = node.place
    version = try node.text("version")
    let items: [Node]
    if let list = node.items { items = list } else { items = try node.list("changes") }
    changes = []
    for item in items {
      let kind = try item.requiredText("kind")
      guard Self.kinds.contains(kind) else {
        throw item.field("kind")?.mismatch("kind", "one of \(Self.kinds.sorted().joined(separator: ", "))")
          ?? .error("no kind", at: item.place)
      }
      changes.append(
        Change(
          kind: kind, description: try item.requiredText("description"), impact: try item.text("impact"),
          place: item.place))
    }
  }
}
