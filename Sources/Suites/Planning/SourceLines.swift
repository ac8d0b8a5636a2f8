import Documents

/// The lines of files, each of which is read once.
struct SourceLines {
  private var files: [String: [[Unicode.Scalar]]] = [:]
  /// How much of a long line is shown on each side of the place.
  private static let reach = 100

  /// The line with a caret below the place, as for expressions; nil when there is no such line.
  mutating func excerpt(at place: Place) -> String? {
    let lines = lines(of: place.file)
    guard lines.indices.contains(place.line - 1) else { return nil }
    let line = lines[place.line - 1]
    let column = min(max(place.column - 1, 0), line.count)
    let shown = max(0, column - Self.reach)..<min(line.count, column + Self.reach)
    var text = String.UnicodeScalarView()
    text.append(contentsOf: line[shown].lazy.map { $0.value < 0x20 || $0.value == 0x7F ? " " : $0 })
    return " | \(String(text))\n | \(String(repeating: ".", count: column - shown.lowerBound))^"
  }

  private mutating func lines(of file: String) -> [[Unicode.Scalar]] {
    if let lines = files[file] { return lines }
    // Standard input cannot be read twice.
    let text = file == "-" ? nil : try? TextFile.read(file, limit: PlugfestFile.limits.bytes)
    let lines = (text ?? "").unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      Array(line.last == "\r" ? line.dropLast() : line)
    }
    files[file] = lines
    return lines
  }
}
