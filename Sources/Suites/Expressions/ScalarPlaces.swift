import Documents

/// Finds where in its file a character of a scalar stands.
///
/// A value knows where it begins; its characters may stand behind a quote or an anchor, or on the lines below.
struct ScalarPlaces {
  private let file: String
  private let lines: [[Unicode.Scalar]]

  init(_ file: PlugfestFile) {
    self.file = file.path
    lines = Self.lines(of: file.text)
  }

  /// - Parameters:
  ///   - line: of the scalar's text, the first being 1; so with `column`.
  ///   - start: where the scalar begins.
  /// - Returns: `start` itself when escapes or folded lines hide the place.
  func place(line: Int, column: Int, of text: String, at start: Place) -> Place {
    guard start.file == file, lines.indices.contains(start.line - 1) else { return start }
    let source = lines[start.line - 1]
    var position = skipProperties(in: source, from: start.column - 1)
    guard source.indices.contains(position) else { return start }
    let textLines = Self.lines(of: text)
    guard textLines.indices.contains(line - 1) else { return start }
    if source[position] == "|" || source[position] == ">" {
      let below = start.line + line
      guard lines.indices.contains(below - 1),
        let indent = Self.indent(of: textLines[line - 1], in: lines[below - 1])
      else { return start }
      return Place(file: file, line: below, column: indent + column)
    }
    if source[position] == "\"" || source[position] == "'" { position += 1 }
    let before = textLines[0].prefix(column - 1)
    guard line == 1, position <= source.count, source[position...].starts(with: before) else { return start }
    return Place(file: file, line: start.line, column: position + column)
  }

  /// By scalars, since to Swift's characters CR and LF together are one that is neither.
  private static func lines(of text: String) -> [[Unicode.Scalar]] {
    text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map(Array.init)
  }

  /// Anchors and tags stand before the text.
  private func skipProperties(in source: [Unicode.Scalar], from start: Int) -> Int {
    var position = start
    while source.indices.contains(position), source[position] == "&" || source[position] == "!" {
      position = source[position...].firstIndex(of: " ") ?? source.count
      while source.indices.contains(position), source[position] == " " { position += 1 }
    }
    return position
  }

  /// How far a line of a block scalar is indented; nil when the file has another text there.
  private static func indent(of text: [Unicode.Scalar], in source: [Unicode.Scalar]) -> Int? {
    let source = source.last == "\r" ? source.dropLast() : source[...]
    let indent = source.count - text.count
    return indent >= 0 && source.suffix(text.count) == text[...] ? indent : nil
  }
}
