/// An IPv4 or IPv6 address, read by the rules of Go's netip, whose messages Kubernetes shows.
struct IPAddress: OpaqueValue, Hashable {
  struct ParseError: Error {
    var text: String
    var message: String
    /// The rest of the text, where the mistake is.
    var place: String?

    var description: String {
      "ParseAddr(\(TextSearch.quote(text))): \(message)\(place.map { " (at \(TextSearch.quote($0)))" } ?? "")"
    }
  }

  /// The address as a number; an IPv4 address in the lowest 32 bits.
  let bits: UInt128
  let isV4: Bool
  let zone: String

  init(bits: UInt128, isV4: Bool, zone: String = "") {
    self.bits = bits
    self.isV4 = isV4
    self.zone = zone
  }

  var typeName: String { "net.IP" }
  var width: Int { isV4 ? 32 : 128 }

  func isEqual(to other: any OpaqueValue) -> Bool { (other as? IPAddress) == self }

  /// `::ffff:10.0.0.1`
  var isMapped: Bool { !isV4 && bits >> 32 == 0xFFFF }

  /// A mapped address as the IPv4 address that it means.
  var unmapped: IPAddress { isMapped ? IPAddress(bits: bits & 0xFFFF_FFFF, isV4: true) : self }

  // MARK: Kinds of address

  var isUnspecified: Bool { bits == 0 }
  var isLoopback: Bool { isV4 ? bits >> 24 == 127 : bits == 1 }
  var isMulticast: Bool { isV4 ? bits >> 28 == 0xE : bits >> 120 == 0xFF }
  var isLinkLocalMulticast: Bool { isV4 ? bits >> 8 == 0xE00000 : bits >> 112 & 0xFF0F == 0xFF02 }
  var isLinkLocalUnicast: Bool { isV4 ? bits >> 16 == 0xA9FE : bits >> 118 == 0x3FA }
  var isGlobalUnicast: Bool {
    !(isV4 && bits == 0xFFFF_FFFF) && !isUnspecified && !isLoopback && !isMulticast && !isLinkLocalUnicast
  }

  // MARK: Reading

  init(_ text: String) throws(ParseError) {
    let first = text.utf8.first { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "%") }
    switch first {
    case UInt8(ascii: "."): self.init(bits: try Self.v4(text[...], whole: text), isV4: true)
    case UInt8(ascii: ":"): try self.init(v6: text)
    case UInt8(ascii: "%"): throw ParseError(text: text, message: "missing IPv6 address")
    default: throw ParseError(text: text, message: "unable to parse IP")
    }
  }

  private static func v4(_ part: Substring, whole: String) throws(ParseError) -> UInt128 {
    var (value, digits, count): (UInt128, UInt128, Int) = (0, 0, 0)
    var fields = 0
    var position = part.utf8.startIndex
    while position < part.utf8.endIndex {
      let byte = part.utf8[position]
      let rest = String(part[position...])
      position = part.utf8.index(after: position)
      if (0x30...0x39).contains(byte) {
        if count == 1, digits == 0 { throw ParseError(text: whole, message: "IPv4 field has octet with leading zero") }
        digits = digits * 10 + UInt128(byte - 0x30)
        count += 1
        if digits > 255 { throw ParseError(text: whole, message: "IPv4 field has value >255") }
      } else if byte == UInt8(ascii: ".") {
        if count == 0 || position == part.utf8.endIndex {
          throw ParseError(text: whole, message: "IPv4 field must have at least one digit", place: rest)
        }
        if fields == 3 { throw ParseError(text: whole, message: "IPv4 address too long") }
        value = value << 8 | digits
        fields += 1
        (digits, count) = (0, 0)
      } else {
        throw ParseError(text: whole, message: "unexpected character", place: rest)
      }
    }
    if fields < 3 { throw ParseError(text: whole, message: "IPv4 address too short") }
    return value << 8 | digits
  }

  private init(v6 text: String) throws(ParseError) {
    var rest = text[...]
    var zone = ""
    if let percent = text.firstIndex(of: "%") {
      zone = String(text[text.index(after: percent)...])
      rest = text[..<percent]
      if zone.isEmpty { throw ParseError(text: text, message: "zone must be a non-empty string") }
    }
    var reader = GroupReader(whole: text, rest: rest)
    try reader.readAll()
    self.init(bits: try reader.filled().reduce(0) { $0 << 16 | UInt128($1) }, isV4: false, zone: zone)
  }

  /// Takes the groups of an IPv6 address one after the other.
  private struct GroupReader {
    let whole: String
    var rest: Substring
    var groups: [UInt16] = []
    /// How many groups come before the `::`.
    var gap: Int?

    init(whole: String, rest: Substring) {
      self.whole = whole
      self.rest = rest
    }

    private func error(_ message: String) -> ParseError {
      ParseError(text: whole, message: message, place: String(rest))
    }

    mutating func readAll() throws(ParseError) {
      if rest.hasPrefix("::") {
        gap = 0
        rest = rest.dropFirst(2)
      }
      while !rest.isEmpty {
        guard groups.count < 8 else { throw error("trailing garbage after address") }
        let digits = rest.prefix { $0.isHexDigit && $0.isASCII }
        guard !digits.isEmpty else { throw error("each colon-separated field must have at least one digit") }
        guard digits.utf8.count <= 4, let group = UInt16(digits, radix: 16) else {
          throw error("each group must have 4 or less digits")
        }
        if rest.dropFirst(digits.count).hasPrefix(".") { return try takeV4() }
        groups.append(group)
        rest = rest.dropFirst(digits.count)
        if !rest.isEmpty { try takeColon() }
      }
    }

    private mutating func takeV4() throws(ParseError) {
      guard groups.count == 6 || (gap != nil && groups.count < 6) else {
        throw error("embedded IPv4 address must replace the final 2 fields of the address")
      }
      let v4 = try IPAddress.v4(rest, whole: whole)
      groups += [UInt16(truncatingIfNeeded: v4 >> 16), UInt16(truncatingIfNeeded: v4)]
    }

    private mutating func takeColon() throws(ParseError) {
      guard rest.hasPrefix(":") else { throw error("unexpected character, want colon") }
      guard rest.utf8.count > 1 else { throw error("colon must be followed by more characters") }
      rest = rest.dropFirst()
      if rest.hasPrefix(":") {
        guard gap == nil else { throw error("multiple :: in address") }
        gap = groups.count
        rest = rest.dropFirst()
      }
    }

    /// All eight groups, with zeros where `::` stands.
    func filled() throws(ParseError) -> [UInt16] {
      guard groups.count < 8 else {
        if gap != nil {
          throw ParseError(text: whole, message: "the :: must expand to at least one field of zeros")
        }
        return groups
      }
      guard let gap else { throw ParseError(text: whole, message: "address string too short") }
      var all = groups
      all.insert(contentsOf: repeatElement(0, count: 8 - groups.count), at: gap)
      return all
    }
  }

  // MARK: Writing

  /// The canonical form (RFC 5952).
  var text: String {
    let suffix = zone.isEmpty ? "" : "%\(zone)"
    if isV4 { return dotted }
    if isMapped { return "::ffff:\(dotted)\(suffix)" }
    let groups = (0..<8).map { UInt16(truncatingIfNeeded: bits >> UInt128(112 - 16 * $0)) }
    var gap = 0..<0
    var start = 0
    while start < 8 {
      let length = groups[start...].prefix { $0 == 0 }.count
      if length >= 2, length > gap.count { gap = start..<start + length }
      start += max(1, length)
    }
    func joined(_ part: ArraySlice<UInt16>) -> String { part.map { String($0, radix: 16) }.joined(separator: ":") }
    if gap.isEmpty { return joined(groups[...]) + suffix }
    return "\(joined(groups[..<gap.lowerBound]))::\(joined(groups[gap.upperBound...]))\(suffix)"
  }

  private var dotted: String { [24, 16, 8, 0].map { String(bits >> UInt128($0) & 0xFF) }.joined(separator: ".") }
}

/// An address with the length of its network prefix: `10.0.0.0/8`. Bits behind the prefix are kept.
struct CIDR: OpaqueValue, Hashable {
  let address: IPAddress
  let prefixLength: Int

  var typeName: String { "net.CIDR" }
  var text: String { "\(address.text)/\(prefixLength)" }

  func isEqual(to other: any OpaqueValue) -> Bool { (other as? CIDR) == self }

  /// - Returns: Nil with the reason, in Go's words, when the text is no CIDR.
  static func parse(_ text: String) -> (cidr: CIDR?, reason: String) {
    func failure(_ reason: String) -> (CIDR?, String) {
      (nil, "netip.ParsePrefix(\(TextSearch.quote(text))): \(reason)")
    }
    guard let slash = text.lastIndex(of: "/") else { return failure("no '/'") }
    let address: IPAddress
    do { address = try IPAddress(String(text[..<slash])) } catch { return failure(error.description) }
    guard address.zone.isEmpty else { return failure("IPv6 zones cannot be present in a prefix") }
    let bits = text[text.index(after: slash)...]
    guard !bits.isEmpty, bits.utf8.count <= 3, bits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      bits == "0" || !bits.hasPrefix("0"), let length = Int(bits)
    else { return failure("bad bits after slash: \(TextSearch.quote(String(bits)))") }
    guard length <= address.width else { return failure("prefix length out of range") }
    return (CIDR(address: address, prefixLength: length), "")
  }

  private var hostBits: UInt128 { UInt128(address.width - prefixLength) }

  var masked: CIDR {
    let bits = hostBits == 128 ? 0 : (address.bits >> hostBits) << hostBits
    return CIDR(address: IPAddress(bits: bits, isV4: address.isV4), prefixLength: prefixLength)
  }

  func contains(_ other: IPAddress) -> Bool {
    other.isV4 == address.isV4 && other.zone.isEmpty
      && (hostBits == 128 || other.bits >> hostBits == address.bits >> hostBits)
  }

  func contains(_ other: CIDR) -> Bool { other.prefixLength >= prefixLength && contains(other.address) }
}
