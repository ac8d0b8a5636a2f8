/// A path to a value by RFC 6901: `/spec/items/0`, `/metadata/labels/a.b~1c`.
package struct JSONPointer: Sendable, Hashable {
  /// Why a text is not a pointer.
  package struct SyntaxError: Error, Sendable, Hashable, CustomStringConvertible {
    package var message: String
    package var description: String { message }
  }

  /// Member names and indices, not escaped.
  package var tokens: [String]

  package init(_ tokens: [String] = []) { self.tokens = tokens }

  package init(parsing text: String) throws(SyntaxError) {
    tokens = []
    if text.isEmpty { return }
    guard text.utf8.first == UInt8(ascii: "/") else {
      throw SyntaxError(message: "\(text.quoted) must be empty or begin with \"/\"")
    }
    for token in text.utf8.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
      tokens.append(try Self.unescape(token, in: text))
    }
  }

  private static func unescape(_ token: Substring.UTF8View, in text: String) throws(SyntaxError) -> String {
    guard token.contains(UInt8(ascii: "~")) else { return String(Substring(token)) }
    var result: [UInt8] = []
    var isEscaped = false
    for byte in token {
      switch (isEscaped, byte) {
      case (false, UInt8(ascii: "~")): isEscaped = true
      case (false, _): result.append(byte)
      case (true, UInt8(ascii: "0")), (true, UInt8(ascii: "1")):
        result.append(byte == UInt8(ascii: "0") ? UInt8(ascii: "~") : UInt8(ascii: "/"))
        isEscaped = false
      case (true, _): throw SyntaxError(message: "\"~\" must be followed by 0 or 1 in \(text.quoted)")
      }
    }
    if isEscaped { throw SyntaxError(message: "\"~\" must be followed by 0 or 1 in \(text.quoted)") }
    return String(decoding: result, as: UTF8.self)
  }

  package func appending(_ token: String) -> JSONPointer { JSONPointer(tokens + [token]) }

  /// Whether `other` is this or leads to something inside it.
  package func isPrefix(of other: JSONPointer) -> Bool { other.tokens.starts(with: tokens) }

  /// A token as an index of a list: digits, without leading zeros.
  static func index(_ token: String) -> Int? {
    guard token.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else { return nil }
    guard token == "0" || token.utf8.first != UInt8(ascii: "0") else { return nil }
    return Int(token)
  }
}

extension JSONPointer: CustomStringConvertible {
  package var description: String {
    tokens.map { token in
      var escaped: [UInt8] = [UInt8(ascii: "/")]
      for byte in token.utf8 {
        switch byte {
        case UInt8(ascii: "~"): escaped += [UInt8(ascii: "~"), UInt8(ascii: "0")]
        case UInt8(ascii: "/"): escaped += [UInt8(ascii: "~"), UInt8(ascii: "1")]
        default: escaped.append(byte)
        }
      }
      return String(decoding: escaped, as: UTF8.self)
    }.joined()
  }
}

extension Value {
  /// The value that the pointer leads to; nil when there is none.
  package subscript(pointer: JSONPointer) -> Value? {
    var value = self
    for token in pointer.tokens {
      let next: Value? =
        if case .array = value { JSONPointer.index(token).flatMap { value[$0] } } else { value[token] }
      guard let next else { return nil }
      value = next
    }
    return value
  }
}
