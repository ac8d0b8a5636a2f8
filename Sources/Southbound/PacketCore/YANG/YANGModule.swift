package import Documents

/// A module that a server implements: its schema, and what the YANG library says of it.
package struct YANGModule: Sendable {
  let name: String
  let namespace: String
  let revision: String
  /// The modules that it takes types from.
  let imports: [String]
  let nodes: [SchemaNode]

  /// - Parameter file: what diagnostics name.
  /// - Throws: where the text is not YANG, or uses more of it than is known.
  package init(_ text: String, file: String) throws(Diagnostic) {
    let statement = try YANGParser.parse(text, file: file)
    nodes = try SchemaCompiler.compile(statement)
    name = statement.argument ?? ""
    namespace = statement.text("namespace") ?? ""
    revision = statement.all("revision").compactMap(\.argument).max() ?? ""
    imports = statement.all("import").compactMap(\.argument)
  }

  /// The module of a file.
  package static func load(file: String) throws(Diagnostics) -> YANGModule {
    do throws(Diagnostic) { return try YANGModule(try TextFile.read(file, limit: 4 << 20), file: file) } catch {
      throw Diagnostics([error])
    }
  }
}
