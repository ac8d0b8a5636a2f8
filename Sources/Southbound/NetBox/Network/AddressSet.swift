/// A set of addresses of one family, as ascending ranges that neither touch nor overlap.
struct AddressSet: Sendable {
  private var ranges: [ClosedRange<UInt128>]
  let family: IPAddress.Family

  init(_ network: IPNetwork) {
    family = network.family
    ranges = [network.first.bits...network.last.bits]
  }

  init(from first: IPAddress, through last: IPAddress) {
    family = first.family
    ranges = first <= last ? [first.bits...last.bits] : []
  }

  var isEmpty: Bool { ranges.isEmpty }

  mutating func remove(_ network: IPNetwork) { remove(from: network.first, through: network.last) }
  mutating func remove(_ address: IPAddress) { remove(from: address, through: address) }

  mutating func remove(from first: IPAddress, through last: IPAddress) {
    guard first.family == family, first <= last else { return }
    ranges = ranges.flatMap { range -> [ClosedRange<UInt128>] in
      guard range.overlaps(first.bits...last.bits) else { return [range] }
      var rest: [ClosedRange<UInt128>] = []
      if range.lowerBound < first.bits { rest.append(range.lowerBound...(first.bits - 1)) }
      if last.bits < range.upperBound { rest.append((last.bits + 1)...range.upperBound) }
      return rest
    }
  }

  /// The lowest addresses, at most so many.
  func lowest(_ count: Int) -> [IPAddress] {
    var result: [IPAddress] = []
    for range in ranges {
      var bits = range.lowerBound
      while result.count < count {
        result.append(IPAddress(family: family, bits: bits))
        if bits == range.upperBound { break }
        bits += 1
      }
      if result.count >= count { break }
    }
    return result
  }

  /// The fewest networks that cover the set exactly, in ascending order.
  var networks: [IPNetwork] { ranges.flatMap(networks(covering:)) }

  private func networks(covering range: ClosedRange<UInt128>) -> [IPNetwork] {
    var result: [IPNetwork] = []
    var bits = range.lowerBound
    while true {
      var size = min(bits.trailingZeroBitCount, family.width)
      // The largest aligned block that does not reach past the end.
      while size > 0, range.upperBound - bits < (size == 128 ? UInt128.max : (UInt128(1) << UInt128(size)) - 1) {
        size -= 1
      }
      let block = IPNetwork(address: IPAddress(family: family, bits: bits), length: family.width - size)
      result.append(block)
      guard block.last.bits < range.upperBound else { return result }
      bits = block.last.bits + 1
    }
  }

  /// Takes the first block of the given length out of the set: first fit by address. Nil when no free block is so large.
  mutating func takeNetwork(length: Int64) -> IPNetwork? {
    guard let block = networks.first(where: { length >= Int64($0.length) }) else { return nil }
    let taken = IPNetwork(address: block.address, length: Int(length))
    remove(taken)
    return taken
  }
}
