import Foundation

/// An address with the length of its network, IPv4 or IPv6.
package struct IPNetwork: Sendable, Hashable {
  /// Network byte order; 4 or 16 of them.
  package let bytes: [UInt8]
  package let length: Int

  /// Without a length the address stands alone, as /32 or /128; nil for what is no address.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count <= 2, let bytes = Self.bytes(String(parts[0])) else { return nil }
    let length = parts.count == 2 ? Int(parts[1]) : bytes.count * 8
    guard let length, (0...bytes.count * 8).contains(length) else { return nil }
    self.bytes = bytes
    self.length = length
  }

  package var isIPv6: Bool { bytes.count == 16 }

  /// The address alone, IPv6 in its short form.
  package var address: String {
    var buffer = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    guard inet_ntop(isIPv6 ? AF_INET6 : AF_INET, bytes, &buffer, socklen_t(buffer.count)) != nil else { return "" }
    return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  package func overlaps(_ other: IPNetwork) -> Bool {
    guard bytes.count == other.bytes.count else { return false }
    var rest = min(length, other.length)
    for (left, right) in zip(bytes, other.bytes) where rest > 0 {
      let mask = rest >= 8 ? UInt8.max : ~(UInt8.max >> UInt8(rest))
      if left & mask != right & mask { return false }
      rest -= 8
    }
    return true
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
