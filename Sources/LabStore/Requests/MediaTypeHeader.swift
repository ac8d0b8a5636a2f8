/// A Content-Type header as Go reads it, which refuses parameters that are none.
struct MediaTypeHeader {
  /// In lower case, without parameters.
  let type: String

  init?(_ header: String) {
    var rest = header.utf8[...]
    let type = rest.prefix { $0 != UInt8(ascii: ";") }
    rest = rest.dropFirst(type.count)
    self.type = String(decoding: type, as: UTF8.self).trimmingSpaces().lowercased()
    var names: Set<String> = []
    while !rest.allSatisfy(Self.isSpace) {
      guard let name = Self.parameter(&rest) else {
        // One semicolon at the end is forgiven.
        if String(decoding: rest, as: UTF8.self).trimmingSpaces() == ";" { return }
        return nil
      }
      guard names.insert(name).inserted else { return nil }
    }
  }

  /// Takes `; name=value` or `; name="value"`, and returns the name.
  private static func parameter(_ text: inout Substring.UTF8View) -> String? {
    var rest = text.drop(while: isSpace)
    guard rest.popFirst() == UInt8(ascii: ";") else { return nil }
    rest = rest.drop(while: isSpace)
    let name = rest.prefix(while: isToken)
    rest = rest.dropFirst(name.count).drop(while: isSpace)
    guard !name.isEmpty, rest.popFirst() == UInt8(ascii: "=") else { return nil }
    rest = rest.drop(while: isSpace)
    guard rest.first == UInt8(ascii: "\"") ? dropQuoted(&rest) : dropToken(&rest) else { return nil }
    text = rest
    return String(decoding: name, as: UTF8.self).lowercased()
  }

  private static func dropToken(_ text: inout Substring.UTF8View) -> Bool {
    let count = text.prefix(while: isToken).count
    text = text.dropFirst(count)
    return count > 0
  }

  private static func dropQuoted(_ text: inout Substring.UTF8View) -> Bool {
    text = text.dropFirst()
    while let byte = text.popFirst() {
      switch byte {
      case UInt8(ascii: "\""): return true
      case UInt8(ascii: "\\"): _ = text.popFirst()
      case UInt8(ascii: "\r"), UInt8(ascii: "\n"): return false
      default: continue
      }
    }
    return false
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

  private static func isToken(_ byte: UInt8) -> Bool {
    byte > 0x20 && byte < 0x7F && !#"()<>@,;:\"/[]?="#.utf8.contains(byte)
  }
}
