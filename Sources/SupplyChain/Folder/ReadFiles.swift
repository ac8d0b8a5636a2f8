package import Documents

/// What the files of one kind came to.
package struct ReadFiles<Document: Sendable>: Sendable {
  /// In the order of the index.
  package var documents: [Document] = []
  /// Files that cannot be read, or are not what they should be.
  package var problems: [Diagnostic] = []
  /// Paths of all of them, for messages.
  package var paths: [String] = []

  package init() {}
}
