package import Documents

/// The documents of an image, joined by their digests: nothing of it has to be believed.
package struct ImageContents: Sendable {
  package struct Variant: Sendable {
    /// Nil when neither the index nor the configuration says.
    package var platform: Platform?
    /// Of its manifest.
    package var digest: String
    /// Compressed, in bytes; nil without the manifest.
    package var layerSizes: [Int64]?
    package var configuration: ImageConfiguration?
    /// The file with the configuration, or the manifest.
    package var path: String?
  }

  /// One for each platform; none when no document of the image is there.
  package private(set) var variants: [Variant] = []
  /// Of the image, its manifests and its configurations.
  package private(set) var digests: Set<String>
  /// Files that are wrong, or that the digest does not lead to.
  package private(set) var problems: [Diagnostic]
  package private(set) var paths: [String]
  /// Of each document, by its digest.
  private(set) var bytes: [String: [UInt8]] = [:]

  init(digest: String, parts: ReadFiles<ImagePart>) {
    digests = [digest]
    problems = parts.problems
    paths = parts.paths
    var known: [String: ImagePart] = [:]
    for part in parts.documents {
      for name in part.digests {
        known[name] = part
        bytes[name] = name == part.digests.first ? part.bytes : Array(part.bytes.dropLast())
      }
    }
    if case .index(let manifests) = known[digest]?.content {
      for manifest in manifests {
        digests.insert(manifest.digest)
        add(manifest.digest, manifest.platform, known)
      }
    } else if known[digest] != nil {
      add(digest, nil, known)
    }
    for part in parts.documents where digests.isDisjoint(with: part.digests) {
      problems.append(
        .error(
          "\(part.path.quoted) is no part of \(digest)", at: Place(file: part.path, line: 1, column: 1),
          hint: "write it as the registry has it, byte by byte: crane manifest, crane config, skopeo inspect --raw",
          rule: .wrongValue))
    }
  }

  private mutating func add(_ digest: String, _ platform: Platform?, _ known: [String: ImagePart]) {
    var variant = Variant(platform: platform, digest: digest)
    if let part = known[digest], case .manifest(let configuration, let sizes) = part.content {
      variant.layerSizes = sizes
      variant.path = part.path
      digests.insert(configuration)
      if let part = known[configuration], case .configuration(let content) = part.content {
        variant.configuration = content
        variant.platform = platform ?? content.platform
        variant.path = part.path
      }
    }
    variants.append(variant)
  }
}
