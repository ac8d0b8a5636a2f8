/// Escapes text for URLs (RFC 3986).
enum PercentEncoding {
  static func query(_ text: String) -> String { encode(text, allowed: "-._~") }

  static func pathSegment(_ text: String) -> String { encode(text, allowed: "-._~!$&'()*+,;=:@") }

  private static func encode(_ text: String, allowed: StaticString) -> String {
    var result: [UInt8] = []
    let digits = Array("0123456789ABCDEF".utf8)
    for byte in text.utf8 {
      let isPlain: Bool
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        isPlain = true
      default: isPlain = allowed.withUTF8Buffer { $0.contains(byte) }
      }
      if isPlain {
        result.append(byte)
      } else {
        result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
