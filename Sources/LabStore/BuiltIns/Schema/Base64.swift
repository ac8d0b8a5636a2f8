/// The standard alphabet with padding, as Go's decoder reads it.
enum Base64 {
  /// The offset of the first byte that cannot stand where it stands; nil when the text is well formed.
  static func firstInvalidByte(_ bytes: some RandomAccessCollection<UInt8>) -> Int? {
    let padding = bytes.suffix(2).reversed().prefix { $0 == UInt8(ascii: "=") }.count
    for (offset, byte) in bytes.dropLast(padding).enumerated() where value(of: byte) == nil { return offset }
    return bytes.count % 4 == 0 ? nil : bytes.count - bytes.count % 4
  }

  static func encode(_ bytes: some Collection<UInt8>) -> String {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    var rest = bytes[...]
    while !rest.isEmpty {
      let group = Array(rest.prefix(3))
      rest = rest.dropFirst(3)
      let number = group.reduce(0) { $0 << 8 | UInt32($1) } << (8 * UInt32(3 - group.count))
      for index in 0..<4 {
        text.append(index > group.count ? UInt8(ascii: "=") : alphabet[Int(number >> (18 - 6 * UInt32(index)) & 63)])
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Nil for what is not well formed.
  static func decode(_ text: String) -> [UInt8]? {
    let bytes = Array(text.utf8)
    guard firstInvalidByte(bytes) == nil else { return nil }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count / 4 * 3)
    var number: UInt32 = 0
    var count = 0
    for digit in bytes.compactMap(value) {
      number = number << 6 | UInt32(digit)
      count += 1
      if count % 4 == 0 { result += [UInt8(number >> 16 & 255), UInt8(number >> 8 & 255), UInt8(number & 255)] }
    }
    if count % 4 == 2 { result.append(UInt8(number >> 4 & 255)) }
    if count % 4 == 3 { result += [UInt8(number >> 10 & 255), UInt8(number >> 2 & 255)] }
    return result
  }

  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  private static func value(of byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte - UInt8(ascii: "A")
    case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - UInt8(ascii: "a") + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0") + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}
