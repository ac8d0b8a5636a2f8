import Documents
import Kubernetes
import SupplyChain

/// Reads the fields of an index of evidence.
enum EvidenceIndexReader {
  /// Far beyond what releases have; reading as many takes minutes at most.
  private static let limit = 500

  static func read(_ spec: inout MappingReader, name: String) -> EvidenceIndex? {
    var index = EvidenceIndex(name: name, place: spec.place)
    let keys = spec.optional("keys", files, or: [])
    let images = spec.required("images", .list(of: .object("image", readImage)))
    let release = spec.optional(
      "release",
      .object("release") { reader -> (notes: EvidenceIndex.File?, changes: EvidenceIndex.File?)? in
        (reader.optional("notes", file), reader.optional("changes", file))
      })
    index.workflows = spec.optional("workflows", files)
    index.knownExploited = spec.optional("knownExploited", file)
    guard let keys, let images else { return nil }
    if images.isEmpty { spec.error("\"images\" must name an image", at: "images", rule: .wrongValue) }
    for (number, image) in images.enumerated()
    where images[..<number].contains(where: { $0.digest == image.digest }) {
      spec.diagnostics.error("the image \(image.digest) is there twice", at: image.place, rule: .duplicateName)
    }
    let count = images.reduce(keys.count + (index.workflows?.count ?? 0)) { $0 + $1.count }
    if count > limit {
      spec.error("the index names \(count) files; at most \(limit) are read", at: "images", rule: .wrongValue)
    }
    index.keys = keys
    index.images = images
    index.notes = release?.notes
    index.changes = release?.changes
    return index
  }

  private static func readImage(_ reader: inout MappingReader) -> EvidenceIndex.Image? {
    let reference = reader.required("ref", .name)
    let digest = reader.required("digest", digest)
    let oci = reader.optional("oci", files, or: [])
    let bills = reader.optional("sbom", files, or: [])
    let scans = reader.optional("scans", list(of: scan), or: [])
    let vex = reader.optional("vex", files, or: [])
    let provenance = reader.optional("provenance", files, or: [])
    let signatures = reader.optional("signatures", list(of: signature), or: [])
    guard let reference, let digest, let oci, let bills, let scans, let vex, let provenance, let signatures else {
      return nil
    }
    let named = ImageReference(reference)
    if !named.digest.isEmpty, named.digest != digest {
      reader.error("\"ref\" names another digest than \"digest\"", at: "ref", rule: .conflictingFields)
    }
    var image = EvidenceIndex.Image(reference: named, digest: digest, place: reader.place)
    image.oci = oci
    image.bills = bills
    image.scans = scans
    image.vex = vex
    image.provenance = provenance
    image.signatures = signatures
    return image
  }

  // MARK: Types

  private static var digest: FieldType<String> {
    FieldType(
      "a digest", hint: { _ in "sha256: and 64 digits: crane digest IMAGE" },
      convert: { node in node.string.flatMap { ImageDigest.isValid($0) ? $0 : nil } })
  }

  private static var sum: FieldType<String> {
    FieldType("64 hexadecimal digits") { node in
      node.string.flatMap { $0.utf8.count == 64 && $0.allSatisfy(\.isHexDigit) ? $0.lowercased() : nil }
    }
  }

  /// A path, or an object with the path and its sum.
  private static var file: FieldType<EvidenceIndex.File> {
    either { reader -> EvidenceIndex.File? in
      Self.named(&reader)
    } from: {
      $0
    }
  }

  private static var files: FieldType<[EvidenceIndex.File]> { list(of: file) }

  private static var scan: FieldType<EvidenceIndex.Scan> {
    either { reader -> EvidenceIndex.Scan? in
      let scanner = reader.optional(
        "scanner",
        .object("scanner") { reader -> Producer? in
          let name = reader.required("name", .name)
          let version = reader.required("version", .name)
          guard let name, let version else { return nil }
          return Producer(name: name, version: version)
        })
      let database = reader.optional("database", time)
      return Self.named(&reader).map { EvidenceIndex.Scan(file: $0, scanner: scanner, database: database) }
    } from: {
      EvidenceIndex.Scan(file: $0)
    }
  }

  private static var signature: FieldType<EvidenceIndex.Signature> {
    either { reader -> EvidenceIndex.Signature? in
      let payload = reader.optional("payload", Self.file)
      return Self.named(&reader).map { EvidenceIndex.Signature(file: $0, payload: payload) }
    } from: {
      EvidenceIndex.Signature(file: $0)
    }
  }

  private static var time: FieldType<KubernetesTime> {
    FieldType("a time such as 2026-03-01T12:00:00Z, or a day") { node in
      node.string.flatMap { KubernetesTime($0) ?? KubernetesTime("\($0)T00:00:00Z") }
    }
  }

  private static func named(_ reader: inout MappingReader) -> EvidenceIndex.File? {
    let path = reader.required("file", .name)
    let sum = reader.optional("sha256", sum)
    return path.map { EvidenceIndex.File(path: $0, sum: sum, place: reader.place(of: "file")) }
  }

  private static func either<Output>(
    _ read: @escaping (inout MappingReader) -> Output?, from make: @escaping (EvidenceIndex.File) -> Output
  ) -> FieldType<Output> {
    let object = FieldType<Output>.object("file", read)
    return FieldType("a path, or an object with file and sha256") { node, name, diagnostics in
      if node.members != nil { return object.read(node, name, diagnostics) }
      return FieldType<String>.name.read(node, name, diagnostics).map {
        make(EvidenceIndex.File(path: $0, sum: nil, place: node.place))
      }
    }
  }

  /// One, or a list of them.
  private static func list<Item>(of item: FieldType<Item>) -> FieldType<[Item]> {
    let many = FieldType.list(of: item)
    return FieldType("a file or a list of files") { node, name, diagnostics in
      node.items == nil ? item.read(node, name, diagnostics).map { [$0] } : many.read(node, name, diagnostics)
    }
  }
}

extension EvidenceIndex.Image {
  /// How many files it has.
  fileprivate var count: Int {
    oci.count + bills.count + scans.count + vex.count + provenance.count + signatures.count
  }
}
