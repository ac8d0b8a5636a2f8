extension Node {
  /// The documents of a YAML or JSON file. Values are placed by the path as it is given; `-` is standard input.
  ///
  /// - Throws: what is wrong with the file or its syntax.
  package static func load(
    file path: String, schema: YAML.Schema = .core, limits: YAML.Limits = YAML.Limits()
  ) throws(Diagnostics) -> [Node] {
    let text: String
    do { text = try TextFile.read(path, limit: limits.bytes) } catch { throw Diagnostics([error]) }
    return try YAML.parse(text, file: path, schema: schema, limits: limits)
  }
}
