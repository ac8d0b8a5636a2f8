import Documents

/// The objects of manifest files and folders.
struct ManifestFiles {
  let diagnostics: DiagnosticCollector
  private(set) var objects: [Node] = []

  init(diagnostics: DiagnosticCollector) { self.diagnostics = diagnostics }

  /// Reads a file, or the YAML and JSON files of a folder in the order of their names.
  ///
  /// - Parameter place: where the path is named.
  mutating func read(_ path: String, namedAt place: Place?) {
    guard FilePath.isDirectory(path) else { return readFile(path, namedAt: place) }
    guard let names = FilePath.documents(in: path) else {
      return diagnostics.error("\(path.quoted) may not be read", at: place, hint: "check its permissions")
    }
    if names.contains("Chart.yaml") {
      return diagnostics.error(
        "\(path.quoted) is a Helm chart", at: place, hint: "render it with `helm template`, and name the result")
    }
    if names.isEmpty { diagnostics.error("no YAML or JSON file is in \(path.quoted)", at: place) }
    for name in names { readFile(FilePath.joining(path, name), namedAt: place) }
  }

  private mutating func readFile(_ path: String, namedAt place: Place?) {
    do {
      for document in try Node.load(file: path, schema: .yaml11) { add(document) }
    } catch {
      for diagnostic in error.all { diagnostics.add(diagnostic.placed(at: place)) }
    }
  }

  private mutating func add(_ object: Node) {
    if let kind = object["kind"]?.string, kind.hasSuffix("List"), let items = object["items"]?.items {
      for item in items { add(item) }
    } else if ManifestShape.check(object, "manifest", diagnostics) {
      objects.append(object)
    }
  }
}
