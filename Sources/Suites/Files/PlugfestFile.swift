import Documents

/// A file with one document of plugfest.
struct PlugfestFile {
  let path: String
  let text: String
  let node: Node

  /// Room for a suite of some ten thousand cases.
  static let limits = YAML.Limits(nodes: 5_000_000)

  /// Reads a file of one kind whole.
  ///
  /// - Parameter readSpec: reads the fields of `spec`; nil after an error.
  /// - Returns: what `readSpec` made, and the warnings in the order of the file.
  /// - Throws: all that is wrong with the file, in its order.
  func read<Output>(
    as kind: FileKind,
    _ readSpec: (_ spec: inout MappingReader, _ name: String, _ file: PlugfestFile) -> Output?
  ) throws(Diagnostics) -> (output: Output, warnings: [Diagnostic]) {
    let collector = DiagnosticCollector()
    try FileKind.read(node, expecting: [kind])
    let output = read(collector, readSpec)
    let diagnostics = Diagnostics(collector.diagnostics.all.inOrderOfPlaces)
    try diagnostics.throwIfErrors()
    guard let output else { throw Diagnostics([.error("the file cannot be read", at: node.place)]) }
    return (output, diagnostics.all)
  }

  /// Reads head and fields of a file whose kind is known; nil after an error.
  func read<Output>(
    _ diagnostics: DiagnosticCollector,
    _ readSpec: (_ spec: inout MappingReader, _ name: String, _ file: PlugfestFile) -> Output?
  ) -> Output? {
    MappingReader.read(node, as: "the file", diagnostics) { reader -> Output? in
      _ = reader.required("apiVersion", .string)
      _ = reader.required("kind", .string)
      let name = reader.required("metadata", .object("metadata") { $0.required("name", .objectName) })
      guard let spec = reader.required("spec", .node) else { return nil }
      // Without a name the file is refused; its other mistakes are told all the same.
      return MappingReader.read(spec, as: "spec", diagnostics) { readSpec(&$0, name ?? "", self) }
    }
  }

  /// Reads the syntax alone.
  static func parse(_ path: String) throws(Diagnostics) -> PlugfestFile {
    let text: String
    do { text = try TextFile.read(path, limit: limits.bytes) } catch { throw Diagnostics([error.of(.unreadableFile)]) }
    let documents = try YAML.parse(text, file: path, limits: limits)
    guard let first = documents.first else {
      throw Diagnostics([.error("the file is empty", at: Place(file: path, line: 1, column: 1))])
    }
    guard documents.count == 1 else {
      throw Diagnostics([
        .error(
          "the file holds more than one document", at: documents[1].place, hint: "put each into a file of its own")
      ])
    }
    return PlugfestFile(path: path, text: text, node: first)
  }

  /// The path of a file that this file names: relative to this file's folder, `~/` in the home directory.
  func path(of name: String) -> String { FilePath.resolve(name, relativeTo: path) }
}
