package import Documents

/// One document of an image, as its registry has it; its bytes are its name.
struct ImagePart: Sendable {
  enum Content: Sendable {
    /// An index of manifests, each for a platform.
    case index([(digest: String, platform: Platform?)])
    case manifest(configuration: String, layerSizes: [Int64])
    case configuration(ImageConfiguration)
  }

  var path: String
  var bytes: [UInt8]
  /// Of the bytes, also without a line end that a tool added.
  var digests: [String]
  var content: Content

  init(_ file: EvidenceFile) throws(Diagnostic) {
    path = file.path
    bytes = file.bytes
    digests = [EvidenceFile.digest(bytes)]
    if bytes.last == UInt8(ascii: "\n") { digests.append(EvidenceFile.digest(bytes.dropLast())) }
    guard let node = try file.nodes().first else {
      throw .error("the file is empty", at: Place(file: path, line: 1, column: 1), rule: .syntax)
    }
    if node.field("manifests") != nil {
      content = .index(try Self.manifests(node))
    } else if node.field("layers") != nil {
      var sizes: [Int64] = []
      for layer in try node.list("layers") {
        guard let size = layer.field("size")?.integer, size >= 0 else {
          throw .error("the layer has no size", at: layer.place, rule: .missingField)
        }
        sizes.append(size)
      }
      content = .manifest(
        configuration: try node.requiredObject("config").requiredText("digest"), layerSizes: sizes)
    } else if node.field("rootfs") != nil || node.field("architecture") != nil {
      content = .configuration(try ImageConfiguration(node))
    } else {
      throw .error(
        "this is no index, manifest or configuration of an image", at: node.place,
        hint: "crane manifest IMAGE@DIGEST, crane config IMAGE@DIGEST", rule: .wrongValue)
    }
  }

  private static func manifests(_ node: Node) throws(Diagnostic) -> [(digest: String, platform: Platform?)] {
    var manifests: [(digest: String, platform: Platform?)] = []
    for entry in try node.list("manifests") {
      let platform = try entry.object("platform")
      let system = try platform?.text("os")
      let architecture = try platform?.text("architecture")
      let isImage = system != "unknown" && architecture != "unknown"
      // BuildKit puts attestations beside the images, for an unknown platform.
      guard isImage else { continue }
      var known: Platform?
      if let system, let architecture {
        known = Platform(system: system, architecture: architecture, variant: try platform?.text("variant"))
      }
      manifests.append((try entry.requiredText("digest"), known))
    }
    return manifests
  }
}

/// What an image runs on.
package struct Platform: Sendable, Hashable, CustomStringConvertible {
  package var system: String
  /// `amd64`
  package var architecture: String
  /// `v8`
  package var variant: String?

  package var description: String { "\(system)/\(architecture)" + (variant.map { "/\($0)" } ?? "") }
}

/// How an image starts, and how it was made.
package struct ImageConfiguration: Sendable {
  package var platform: Platform?
  /// Empty when it does not say, which means root.
  package var user: String
  package var environment: [String]
  /// The program that it starts, with its arguments.
  package var command: [String]
  /// The commands that made its layers.
  package var history: [String]
  package var place: Place

  init(_ node: Node) throws(Diagnostic) {
    let config = try node.object("config")
    user = try config?.text("User") ?? ""
    environment = try config?.texts("Env") ?? []
    command = (try config?.texts("Entrypoint") ?? []) + (try config?.texts("Cmd") ?? [])
    var history: [String] = []
    for entry in try node.list("history") { if let line = try entry.text("created_by") { history.append(line) } }
    self.history = history
    if let system = try node.text("os"), let architecture = try node.text("architecture") {
      platform = Platform(system: system, architecture: architecture, variant: try node.text("variant"))
    }
    place = config?.member("User")?.place ?? config?.place ?? node.place
  }
}
