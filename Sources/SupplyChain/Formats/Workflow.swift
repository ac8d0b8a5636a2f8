package import Documents

/// A workflow of GitHub, Gitea or Forgejo, or an action made of steps.
package struct Workflow: Sendable {
  /// Something that a job takes from elsewhere.
  package struct Use: Sendable {
    /// `aquasecurity/trivy-action@0.33.0`, `docker://aquasec/trivy:0.69.3`
    package var text: String
    /// The version of a tool that an action is told to install.
    package var tool: String?
    package var place: Place
  }

  package var path: String
  package var uses: [Use] = []

  /// - Throws: that it is none, or what is wrong with it.
  init(_ file: EvidenceFile) throws(Diagnostic) {
    path = file.path
    guard let node = try file.documents().first, node.field("jobs") ?? node.field("runs") != nil else {
      throw .error(
        "this is no workflow: it has neither jobs nor runs", at: Place(file: file.path, line: 1, column: 1),
        hint: "files of .github/workflows, and action.yaml", rule: .wrongValue)
    }
    if let runs = try node.object("runs") { try add(steps: runs.list("steps")) }
    for job in try node.object("jobs")?.members ?? [] {
      guard job.value.members != nil else { throw job.value.mismatch(job.name, "an object") }
      try add(job.value, "uses")
      // A container is an image, or an object that names one.
      for container in [job.value.field("container")].compactMap(\.self) { try add(image: container) }
      for service in try job.value.object("services")?.members ?? [] { try add(image: service.value) }
      try add(steps: job.value.list("steps"))
    }
  }

  private mutating func add(steps: [Node]) throws(Diagnostic) {
    for step in steps { try add(step, "uses") }
  }

  private mutating func add(_ node: Node, _ name: String) throws(Diagnostic) {
    guard let text = try node.text(name) else { return }
    let place = node.field(name)?.place ?? node.place
    uses.append(Use(text: text, tool: node.field("with")?.field("version")?.string, place: place))
  }

  private mutating func add(image node: Node) throws(Diagnostic) {
    let named = node.members == nil ? node : node.field("image")
    guard let image = named?.string, let place = named?.place else { return }
    uses.append(Use(text: image.hasPrefix("docker://") ? image : "docker://\(image)", place: place))
  }
}
