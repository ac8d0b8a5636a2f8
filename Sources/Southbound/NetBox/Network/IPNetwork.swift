/// An address with a mask: a prefix, or the address of an interface together with the network that it is in.
struct IPNetwork: Sendable, Hashable {
  var address: IPAddress
  /// How many leading bits name the network.
  var length: Int

  init(address: IPAddress, length: Int) {
    self.address = address
    self.length = length
  }

  /// `10.0.0.0/8`, `2001:db8::/32`, an IPv4 mask written as address (`/255.0.0.0`), or a bare address, which is a host.
  init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard let address = IPAddress(parts[0]) else { return nil }
    guard parts.count == 2 else {
      self.init(address: address, length: address.family.width)
      return
    }
    guard let length = Self.maskLength(parts[1], family: address.family) else { return nil }
    self.init(address: address, length: length)
  }

  private static func maskLength(_ text: some StringProtocol, family: IPAddress.Family) -> Int? {
    if !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }) {
      guard let length = Int(text), length <= family.width else { return nil }
      return length
    }
    guard let mask = IPAddress(text), mask.family == family else { return nil }
    let bits = mask.bits << UInt128(128 - family.width)
    let ones = (~bits).leadingZeroBitCount
    if bits == Self.ones(ones) { return ones }
    // A host mask, as in access lists: 0.0.0.255.
    let inverse = (~mask.bits) << UInt128(128 - family.width)
    let zeros = (~inverse).leadingZeroBitCount
    return inverse == Self.ones(zeros) ? zeros : nil
  }

  private static func ones(_ count: Int) -> UInt128 { count == 0 ? 0 : UInt128.max << UInt128(128 - count) }

  var family: IPAddress.Family { address.family }
  private var hostBits: Int { family.width - length }
  private var hostMask: UInt128 { hostBits == 128 ? UInt128.max : (UInt128(1) << UInt128(hostBits)) - 1 }

  /// The network address.
  var first: IPAddress { IPAddress(family: family, bits: address.bits & ~hostMask) }
  /// The broadcast address, in IPv4's words.
  var last: IPAddress { IPAddress(family: family, bits: address.bits | hostMask) }
  /// The same network without host bits.
  var network: IPNetwork { IPNetwork(address: first, length: length) }
  var hasHostBits: Bool { first != address }

  func contains(_ other: IPAddress) -> Bool { other.family == family && first <= other && other <= last }

  /// Whether the other network lies inside this one or equals it.
  func contains(_ other: IPNetwork) -> Bool { length <= other.length && contains(other.first) }

  /// Whether the other network lies inside this one and is smaller.
  func strictlyContains(_ other: IPNetwork) -> Bool { length < other.length && contains(other.first) }
}

extension IPNetwork: CustomStringConvertible {
  var description: String { "\(address)/\(length)" }
}

extension IPNetwork: Comparable {
  /// The order of PostgreSQL's `inet`: the bits that both masks cover, then the shorter mask, then all bits.
  static func < (left: IPNetwork, right: IPNetwork) -> Bool {
    if left.family != right.family { return left.family < right.family }
    let ignored = UInt128(left.family.width - min(left.length, right.length))
    let leftBits = ignored == 128 ? 0 : left.address.bits >> ignored
    let rightBits = ignored == 128 ? 0 : right.address.bits >> ignored
    if leftBits != rightBits { return leftBits < rightBits }
    if left.length != right.length { return left.length < right.length }
    return left.address.bits < right.address.bits
  }
}
