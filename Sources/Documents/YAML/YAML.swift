/// Reads YAML with the place of every value, and writes it.
package enum YAML {
  /// Bounds that keep a hostile text from exhausting the stack, memory or time.
  package struct Limits: Sendable {
    /// How many sequences and mappings may be inside each other, aliases followed.
    package var depth: Int
    /// How many bytes the text may have; also how many bytes of text all aliases together may repeat.
    package var bytes: Int
    /// How many values the text may hold; aliases not followed.
    package var nodes: Int
    /// How many values all aliases together may repeat.
    package var aliasedNodes: Int

    package init(depth: Int = 256, bytes: Int = 32 << 20, nodes: Int = 1_000_000, aliasedNodes: Int = 100_000) {
      self.depth = depth
      self.bytes = bytes
      self.nodes = nodes
      self.aliasedNodes = aliasedNodes
    }
  }

  /// Which type a scalar without quotes has.
  package enum Schema: Sendable {
    /// YAML 1.2: only `true` and `false` are booleans. As in Kubernetes, `0644` is octal all the same.
    case core
    /// What a Kubernetes API server understands (sigs.k8s.io/yaml): `y`, `yes` and `on` are booleans as well, numbers
    /// may hold `_`.
    case yaml11
  }

  /// The documents of a text, without those that are empty.
  ///
  /// Keys are strings: `1: a` has the key `"1"`. Merge keys (`<<`) are followed.
  ///
  /// - Throws: the first mistake in the syntax, or all keys that occur twice.
  package static func parse(
    _ text: String, file: String, schema: Schema = .core, limits: Limits = Limits()
  ) throws(Diagnostics) -> [Node] {
    let (documents, duplicates) = try parseReportingDuplicates(text, file: file, schema: schema, limits: limits)
    if !duplicates.isEmpty { throw Diagnostics(duplicates) }
    return documents
  }

  /// As `parse`, but of members with the same name the last one wins, as in Go; each is told of in `duplicates`.
  package static func parseReportingDuplicates(
    _ text: String, file: String, schema: Schema = .core, limits: Limits = Limits()
  ) throws(Diagnostics) -> (documents: [Node], duplicates: [Diagnostic]) {
    do {
      // A byte order mark means nothing in UTF-8.
      let bytes = text.unicodeScalars.first == "\u{FEFF}" ? Array(text.utf8.dropFirst(3)) : Array(text.utf8)
      return try compose(bytes, file: file, schema: schema, limits: limits)
    } catch {
      throw Diagnostics([error])
    }
  }

  private static func compose(
    _ bytes: [UInt8], file: String, schema: Schema, limits: Limits
  ) throws(Diagnostic) -> (documents: [Node], duplicates: [Diagnostic]) {
    let source = YAMLSource(bytes: bytes, file: file)
    try source.check(limits)
    return try bytes.withUnsafeBufferPointer { (buffer) throws(Diagnostic) in
      var composer = YAMLComposer(source: source, events: YAMLEventStream(buffer), schema: schema, limits: limits)
      let documents = try composer.composeDocuments()
      return (documents, composer.duplicates)
    }
  }
}
