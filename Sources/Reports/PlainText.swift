/// Makes any text, also a hostile one, fit for XML 1.0 and for a terminal.
package enum PlainText {
  /// Without terminal escape sequences, and with U+FFFD for each character that XML 1.0 forbids.
  ///
  /// Numeric references are no way out: `&#27;` is as fatal to a parser as the raw character.
  package static func sanitized(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var scalars = text.unicodeScalars.makeIterator()
    while let scalar = scalars.next() {
      if scalar == "\u{1B}" {
        skipEscapeSequence(&scalars)
      } else {
        result.append(isAllowed(scalar) ? scalar : "\u{FFFD}")
      }
    }
    return String(result)
  }

  /// The production Char of XML 1.0, less C1 controls, which terminals act upon.
  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x9, 0xA, 0xD, 0x20...0x7E, 0xA0...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
    default: false
    }
  }

  /// Control sequences (`ESC [ … letter`) and operating system commands (`ESC ] … BEL`); other escapes are two characters.
  private static func skipEscapeSequence(_ scalars: inout String.UnicodeScalarView.Iterator) {
    switch scalars.next() {
    case "[":
      while let scalar = scalars.next(), !(0x40...0x7E).contains(scalar.value) {}
    case "]":
      while let scalar = scalars.next(), scalar != "\u{07}" {
        if scalar == "\u{1B}" {
          _ = scalars.next()
          return
        }
      }
    default: break
    }
  }

  /// On one line and at most `limit` characters long.
  package static func oneLine(_ text: String, limit: Int) -> String {
    let line = sanitized(text).split(whereSeparator: \.isNewline).joined(separator: " ")
    return line.count <= limit ? line : line.prefix(limit - 1) + "…"
  }

  /// The head and the tail of a long text, with a line between them that tells how much is left out.
  package static func shortened(_ text: String, to limit: Int) -> String {
    guard text.utf8.count > limit else { return text }
    let half = limit / 2
    let head = text.prefix(half)
    let tail = text.suffix(half)
    let left = text.count - head.count - tail.count
    return "\(head)\n… \(left) characters left out …\n\(tail)"
  }
}
