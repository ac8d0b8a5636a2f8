/// Takes out of a text what looks like a credential, whoever's it is: header values, passwords and tokens beside their
/// names, bearer tokens, web tokens, private keys, and passwords in addresses.
struct CredentialMask {
  private static let replacement = Array("[redacted]".utf8)

  private let bytes: [UInt8]
  private var output: [UInt8] = []
  /// What is before it was taken over or replaced.
  private var taken = 0
  /// Whether the last `name:` was that of a credential, and its `value:` has not come.
  private var hasNamedCredential = false

  static func mask(_ text: String) -> String {
    var mask = CredentialMask(bytes: Array(text.utf8))
    mask.scan()
    return String(decoding: mask.output, as: UTF8.self)
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private mutating func scan() {
    var index = 0
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: ":"), UInt8(ascii: "="):
        index = userInformation(at: index) ?? namedValue(at: index) ?? index + 1
      case UInt8(ascii: "e"): index = webToken(at: index) ?? index + 1
      case UInt8(ascii: "B"), UInt8(ascii: "b"): index = bearer(at: index) ?? index + 1
      case UInt8(ascii: "-"): index = privateKey(at: index) ?? index + 1
      case UInt8(ascii: "L"): index = encodedPrivateKey(at: index) ?? index + 1
      default: index += 1
      }
    }
    output += bytes[taken...]
  }

  /// Returns the end.
  private mutating func replace(_ range: Range<Int>) -> Int? {
    guard !range.isEmpty, range.lowerBound >= taken else { return nil }
    output += bytes[taken..<range.lowerBound] + Self.replacement
    taken = range.upperBound
    return range.upperBound
  }

  // MARK: Values beside their names

  /// `"password": "…"`, `NETBOX_TOKEN=…`, `Authorization: Token …`, at the sign between.
  private mutating func namedValue(at separator: Int) -> Int? {
    guard let name = name(before: separator) else { return nil }
    let isHeader = name.hasSuffix("authorization") || name.hasSuffix("cookie")
    var range = value(after: separator, isHeader: isHeader)
    switch name {
    case "name":
      // What is listed as name and value, such as variables of an environment.
      hasNamedCredential = Self.isCredential(String(decoding: bytes[range], as: UTF8.self).lowercased())
      return nil
    case "value":
      guard hasNamedCredential else { return nil }
      hasNamedCredential = false
    default:
      guard isHeader || Self.isCredential(name) else { return nil }
    }
    var end = Self.words.contains(String(decoding: bytes[range], as: UTF8.self)) ? nil : replace(range)
    // A change has another value behind the arrow.
    while let next = arrow(after: range.upperBound) {
      range = value(after: next, isHeader: false)
      end = replace(range) ?? end
    }
    return end
  }

  private static func isCredential(_ name: String) -> Bool { names.contains(where: name.hasSuffix) }

  private func value(after separator: Int, isHeader: Bool) -> Range<Int> {
    var start = skip(from: separator + 1) { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    if isHeader { start = skip(from: start) { $0 == UInt8(ascii: "[") } }
    let opening = skip(from: start) { $0 == UInt8(ascii: "\\") }
    if opening < bytes.count, Self.quotes.contains(bytes[opening]) {
      let quote = bytes[opening]
      let end = skip(from: opening + 1) { $0 != quote && $0 != UInt8(ascii: "\\") && $0 != UInt8(ascii: "\n") }
      return opening + 1..<end
    }
    let ends = isHeader ? Self.headerEnds : Self.valueEnds
    return start..<skip(from: start) { !ends.contains($0) }
  }

  private func arrow(after end: Int) -> Int? {
    let start = skip(from: end) { Self.quotes.contains($0) }
    return matches(" → ", at: start) ? start + 4 : nil
  }

  private static let names = [
    "password", "passwd", "token", "api_key", "apikey", "api-key", "client_secret", "clientsecret", "secret_key",
    "secretkey", "secretaccesskey", "private_key", "privatekey",
  ]
  /// No values of anybody's, or no more.
  private static let words: Set = ["null", "nil", "true", "false", "nothing", "redacted"]
  private static let quotes = Set("\"'`".utf8)
  private static let headerEnds = Set("\"'`]\r\n".utf8)
  private static let valueEnds = Set(" \t\r\n\"'`,;&{}[]()<>".utf8)
  private static let longestName = 64

  /// The word before the sign, in lowercase, without quotes around it.
  private func name(before separator: Int) -> String? {
    var end = separator
    while end > 0, bytes[end - 1] == UInt8(ascii: " ") || Self.quotes.contains(bytes[end - 1]) || isBackslash(end - 1) {
      end -= 1
    }
    var start = end
    while start > 0, end - start < Self.longestName, Self.isWord(bytes[start - 1]) { start -= 1 }
    return start == end ? nil : String(decoding: bytes[start..<end], as: UTF8.self).lowercased()
  }

  // MARK: Values that tell by themselves

  /// `https://user:password@host`, at the first colon.
  private mutating func userInformation(at colon: Int) -> Int? {
    guard matches("://", at: colon) else { return nil }
    let start = colon + 3
    let end = skip(from: start) { !Self.valueEnds.contains($0) && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "@") }
    guard end < bytes.count, bytes[end] == UInt8(ascii: "@"),
      let inner = bytes[start..<end].firstIndex(of: UInt8(ascii: ":"))
    else { return start }
    return replace(inner + 1..<end) ?? start
  }

  private mutating func bearer(at index: Int) -> Int? {
    guard matches("earer ", at: index + 1), index == 0 || !Self.isWord(bytes[index - 1]) else { return nil }
    let start = index + 7
    let end = skip(from: start, while: Self.isToken)
    return end - start >= 8 ? replace(start..<end) : nil
  }

  /// Three parts of base 64, of which the first is a JSON object.
  private mutating func webToken(at index: Int) -> Int? {
    guard matches("eyJ", at: index), index == 0 || !Self.isWord(bytes[index - 1]) else { return nil }
    let end = skip(from: index, while: Self.isToken)
    let dots = bytes[index..<end].count { $0 == UInt8(ascii: ".") }
    return dots >= 2 && end - index >= 20 ? replace(index..<end) : nil
  }

  private mutating func privateKey(at index: Int) -> Int? {
    guard matches("-----BEGIN ", at: index) else { return nil }
    let label = skip(from: index + 11) { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "\n") }
    guard String(decoding: bytes[index + 11..<label], as: UTF8.self).hasSuffix("PRIVATE KEY") else { return nil }
    let start = label + 5
    guard start <= bytes.count else { return nil }
    let end = bytes[start...].firstRange(of: Array("-----END".utf8))?.lowerBound ?? bytes.count
    return replace(start..<end)
  }

  /// The same in base 64, as a kubeconfig holds it.
  private mutating func encodedPrivateKey(at index: Int) -> Int? {
    guard Self.encodedHeads.contains(where: { matches($0, at: index) }) else { return nil }
    return replace(index..<skip(from: index, while: Self.isToken))
  }

  /// `-----BEGIN PRIVATE`, `-----BEGIN RSA PRIVATE` and `-----BEGIN EC PRIVATE`.
  private static let encodedHeads: [StaticString] = [
    "LS0tLS1CRUdJTiBQUklWQVRF", "LS0tLS1CRUdJTiBSU0EgUFJJVkFURS", "LS0tLS1CRUdJTiBFQyBQUklWQVRF",
  ]

  // MARK: Bytes

  private func skip(from start: Int, while isWanted: (UInt8) -> Bool) -> Int {
    var index = min(start, bytes.count)
    while index < bytes.count, isWanted(bytes[index]) { index += 1 }
    return index
  }

  private func matches(_ text: StaticString, at index: Int) -> Bool {
    guard index + text.utf8CodeUnitCount <= bytes.count else { return false }
    return text.withUTF8Buffer { $0.elementsEqual(bytes[index..<index + $0.count]) }
  }

  private func isBackslash(_ index: Int) -> Bool { bytes[index] == UInt8(ascii: "\\") }

  private static func isWord(_ byte: UInt8) -> Bool {
    isAlphanumeric(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
  }

  private static func isToken(_ byte: UInt8) -> Bool {
    isWord(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/")
      || byte == UInt8(ascii: "=") || byte == UInt8(ascii: "~")
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
