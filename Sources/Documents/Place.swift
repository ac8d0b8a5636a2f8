/// Where in a file something stands.
package struct Place: Sendable, Hashable, Codable, CustomStringConvertible {
  /// Path as the user wrote it, `-` for standard input, or a description such as `body of PUT /api/v1/…`.
  package var file: String
  /// First line is 1.
  package var line: Int
  /// First column is 1, in characters (Unicode scalars).
  package var column: Int

  package init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }

  package var description: String { "\(file):\(line):\(column)" }
}
