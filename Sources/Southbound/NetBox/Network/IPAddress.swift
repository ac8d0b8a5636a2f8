/// One IPv4 or IPv6 address.
///
/// The bits of an IPv4 address are the low 32.
struct IPAddress: Sendable, Hashable {
  enum Family: Int64, Sendable, Comparable {
    case v4 = 4
    case v6 = 6

    var width: Int { self == .v4 ? 32 : 128 }
    static func < (left: Family, right: Family) -> Bool { left.rawValue < right.rawValue }
  }

  var family: Family
  var bits: UInt128

  /// Strict dotted quads and RFC 4291 text, nothing shorter; nil for anything else.
  init?(_ text: some StringProtocol) {
    if text.contains(":") {
      guard let bits = Self.parseV6(String(text)) else { return nil }
      self.init(family: .v6, bits: bits)
    } else {
      guard let bits = Self.parseV4(String(text)) else { return nil }
      self.init(family: .v4, bits: UInt128(bits))
    }
  }

  init(family: Family, bits: UInt128) {
    self.family = family
    self.bits = bits
  }

  private static func parseV4(_ text: String) -> UInt32? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var bits: UInt32 = 0
    for part in parts {
      guard (1...3).contains(part.utf8.count), part.utf8.allSatisfy({ (48...57).contains($0) }),
        part.utf8.count == 1 || part.first != "0", let octet = UInt8(part)
      else { return nil }
      bits = bits << 8 | UInt32(octet)
    }
    return bits
  }

  private static func parseV6(_ text: String) -> UInt128? {
    var text = text
    // An embedded IPv4 address at the end stands for two groups.
    if let colon = text.lastIndex(of: ":"), text[colon...].contains(".") {
      guard let v4 = parseV4(String(text[text.index(after: colon)...])) else { return nil }
      text = text[...colon] + String(v4 >> 16, radix: 16) + ":" + String(v4 & 0xffff, radix: 16)
    }
    let halves = text.split(separator: "::", maxSplits: 2, omittingEmptySubsequences: false)
    guard halves.count <= 2 else { return nil }
    guard let head = groups(halves[0]) else { return nil }
    guard halves.count == 2 else { return head.count == 8 ? joined(head) : nil }
    guard let tail = groups(halves[1]), head.count + tail.count < 8 else { return nil }
    return joined(head + [UInt16](repeating: 0, count: 8 - head.count - tail.count) + tail)
  }

  private static func groups(_ text: Substring) -> [UInt16]? {
    if text.isEmpty { return [] }
    var result: [UInt16] = []
    for part in text.split(separator: ":", omittingEmptySubsequences: false) {
      guard (1...4).contains(part.utf8.count), part.allSatisfy(\.isHexDigit), let group = UInt16(part, radix: 16)
      else { return nil }
      result.append(group)
    }
    return result
  }

  private static func joined(_ groups: [UInt16]) -> UInt128 { groups.reduce(0) { $0 << 16 | UInt128($1) } }
}

extension IPAddress: CustomStringConvertible {
  /// The canonical text (RFC 5952).
  var description: String {
    switch family {
    case .v4:
      return stride(from: 24, through: 0, by: -8).map { String((bits >> UInt128($0)) & 0xff) }.joined(separator: ".")
    case .v6: return v6Text
    }
  }

  private var v6Text: String {
    if bits >> 32 == 0xffff { return "::ffff:" + IPAddress(family: .v4, bits: bits & 0xffff_ffff).description }
    let groups = stride(from: 112, through: 0, by: -16).map { UInt16(truncatingIfNeeded: bits >> UInt128($0)) }
    let gap = longestZeros(groups)
    let text: (ArraySlice<UInt16>) -> String = { $0.map { String($0, radix: 16) }.joined(separator: ":") }
    guard gap.count > 1 else { return text(groups[...]) }
    return text(groups[..<gap.lowerBound]) + "::" + text(groups[gap.upperBound...])
  }

  private func longestZeros(_ groups: [UInt16]) -> Range<Int> {
    var best = 0..<0
    var start = 0
    for index in 0...groups.count where index == groups.count || groups[index] != 0 {
      if index - start > best.count { best = start..<index }
      start = index + 1
    }
    return best
  }
}

extension IPAddress: Comparable {
  static func < (left: IPAddress, right: IPAddress) -> Bool { (left.family, left.bits) < (right.family, right.bits) }
}
