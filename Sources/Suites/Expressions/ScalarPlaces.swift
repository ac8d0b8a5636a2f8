import Documents

/// Finds where in its file a character of a scalar stands.
///
/// A value knows where it begins; its characters may stand behind a quote or an anchor, or on the lines below.
struct ScalarPlaces {
  private let file: String
  private let text: String
  /// Where each line begins.
  private let starts: [String.Index]

  init(_ file: PlugfestFile) {
    self.file = file.path
    text = file.text
    var starts = [text.startIndex]
    for index in text.utf8.indices where text.utf8[index] == UInt8(ascii: "\n") {
      starts.append(text.utf8.index(after: index))
    }
    self.starts = starts
  }

  /// The scalars of a line, the first being 1; nil when there is no such line.
  private func line(_ number: Int) -> [Unicode.Scalar]? {
    guard starts.indices.contains(number - 1) else { return nil }
    let end = number < starts.count ? text.utf8.index(before: starts[number]) : text.endIndex
    return Array(text[starts[number - 1]..<end].unicodeScalars)
  }

  /// - Parameters:
  ///   - line: of the scalar's text, the first being 1; so with `column`.
  ///   - start: where the scalar begins.
  /// - Returns: `start` itself when escapes or folded lines hide the place.
  func place(line: Int, column: Int, of text: String, at start: Place) -> Place {
    guard start.file == file, let source = self.line(start.line) else { return start }
    var position = skipProperties(in: source, from: start.column - 1)
    guard source.indices.contains(position) else { return start }
    let textLines = Self.lines(of: text)
    guard textLines.indices.contains(line - 1) else { return start }
    if source[position] == "|" || source[position] == ">" {
      let below = start.line + line
      guard let source = self.line(below), let indent = Self.indent(of: textLines[line - 1], in: source)
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
