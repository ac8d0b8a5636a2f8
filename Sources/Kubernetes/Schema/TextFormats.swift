/// The formats of texts that are neither times nor network addresses.
enum TextFormats {
  /// 32 hexadecimal digits with or without the four dashes; some versions fix a digit or two.
  static func isUUID(_ bytes: [UInt8], version: Int?) -> Bool {
    var digits: [UInt8] = []
    for byte in bytes {
      if byte == UInt8(ascii: "-") {
        guard [8, 12, 16, 20].contains(digits.count), !digits.isEmpty else { return false }
        continue
      }
      guard byte.isHexadecimal else { return false }
      digits.append(byte | 0x20)
    }
    guard digits.count == 32, bytes.count <= 36, !hasDoubleDash(bytes) else { return false }
    guard let version else { return true }
    guard digits[12] == UInt8(ascii: "0") + UInt8(version) else { return false }
    return version == 3 || "89ab".utf8.contains(digits[16])
  }

  private static func hasDoubleDash(_ bytes: [UInt8]) -> Bool {
    zip(bytes, bytes.dropFirst()).contains { $0 == UInt8(ascii: "-") && $1 == UInt8(ascii: "-") }
  }

  static func isBase64(_ bytes: [UInt8]) -> Bool {
    guard !bytes.isEmpty, bytes.count % 4 == 0 else { return false }
    let padding = bytes.reversed().prefix { $0 == UInt8(ascii: "=") }.count
    return padding <= 2
      && bytes.dropLast(padding).allSatisfy {
        $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "/")
      }
  }

  /// An absolute URI or an absolute path, as in the first line of an HTTP request.
  static func isURI(_ text: String) -> Bool {
    guard !text.isEmpty, !text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else { return false }
    guard hasWholeEscapes(Array(text.utf8)) else { return false }
    if text.hasPrefix("/") || text == "*" { return true }
    guard let colon = text.firstIndex(of: ":") else { return false }
    let scheme = text[..<colon].utf8
    guard let first = scheme.first, first.isLetter,
      scheme.allSatisfy({ $0.isLetter || $0.isDigit || "+-.".utf8.contains($0) })
    else { return false }
    let rest = text[text.index(after: colon)...]
    guard rest.hasPrefix("//") else { return true }
    let authority = rest.dropFirst(2).prefix { $0 != "/" && $0 != "?" }
    return !authority.contains(" ") && hasValidPort(authority)
  }

  private static func hasValidPort(_ authority: Substring) -> Bool {
    let host = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
    if host.hasPrefix("[") {
      guard let end = host.firstIndex(of: "]") else { return false }
      let tail = host[host.index(after: end)...]
      return tail.isEmpty || (tail.hasPrefix(":") && tail.dropFirst().utf8.allSatisfy(\.isDigit))
    }
    guard let colon = host.lastIndex(of: ":") else { return true }
    return host[host.index(after: colon)...].utf8.allSatisfy(\.isDigit)
  }

  private static func hasWholeEscapes(_ bytes: [UInt8]) -> Bool {
    bytes.indices.allSatisfy { index in
      bytes[index] != UInt8(ascii: "%")
        || (index + 2 < bytes.count && bytes[index + 1].isHexadecimal && bytes[index + 2].isHexadecimal)
    }
  }

  /// `a@b.example`, `Name <a@b.example>`.
  static func isEmail(_ text: String) -> Bool {
    var address = Substring(text)
    if text.hasSuffix(">"), let open = text.lastIndex(of: "<") {
      address = text[text.index(after: open)...].dropLast()
    }
    let parts = address.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2 else { return false }
    return parts.allSatisfy(isDotAtom)
  }

  private static func isDotAtom(_ text: Substring) -> Bool {
    text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { atom in
      !atom.isEmpty
        && atom.utf8.allSatisfy { $0 >= 0x80 || $0.isLetter || $0.isDigit || "!#$%&'*+-/=?^_`{|}~".utf8.contains($0) }
    }
  }

  /// One label, or labels of which the last has only letters, at least two.
  static func isHostname(_ text: String) -> Bool {
    guard text.utf8.count <= 255 else { return false }
    let labels = text.split(separator: ".", omittingEmptySubsequences: false)
    guard labels.allSatisfy({ (1...63).contains($0.utf8.count) && isHostLabel($0) }) else { return false }
    guard labels.count > 1, let last = labels.last else { return true }
    return last.count >= 2 && last.allSatisfy(\.isLetter)
  }

  private static func isHostLabel(_ label: Substring) -> Bool {
    let isPlain: (Character) -> Bool = { ($0.isASCII && $0.isNumber) || $0.isLetter || $0.isSymbol }
    guard let first = label.first, let last = label.last, isPlain(first), isPlain(last) else { return false }
    return label.allSatisfy { isPlain($0) || $0 == "-" }
  }

  static func isLabel(_ bytes: ArraySlice<UInt8>) -> Bool {
    let isPlain: (UInt8) -> Bool = { $0.isDigit || ($0.isLetter && $0 & 0x20 != 0) }
    guard let first = bytes.first, let last = bytes.last, bytes.count <= 63 else { return false }
    return isPlain(first) && isPlain(last) && bytes.allSatisfy { isPlain($0) || $0 == UInt8(ascii: "-") }
  }

  static func isSubdomain(_ bytes: [UInt8]) -> Bool {
    bytes.count <= 253
      && bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { isLabel($0) }
  }
}
