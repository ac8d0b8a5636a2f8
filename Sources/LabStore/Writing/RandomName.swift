internal import Kubernetes

/// What the server makes up.
enum RandomName {
  /// No vowels and no look-alikes, as in Kubernetes.
  private static let alphabet = Array("bcdfghjklmnpqrstvwxz2456789".utf8)

  /// The prefix, cut so that the name stays within 63 bytes, and five random characters.
  static func generate(prefix: String, using generator: inout some RandomNumberGenerator) -> String {
    String(decoding: prefix.utf8.prefix(58), as: UTF8.self) + suffix(5, using: &generator)
  }

  static func suffix(_ length: Int, using generator: inout some RandomNumberGenerator) -> String {
    var bytes: [UInt8] = []
    for _ in 0..<length { bytes.append(alphabet[Int.random(in: 0..<alphabet.count, using: &generator)]) }
    return String(decoding: bytes, as: UTF8.self)
  }

  static func uuid() -> String {
    var generator = SystemRandomNumberGenerator()
    return uuid(using: &generator)
  }

  /// A random UUID (RFC 9562, version 4) in lower case.
  static func uuid(using generator: inout some RandomNumberGenerator) -> String {
    var bytes: [UInt8] = []
    for _ in 0..<16 { bytes.append(UInt8.random(in: 0...255, using: &generator)) }
    bytes[6] = bytes[6] & 0x0F | 0x40
    bytes[8] = bytes[8] & 0x3F | 0x80
    var text: [UInt8] = []
    text.reserveCapacity(36)
    for (index, byte) in bytes.enumerated() {
      if [4, 6, 8, 10].contains(index) { text.append(UInt8(ascii: "-")) }
      text.append(hexadecimal[Int(byte >> 4)])
      text.append(hexadecimal[Int(byte & 0xF)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static let hexadecimal = Array("0123456789abcdef".utf8)

  /// A name part that depends on the text alone, in the alphabet of random names: for template hashes.
  static func hash(of text: String, length: Int = 10) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    var digits: [UInt8] = []
    for _ in 0..<length {
      digits.append(alphabet[Int(hash % UInt64(alphabet.count))])
      hash /= UInt64(alphabet.count)
    }
    return String(decoding: digits, as: UTF8.self)
  }
}
