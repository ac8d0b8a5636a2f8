/// The words of one line of a description; `"…"` makes one word of several, and parentheses keep a word together.
struct DescriptionLine {
  private var remaining: Substring.UTF8View
  private let line: Substring
  /// What follows ` -- `.
  let text: String

  init(_ line: Substring) {
    self.line = line
    var end = line.utf8.endIndex
    var text = ""
    if let mark = Self.textMark(in: line) {
      end = mark
      text = String(line[line.utf8.index(mark, offsetBy: 4)...])
    }
    remaining = line.utf8[..<end]
    self.text = text
  }

  private static func textMark(in line: Substring) -> Substring.Index? {
    let bytes = line.utf8
    var index = bytes.startIndex
    while let dash = bytes[index...].firstIndex(of: UInt8(ascii: "-")) {
      let next = bytes.index(after: dash)
      if next < bytes.endIndex, bytes[next] == UInt8(ascii: "-"), dash > bytes.startIndex {
        let before = bytes.index(before: dash)
        let isMember = bytes[..<dash].contains { $0 != UInt8(ascii: " ") }
        if isMember, bytes[before] == UInt8(ascii: " "), bytes[next...].dropFirst().first == UInt8(ascii: " ") {
          return before
        }
      }
      index = next
    }
    return nil
  }

  /// All that was not read yet.
  var rest: String { String(Substring(remaining)).trimmingPrefix(while: { $0 == " " }).description }

  mutating func next() -> String? {
    while remaining.first == UInt8(ascii: " ") { remaining = remaining.dropFirst() }
    guard let first = remaining.first else { return nil }
    if first == UInt8(ascii: "\"") {
      let word = remaining.dropFirst().prefix { $0 != UInt8(ascii: "\"") }
      remaining = remaining[word.endIndex...].dropFirst()
      return String(Substring(word))
    }
    var depth = 0
    let word = remaining.prefix { byte in
      if byte == UInt8(ascii: "(") { depth += 1 }
      if byte == UInt8(ascii: ")") { depth -= 1 }
      return byte != UInt8(ascii: " ") || depth > 0
    }
    remaining = remaining[word.endIndex...]
    return String(Substring(word))
  }
}

/// `name(a,b)`: an option with arguments, or without any.
struct DescriptionOption {
  let name: String
  let arguments: [String]

  init(_ text: String, separator: Character = ",") {
    guard let open = text.firstIndex(of: "("), text.last == ")" else {
      name = text
      arguments = []
      return
    }
    name = String(text[..<open])
    let inside = text[text.index(after: open)...].dropLast()
    arguments = inside.isEmpty ? [] : inside.split(separator: separator).map(String.init)
  }
}
