/// Finding text in text, by code point.
enum TextSearch {
  static func firstIndex(of part: [Unicode.Scalar], in text: [Unicode.Scalar], from start: Int) -> Int? {
    guard part.count <= text.count, start <= text.count - part.count else { return nil }
    return (start...text.count - part.count).first { matches(part, text, at: $0) }
  }

  /// The last place that begins at `start` or before.
  static func lastIndex(of part: [Unicode.Scalar], in text: [Unicode.Scalar], from start: Int) -> Int? {
    guard part.count <= text.count else { return nil }
    return (0...min(start, text.count - part.count)).last { matches(part, text, at: $0) }
  }

  private static func matches(_ part: [Unicode.Scalar], _ text: [Unicode.Scalar], at start: Int) -> Bool {
    for offset in part.indices where text[start + offset] != part[offset] { return false }
    return true
  }

  /// The pieces between occurrences of the separator, at most `limit` of them when it is not negative; single characters
  /// when the separator is empty.
  static func split(_ text: String, _ separator: String, limit: Int64) -> [String] {
    if limit == 0 { return [] }
    if limit == 1 { return [text] }
    let (scalars, part) = (text.scalars, separator.scalars)
    let limit = limit < 0 ? Int.max : Int(limit)
    var pieces: [String] = []
    var start = 0
    if part.isEmpty {
      while start < scalars.count, pieces.count < limit - 1 {
        pieces.append(String(scalars[start]))
        start += 1
      }
      if start < scalars.count { pieces.append(String(scalars: scalars[start...])) }
      return pieces
    }
    while pieces.count < limit - 1, let index = firstIndex(of: part, in: scalars, from: start) {
      pieces.append(String(scalars: scalars[start..<index]))
      start = index + part.count
    }
    return pieces + [String(scalars: scalars[start...])]
  }

  /// The text with the first `limit` occurrences replaced, all when it is negative.
  static func replace(_ text: String, _ old: String, _ new: String, limit: Int64) -> String {
    let (scalars, part) = (text.scalars, old.scalars)
    var result = ""
    var start = 0
    var count: Int64 = 0
    while limit < 0 || count < limit, let index = firstIndex(of: part, in: scalars, from: start) {
      result += String(scalars: scalars[start..<index]) + new
      count += 1
      start = index + part.count
      if part.isEmpty {
        guard index < scalars.count else { break }
        result.unicodeScalars.append(scalars[index])
        start = index + 1
      }
    }
    return start <= scalars.count ? result + String(scalars: scalars[min(start, scalars.count)...]) : result
  }

  /// White space as Unicode has it.
  static func trim(_ text: String) -> String {
    let scalars = text.scalars[...]
    guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return "" }
    return String(scalars: scalars[first...last])
  }

  /// The text in quotes, with what a reader could not see escaped.
  static func quote(_ text: String) -> String {
    let escapes: [Unicode.Scalar: String] = [
      "\u{07}": "\\a", "\u{08}": "\\b", "\u{0C}": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\u{0B}": "\\v",
      "\\": "\\\\", "\"": "\\\"",
    ]
    return "\"" + text.unicodeScalars.map { escapes[$0] ?? String($0) }.joined() + "\""
  }
}
