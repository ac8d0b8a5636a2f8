import Foundation

/// An address with a mask, IPv4 or IPv6: `192.0.2.10/24`.
package struct IPNetwork: Sendable, Hashable {
  /// Network byte order; 4 or 16 of them.
  package let bytes: [UInt8]
  package let length: Int

  package init?(bytes: [UInt8], length: Int) {
    guard bytes.count == 4 || bytes.count == 16, (0...bytes.count * 8).contains(length) else { return nil }
    self.bytes = bytes
    self.length = length
  }

  /// Without a mask the address stands alone, as /32 or /128; nil for what is no address.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count <= 2, let bytes = Self.bytes(String(parts[0])) else { return nil }
    guard parts.count == 2 else {
      self.init(bytes: bytes, length: bytes.count * 8)
      return
    }
    guard parts[1].utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), let length = Int(parts[1]) else { return nil }
    self.init(bytes: bytes, length: length)
  }

  package var isIPv6: Bool { bytes.count == 16 }
  package var bitCount: Int { bytes.count * 8 }

  /// The address without its mask, IPv6 in its short form.
  package var address: String {
    var buffer = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    guard inet_ntop(isIPv6 ? AF_INET6 : AF_INET, bytes, &buffer, socklen_t(buffer.count)) != nil else { return "" }
    return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// The same address alone: /32 or /128.
  package var host: IPNetwork { IPNetwork(bytes: bytes, length: bitCount) ?? self }

  /// The network itself: the same with no host bits.
  package var network: IPNetwork {
    let masked = bytes.enumerated().map { index, byte in
      let bits = min(8, max(0, length - index * 8))
      return byte & ~UInt8(truncatingIfNeeded: 0xFF >> bits)
    }
    return IPNetwork(bytes: masked, length: length) ?? self
  }

  package func contains(_ other: IPNetwork) -> Bool {
    guard bytes.count == other.bytes.count, other.length >= length else { return false }
    return IPNetwork(bytes: other.bytes, length: length)?.network.bytes == network.bytes
  }

  /// The address that comes `count` addresses later; nil past the last one.
  package func advanced(by count: Int) -> IPNetwork? {
    var bytes = bytes
    var carry = count
    for index in bytes.indices.reversed() where carry > 0 {
      let sum = Int(bytes[index]) + carry
      bytes[index] = UInt8(truncatingIfNeeded: sum)
      carry = sum >> 8
    }
    return carry > 0 ? nil : IPNetwork(bytes: bytes, length: length)
  }

  /// The network of the same size that comes next; nil after the last one.
  package var next: IPNetwork? {
    guard length > 0 else { return nil }
    var bytes = network.bytes
    let index = (length - 1) / 8
    var carry = 1 << (7 - (length - 1) % 8)
    for position in stride(from: index, through: 0, by: -1) where carry > 0 {
      let sum = Int(bytes[position]) + carry
      bytes[position] = UInt8(truncatingIfNeeded: sum)
      carry = sum >> 8
    }
    return carry > 0 ? nil : IPNetwork(bytes: bytes, length: length)
  }

  private static func bytes(_ text: String) -> [UInt8]? {
    var v4 = in_addr()
    if inet_pton(AF_INET, text, &v4) == 1 { return withUnsafeBytes(of: v4) { Array($0) } }
    var v6 = in6_addr()
    if inet_pton(AF_INET6, text, &v6) == 1 { return withUnsafeBytes(of: v6) { Array($0) } }
    return nil
  }
}

extension IPNetwork: CustomStringConvertible {
  package var description: String { "\(address)/\(length)" }
}
