package import Documents

// In JSON as RFC 7951 says it: 64-bit numbers are strings.
extension AccessPointEntry {
  package static let module = "plugfest-apn"

  /// Nil for what has no key.
  package init?(_ json: Value) {
    guard let name = Self.member("name", of: json)?.string else { return nil }
    self.init(name: name)
    func text(_ member: String) -> String? { Self.member(member, of: json)?.string }
    func number(_ member: String) -> Int? { Self.member(member, of: json).flatMap(Self.integer).map { Int($0) } }
    networkIdentifier = text("network-identifier") ?? ""
    operatorIdentifier = text("operator-identifier")
    if let slice = Self.member("snssai", of: json), let sst = slice["sst"].flatMap(Self.integer) {
      self.slice = Slice(sst: Int(sst), sd: slice["sd"]?.string)
    }
    sessionTypes = Self.member("session-type", of: json)?.array?.compactMap(\.string) ?? []
    defaultSessionType = text("default-session-type")
    fiveQI = number("five-qi")
    arpPriority = number("arp-priority")
    let ambr = Self.member("session-ambr", of: json)
    uplink = ambr?["uplink"].flatMap(Self.integer)
    downlink = ambr?["downlink"].flatMap(Self.integer)
    pools = (Self.member("pool", of: json)?.array ?? []).compactMap { pool in
      pool["name"]?.string.map { Pool(name: $0, prefix: pool["prefix"]?.string ?? "") }
    }
    dnsServers = Self.member("dns-server", of: json)?.array?.compactMap(\.string) ?? []
    mtu = number("mtu")
    networkInstance = text("network-instance")
    isLocked = text("admin-state") == "locked"
    managedBy = text("managed-by")
  }

  /// - Parameter leaves: nil for all that it has.
  package func json(_ leaves: [Leaf]? = nil) -> Value {
    func has(_ leaf: Leaf) -> Bool { leaves?.contains(leaf) ?? true }
    var object: Object = ["name": .string(name)]
    if has(.networkIdentifier) { object["network-identifier"] = .string(networkIdentifier) }
    if has(.operatorIdentifier) { object["operator-identifier"] = operatorIdentifier.map(Value.string) }
    if has(.slice), let slice {
      object["snssai"] = .object(
        slice.sd.map { ["sst": .integer(Int64(slice.sst)), "sd": .string($0)] } ?? ["sst": .integer(Int64(slice.sst))])
    }
    if has(.sessionTypes), !sessionTypes.isEmpty { object["session-type"] = .array(sessionTypes.map(Value.string)) }
    if has(.defaultSessionType) { object["default-session-type"] = defaultSessionType.map(Value.string) }
    if has(.fiveQI) { object["five-qi"] = fiveQI.map { .integer(Int64($0)) } }
    if has(.arpPriority) { object["arp-priority"] = arpPriority.map { .integer(Int64($0)) } }
    var ambr: Object = [:]
    if has(.uplink) { ambr["uplink"] = uplink.map { .string(String($0)) } }
    if has(.downlink) { ambr["downlink"] = downlink.map { .string(String($0)) } }
    if !ambr.isEmpty { object["session-ambr"] = .object(ambr) }
    if has(.pools), !pools.isEmpty {
      object["pool"] = .array(pools.map { ["name": .string($0.name), "prefix": .string($0.prefix)] })
    }
    if has(.dnsServers), !dnsServers.isEmpty { object["dns-server"] = .array(dnsServers.map(Value.string)) }
    if has(.mtu) { object["mtu"] = mtu.map { .integer(Int64($0)) } }
    if has(.networkInstance) { object["network-instance"] = networkInstance.map(Value.string) }
    if has(.adminState) { object["admin-state"] = .string(isLocked ? "locked" : "unlocked") }
    if has(.managedBy) { object["managed-by"] = managedBy.map(Value.string) }
    return .object(object)
  }

  /// With or without the module's name in front, both of which servers write.
  private static func member(_ name: String, of value: Value) -> Value? {
    value[name] ?? value["\(module):\(name)"]
  }

  private static func integer(_ value: Value) -> UInt64? {
    value.string.flatMap { UInt64($0) } ?? value.integer.flatMap { UInt64(exactly: $0) }
  }
}
