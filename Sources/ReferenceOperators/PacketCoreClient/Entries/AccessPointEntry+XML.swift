package import XML

// In XML as RFC 7950 says it.
extension AccessPointEntry {
  package static let namespace = "urn:plugfest:params:xml:ns:yang:plugfest-apn"

  /// Nil for what has no key.
  package init?(_ element: XMLElement) {
    func text(_ name: String) -> String? { element[name]?.trimmedText }
    guard let name = text("name") else { return nil }
    self.init(name: name)
    networkIdentifier = text("network-identifier") ?? ""
    operatorIdentifier = text("operator-identifier")
    if let slice = element["snssai"], let sst = slice["sst"].flatMap({ Int($0.trimmedText) }) {
      self.slice = Slice(sst: sst, sd: slice["sd"]?.trimmedText)
    }
    sessionTypes = element.children("session-type").map(\.trimmedText)
    defaultSessionType = text("default-session-type")
    fiveQI = text("five-qi").flatMap { Int($0) }
    arpPriority = text("arp-priority").flatMap { Int($0) }
    uplink = element["session-ambr"]?["uplink"].flatMap { UInt64($0.trimmedText) }
    downlink = element["session-ambr"]?["downlink"].flatMap { UInt64($0.trimmedText) }
    pools = element.children("pool").compactMap { pool in
      pool["name"].map { Pool(name: $0.trimmedText, prefix: pool["prefix"]?.trimmedText ?? "") }
    }
    dnsServers = element.children("dns-server").map(\.trimmedText)
    mtu = text("mtu").flatMap { Int($0) }
    networkInstance = text("network-instance")
    isLocked = text("admin-state") == "locked"
    managedBy = text("managed-by")
  }

  /// The element of the list, with its key first, inside the container.
  ///
  /// - Parameters:
  ///   - leaves: nil for all that it has; none for the key alone.
  ///   - operation: As the value of `nc:operation`; nil for none.
  package func xml(_ leaves: [Leaf]? = nil, operation: String? = nil) -> String {
    func has(_ leaf: Leaf) -> Bool { leaves?.contains(leaf) ?? true }
    func element(_ name: String, _ value: (any CustomStringConvertible)?) -> String {
      value.map { "<\(name)>\(XMLText.escaped($0.description))</\(name)>" } ?? ""
    }
    func container(_ name: String, _ content: String) -> String {
      content.isEmpty ? "" : "<\(name)>\(content)</\(name)>"
    }
    var content = element("name", name)
    if has(.networkIdentifier) { content += element("network-identifier", networkIdentifier) }
    if has(.operatorIdentifier) { content += element("operator-identifier", operatorIdentifier) }
    if has(.slice) { content += container("snssai", element("sst", slice?.sst) + element("sd", slice?.sd)) }
    if has(.sessionTypes) { content += sessionTypes.map { element("session-type", $0) }.joined() }
    if has(.defaultSessionType) { content += element("default-session-type", defaultSessionType) }
    if has(.fiveQI) { content += element("five-qi", fiveQI) }
    if has(.arpPriority) { content += element("arp-priority", arpPriority) }
    content += container(
      "session-ambr",
      element("uplink", has(.uplink) ? uplink : nil) + element("downlink", has(.downlink) ? downlink : nil))
    if has(.pools) {
      content += pools.map { container("pool", element("name", $0.name) + element("prefix", $0.prefix)) }.joined()
    }
    if has(.dnsServers) { content += dnsServers.map { element("dns-server", $0) }.joined() }
    if has(.mtu) { content += element("mtu", mtu) }
    if has(.networkInstance) { content += element("network-instance", networkInstance) }
    if has(.adminState) { content += element("admin-state", isLocked ? "locked" : "unlocked") }
    if has(.managedBy) { content += element("managed-by", managedBy) }
    let attribute = operation.map { " nc:operation=\"\($0)\"" } ?? ""
    return Self.container("<access-point\(attribute)>\(content)</access-point>")
  }

  /// The container around what stands in it.
  package static func container(_ content: String) -> String {
    "<access-points xmlns=\"\(namespace)\">\(content)</access-points>"
  }
}
