import Documents

/// Finds what Python's parser says about a text that is not JSON, because NetBox answers with those words.
struct PythonJSON {
  private struct Problem: Error {
    var message: String
    var position: Int
  }

  private let text: [UnicodeScalar]

  /// Reads a body.
  ///
  /// - Throws: the 400 answer of NetBox.
  static func parse(_ bytes: [UInt8]) throws(Refusal) -> Value {
    do throws(JSON.SyntaxError) {
      return try JSON.parse(bytes, limits: JSON.Limits(depth: 200, bytes: 16 << 20))
    } catch {
      let reader = PythonJSON(text: Array(String(decoding: bytes, as: UTF8.self).unicodeScalars))
      throw .detail(400, "JSON parse error - \(reader.complaint ?? error.message)")
    }
  }

  private var complaint: String? {
    do throws(Problem) {
      let end = skipSpace(try scan(skipSpace(0), depth: 0))
      guard end < text.count else { return nil }
      return describe(Problem(message: "Extra data", position: end))
    } catch {
      return describe(error)
    }
  }

  private func describe(_ problem: Problem) -> String {
    let before = text[..<min(problem.position, text.count)]
    let line = before.count { $0 == "\n" } + 1
    let column = problem.position - (before.lastIndex(of: "\n") ?? -1)
    return "\(problem.message): line \(line) column \(column) (char \(problem.position))"
  }

  private func skipSpace(_ position: Int) -> Int {
    var position = position
    while position < text.count, [" ", "\t", "\n", "\r"].contains(text[position]) { position += 1 }
    return position
  }

  /// The position after the value at a position.
  private func scan(_ start: Int, depth: Int) throws(Problem) -> Int {
    guard start < text.count, depth < 500 else { throw Problem(message: "Expecting value", position: start) }
    switch text[start] {
    case "\"": return try scanString(start)
    case "{": return try scanObject(start, depth)
    case "[": return try scanArray(start, depth)
    default:
      for word in ["null", "true", "false"] where hasWord(word, start) { return start + word.count }
      guard let end = numberEnd(start) else { throw Problem(message: "Expecting value", position: start) }
      return end
    }
  }

  private func hasWord(_ word: String, _ start: Int) -> Bool {
    let scalars = Array(word.unicodeScalars)
    return text.count - start >= scalars.count && Array(text[start..<start + scalars.count]) == scalars
  }

  private func numberEnd(_ start: Int) -> Int? {
    let rest = String(String.UnicodeScalarView(text[start...].prefix(400)))
    guard let match = rest.prefixMatch(of: /-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?/) else { return nil }
    return start + match.output.0.unicodeScalars.count
  }

  private func scanString(_ start: Int) throws(Problem) -> Int {
    var position = start + 1
    while position < text.count {
      let scalar = text[position]
      if scalar == "\"" { return position + 1 }
      if scalar.value < 0x20 { throw Problem(message: "Invalid control character at", position: position) }
      guard scalar == "\\" else {
        position += 1
        continue
      }
      guard position + 1 < text.count else { break }
      let escape = text[position + 1]
      if escape == "u" {
        let digits = text[(position + 2)...].prefix(4)
        guard digits.count == 4, digits.allSatisfy({ Character($0).isHexDigit }) else {
          throw Problem(message: "Invalid \\uXXXX escape", position: position + 1)
        }
        position += 6
      } else if ["\"", "\\", "/", "b", "f", "n", "r", "t"].contains(escape) {
        position += 2
      } else {
        throw Problem(message: "Invalid \\escape", position: position)
      }
    }
    throw Problem(message: "Unterminated string starting at", position: start)
  }

  private func scanObject(_ start: Int, _ depth: Int) throws(Problem) -> Int {
    var position = skipSpace(start + 1)
    if position < text.count, text[position] == "}" { return position + 1 }
    while true {
      guard position < text.count, text[position] == "\"" else {
        throw Problem(message: "Expecting property name enclosed in double quotes", position: position)
      }
      position = skipSpace(try scanString(position))
      guard position < text.count, text[position] == ":" else {
        throw Problem(message: "Expecting ':' delimiter", position: position)
      }
      position = skipSpace(try scan(skipSpace(position + 1), depth: depth + 1))
      if position < text.count, text[position] == "}" { return position + 1 }
      guard position < text.count, text[position] == "," else {
        throw Problem(message: "Expecting ',' delimiter", position: position)
      }
      position = skipSpace(position + 1)
    }
  }

  private func scanArray(_ start: Int, _ depth: Int) throws(Problem) -> Int {
    var position = skipSpace(start + 1)
    if position < text.count, text[position] == "]" { return position + 1 }
    while true {
      position = skipSpace(try scan(position, depth: depth + 1))
      if position < text.count, text[position] == "]" { return position + 1 }
      guard position < text.count, text[position] == "," else {
        throw Problem(message: "Expecting ',' delimiter", position: position)
      }
      position = skipSpace(position + 1)
    }
  }
}
