package import Documents

/// A document of evidence, taken out of the envelopes that it came in.
package struct OpenedDocument: Sendable {
  /// The predicate of a statement, or the document as it is.
  package var body: Node
  /// Nil for a document that is no statement.
  package var predicateType: String?
  /// Digests of what a statement is about.
  package var subjects: [String] = []
  package var seal: Seal

  package init(body: Node, predicateType: String? = nil, subjects: [String] = [], seal: Seal = .unsigned) {
    self.body = body
    self.predicateType = predicateType
    self.subjects = subjects
    self.seal = seal
  }

  /// A statement of in-toto, or any other document.
  init(_ node: Node, seal: Seal) throws(Diagnostic) {
    guard let type = node.field("_type")?.string, type.hasPrefix("https://in-toto.io/Statement/") else {
      self.init(body: node, seal: seal)
      return
    }
    guard type == "https://in-toto.io/Statement/v1" || type == "https://in-toto.io/Statement/v0.1" else {
      throw .error("statements of \(type.quoted) are not known", at: node.place, rule: .wrongValue)
    }
    var subjects: [String] = []
    for subject in try node.list("subject") {
      guard let sum = try subject.object("digest")?.text("sha256") else { continue }
      subjects.append("sha256:\(sum.lowercased())")
    }
    guard !subjects.isEmpty else {
      throw .error("the statement is about nothing that has a sha256", at: node.place, rule: .missingField)
    }
    // Cosign's signature as a statement has no predicate.
    self.init(
      body: try node.object("predicate") ?? Node(.mapping([]), at: node.place),
      predicateType: try node.requiredText("predicateType"), subjects: subjects, seal: seal)
  }
}
