/// Reads and writes JSON (RFC 8259) without losing key order or the difference between `1` and `1.0`.
package enum JSON {
  /// Bounds that keep a hostile text from exhausting the stack or memory.
  package struct Limits: Sendable {
    /// How many arrays and objects may be inside each other.
    package var depth: Int
    /// How many bytes the text may have.
    package var bytes: Int

    package init(depth: Int = 512, bytes: Int = 64 << 20) {
      self.depth = depth
      self.bytes = bytes
    }
  }

  /// Why a text is not JSON, and where.
  package struct SyntaxError: Error, Sendable, Hashable, CustomStringConvertible {
    package var message: String
    /// Bytes before the place.
    package var offset: Int
    package var line: Int
    package var column: Int

    package var description: String { "line \(line), column \(column): \(message)" }

    /// The same as a diagnostic about a file.
    package func diagnostic(file: String) -> Diagnostic {
      .error("not valid JSON: \(message)", at: Place(file: file, line: line, column: column), rule: .syntax)
    }
  }

  /// - Throws: `SyntaxError`, also for a text that exceeds the limits.
  package static func parse(_ text: String, limits: Limits = Limits()) throws(SyntaxError) -> Value {
    try parse(Array(text.utf8), limits: limits)
  }

  /// The last of several members with the same key wins, as in Go.
  ///
  /// - Throws: `SyntaxError`, also for a text that exceeds the limits.
  package static func parse(_ bytes: [UInt8], limits: Limits = Limits()) throws(SyntaxError) -> Value {
    var parser = JSONParser(bytes: bytes, limits: limits, duplicates: nil)
    return try parser.parseDocument()
  }

  /// Also tells the paths of members that occur twice in their object (`spec.a[0].b`), each once.
  package static func parseReportingDuplicates(
    _ bytes: [UInt8], limits: Limits = Limits()
  ) throws(SyntaxError) -> (value: Value, duplicates: [String]) {
    var parser = JSONParser(bytes: bytes, limits: limits, duplicates: [])
    let value = try parser.parseDocument()
    return (value, parser.duplicates ?? [])
  }

  /// Compact JSON, or with two spaces of indentation when `pretty`.
  package static func text(_ value: Value, pretty: Bool = false) -> String {
    String(decoding: bytes(value, pretty: pretty), as: UTF8.self)
  }

  /// Compact JSON, or with two spaces of indentation when `pretty`. Not a number and infinities become `null`.
  package static func bytes(_ value: Value, pretty: Bool = false) -> [UInt8] {
    var writer = JSONWriter(pretty: pretty)
    writer.write(value)
    return writer.output
  }
}
