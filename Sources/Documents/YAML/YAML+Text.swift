extension YAML {
  /// Block style, as kubectl prints it. Strings have quotes exactly when a YAML 1.1 or 1.2 reader could take them for
  /// something else; several lines become a literal block where that is exact.
  package static func text(_ value: Value) -> String {
    var writer = YAMLWriter()
    writer.writeDocument(value)
    return writer.output
  }

  /// Several documents in one text, each after a `---` line.
  package static func text(documents: [Value]) -> String {
    documents.map { "---\n" + text($0) }.joined()
  }

  /// A string on one line, with quotes when it needs them.
  static func scalarText(_ string: String) -> String { YAMLWriter.inline(string) }
}
