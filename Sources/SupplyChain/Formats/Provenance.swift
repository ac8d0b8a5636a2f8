package import Documents

/// Where and of what an image was built: SLSA provenance, v1 or v0.2.
package struct Provenance: Sendable {
  /// `SLSA v1`
  package var format: String
  package var subjects: [String]
  package var builder: String?
  /// Of the source, in hexadecimal digits.
  package var commit: String?
  /// `git+https://…`
  package var source: String?
  package var seal: Seal
  package var place: Place

  /// - Throws: that it is no provenance, or what is wrong with it.
  init(_ opened: OpenedDocument) throws(Diagnostic) {
    let node = opened.body
    subjects = opened.subjects
    seal = opened.seal
    place = node.place
    switch opened.predicateType {
    case "https://slsa.dev/provenance/v1":
      format = "SLSA v1"
      let definition = try node.requiredObject("buildDefinition")
      _ = try definition.requiredText("buildType")
      builder = try node.requiredObject("runDetails").object("builder")?.text("id")
      try takeSource(from: definition.list("resolvedDependencies"))
    case "https://slsa.dev/provenance/v0.2":
      format = "SLSA v0.2"
      builder = try node.object("builder")?.text("id")
      try takeSource(from: node.list("materials"))
      if commit == nil, let source = try node.object("invocation")?.object("configSource") {
        try takeSource(from: [source])
      }
    default:
      throw .error(
        "\((opened.predicateType ?? "a document without a predicate").quoted) is no provenance that is known",
        at: node.place, hint: "https://slsa.dev/provenance/v1", rule: .wrongValue)
    }
  }

  /// The first thing that was built from and has a commit.
  private mutating func takeSource(from dependencies: [Node]) throws(Diagnostic) {
    for dependency in dependencies {
      guard let digest = try dependency.object("digest") else { continue }
      let uri = try dependency.text("uri")
      let isGit = uri?.hasPrefix("git") ?? false
      let commit = isGit ? try digest.text(of: "gitCommit", "sha1") : try digest.text("gitCommit")
      if let commit, !commit.isEmpty {
        self.commit = commit
        source = uri
        return
      }
    }
  }
}
