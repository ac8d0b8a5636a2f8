/// The bytes of a YAML text, to point into when something is wrong with it.
struct YAMLSource {
  let bytes: [UInt8]
  let file: String

  /// Checks what libyaml would only find after a long time.
  func check(_ limits: YAML.Limits) throws(Diagnostic) {
    guard bytes.count <= limits.bytes else {
      throw .error("the file is longer than \(limits.bytes) bytes", at: Place(file: file, line: 1, column: 1))
    }
    // libyaml compares each directive with all others of its document.
    var directives = 0
    var line = 1
    var isAtLineStart = true
    for byte in bytes {
      if isAtLineStart, byte == UInt8(ascii: "%") {
        directives += 1
        guard directives <= 1000 else {
          throw .error("more than 1000 directives", at: Place(file: file, line: line, column: 1))
        }
      }
      isAtLineStart = byte == UInt8(ascii: "\n")
      if isAtLineStart { line += 1 }
    }
  }

  /// An error with the line and a caret under the column.
  func error(_ message: String, line: Int, column: Int, hint: String? = nil) -> Diagnostic {
    .error(
      message, at: Place(file: file, line: line, column: column), hint: hint,
      excerpt: excerpt(line: line, column: column), rule: .syntax)
  }

  func error(_ syntax: YAMLSyntaxError) -> Diagnostic {
    var (line, column) = (syntax.line, syntax.column)
    if let offset = syntax.byteOffset { (line, column) = position(ofByte: offset) }
    var message = "not valid YAML: \(syntax.problem)"
    if let context = syntax.context {
      message += " \(context.text)" + (context.line == line ? "" : " that begins on line \(context.line)")
    }
    return error(message, line: line, column: column, hint: hint(for: syntax, line: line, column: column))
  }

  private func hint(for syntax: YAMLSyntaxError, line: Int, column: Int) -> String? {
    let text = scalars(ofLine: line)
    if text.indices.contains(column - 1), text[column - 1] == "\t" { return "indent with spaces, not with tabs" }
    return switch syntax.problem {
    case "found character that cannot start any token": "quote a value that begins with such a character"
    case "mapping values are not allowed in this context":
      "quote a value that holds \": \", or check the indentation"
    case "did not find expected key", "did not find expected '-' indicator":
      "check the indentation of this line and the lines before it"
    default: nil
    }
  }

  /// At most 100 characters of the line around the column, with a caret under it; nil for an empty line.
  func excerpt(line: Int, column: Int) -> String? {
    let text = scalars(ofLine: line)
    guard text.contains(where: { !$0.properties.isWhitespace }) else { return nil }
    let start = max(0, min(column - 60, text.count - 100))
    let end = min(text.count, start + 100)
    var shown = String.UnicodeScalarView()
    if start > 0 { shown.append("…") }
    shown.append(contentsOf: text[start..<end].map { $0.value < 0x20 || $0.value == 0x7F ? " " : $0 })
    if end < text.count { shown.append("…") }
    let caret = max(0, column - 1 - start) + (start > 0 ? 1 : 0)
    return "  \(String(shown))\n  \(String(repeating: " ", count: caret))^"
  }

  private func scalars(ofLine line: Int) -> [Unicode.Scalar] {
    var start = 0
    for _ in 1..<max(line, 1) {
      guard let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) else { return [] }
      start = end + 1
    }
    let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    var text = Array(String(decoding: bytes[start..<end], as: UTF8.self).unicodeScalars)
    if text.last == "\r" { text.removeLast() }
    return text
  }

  private func position(ofByte offset: Int) -> (line: Int, column: Int) {
    let before = bytes.prefix(offset)
    let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    let line = before.count { $0 == UInt8(ascii: "\n") } + 1
    return (line, String(decoding: before[lineStart...], as: UTF8.self).unicodeScalars.count + 1)
  }
}
