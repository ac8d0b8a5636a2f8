import Documents

/// How prefixes, ranges and addresses lie in each other. Only what has the same VRF counts, but for containers.
extension NetBox {
  /// How many prefixes contain it.
  func depth(of prefix: Record) -> Int64 {
    guard let network = prefix.networks["prefix"] else { return 0 }
    return Int64(
      count(.prefix) {
        $0.reference("vrf") == prefix.reference("vrf") && ($0.networks["prefix"]?.strictlyContains(network) ?? false)
      })
  }

  /// How many prefixes it contains.
  func children(of prefix: Record) -> Int64 {
    guard let network = prefix.networks["prefix"] else { return 0 }
    return Int64(
      count(.prefix) {
        $0.reference("vrf") == prefix.reference("vrf") && ($0.networks["prefix"].map(network.strictlyContains) ?? false)
      })
  }

  /// The space in a prefix that no prefix inside it takes up.
  func freeNetworks(in prefix: Record) -> AddressSet? {
    guard let network = prefix.networks["prefix"] else { return nil }
    var free = AddressSet(network)
    for child in records(.prefix, where: { $0.reference("vrf") == prefix.reference("vrf") }) {
      if let inside = child.networks["prefix"], network.strictlyContains(inside) { free.remove(inside) }
    }
    return free
  }

  /// The addresses in a prefix that can be given out.
  func freeAddresses(in prefix: Record) -> AddressSet? {
    guard let network = prefix.networks["prefix"] else { return nil }
    let vrf = prefix.reference("vrf")
    var free = AddressSet(network)
    // A container in the global table covers the addresses of every VRF.
    let coversAll = vrf == nil && prefix.values["status"] == "container"
    for address in records(.ipAddress, where: { coversAll || $0.reference("vrf") == vrf }) {
      if let host = address.networks["address"]?.address { free.remove(host) }
    }
    for range in records(.ipRange, where: { $0.flag("mark_populated") && $0.reference("vrf") == vrf }) {
      guard let start = range.networks["start_address"]?.address, let end = range.networks["end_address"]?.address,
        network.contains(start), network.contains(end)
      else { continue }
      free.remove(from: start, through: end)
    }
    let width = network.family.width
    if prefix.flag("is_pool") || network.length >= width - 1 { return free }
    free.remove(network.first)
    // IPv6 has no broadcast address, only the routers' anycast address.
    if network.family == .v4 { free.remove(network.last) }
    return free
  }

  /// The addresses in a range that can be given out: none when it counts as populated.
  func freeAddresses(inRange range: Record) -> AddressSet? {
    guard let start = range.networks["start_address"], let end = range.networks["end_address"] else { return nil }
    var free = AddressSet(from: start.address, through: end.address)
    if range.flag("mark_populated") { free.remove(from: start.address, through: end.address) }
    for record in records(.ipAddress, where: { $0.reference("vrf") == range.reference("vrf") }) {
      if let address = record.networks["address"], start <= address, address <= end { free.remove(address.address) }
    }
    return free
  }
}
