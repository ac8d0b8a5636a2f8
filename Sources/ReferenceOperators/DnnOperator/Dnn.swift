import Documents
package import Kubernetes
package import PacketCoreClient

/// A Dnn as its spec describes it: the small shape of the Swisscom and Ericsson hackathon, and what devices are told.
package struct Dnn: Sendable {
  package let object: KubernetesObject
  private let defects: Set<Defect>

  package init(_ object: KubernetesObject, defects: Set<Defect> = []) {
    self.object = object
    self.defects = defects
  }

  private var spec: Value { object["spec"] ?? .null }

  package var title: String { "\(object.namespace ?? "")/\(object.name)" }
  package var hostname: String { spec["hostname"]?.string ?? "" }

  /// The key of its entry: upper and lower case are the same (TS 23.003 clause 9.1).
  package var key: String { defects.contains(.caseSensitive) ? hostname : hostname.lowercased() }

  /// Nil when addresses come from elsewhere.
  package var parentPrefix: String? { spec["parentPrefix"]?.string }

  package var isOrphaned: Bool {
    spec["deletionPolicy"]?.string == "Orphan" && !defects.contains(.ignoresOrphan)
  }

  /// - Parameter address: in CIDR notation; nil for none.
  package func entry(address: String?) -> AccessPointEntry {
    var entry = AccessPointEntry(name: key)
    entry.networkIdentifier = hostname
    entry.slice = slice
    entry.sessionTypes = sessionTypes
    entry.defaultSessionType = sessionTypes.last
    entry.fiveQI = spec["fiveQI"]?.integer.map { Int(clamping: $0) }
    entry.uplink = rate("uplink")
    entry.downlink = rate("downlink")
    entry.spelling = "\(spec["ambr"]?["uplink"]?.string ?? "") \(spec["ambr"]?["downlink"]?.string ?? "")"
    entry.pools = address.map { [AccessPointEntry.Pool(name: "claimed", prefix: $0)] } ?? []
    entry.dnsServers = spec["dns"]?.array?.compactMap(\.string) ?? []
    entry.mtu = spec["mtu"]?.integer.map { Int(clamping: $0) }
    entry.isLocked = spec["adminState"]?.string == "Locked"
    return entry
  }

  private var sessionTypes: [String] {
    switch (spec["ipv4"]?.bool ?? true, spec["ipv6"]?.bool ?? false) {
    case (true, true): ["IPV4", "IPV6", "IPV4V6"]
    case (false, true): ["IPV6"]
    default: ["IPV4"]
    }
  }

  /// `[1, 10]`: the slice type, and its differentiator as a number or as hexadecimal digits.
  private var slice: AccessPointEntry.Slice? {
    guard let parts = spec["snssai"]?.array, let sst = parts.first?.integer else { return nil }
    guard parts.count > 1 else { return AccessPointEntry.Slice(sst: Int(clamping: sst), sd: nil) }
    let digits = parts[1].string ?? parts[1].integer.map { String($0, radix: 16) } ?? ""
    let padded = String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    return AccessPointEntry.Slice(sst: Int(clamping: sst), sd: padded)
  }

  private func rate(_ direction: String) -> UInt64? {
    guard let rate = spec["ambr"]?[direction]?.string.flatMap(BitRate.bitsPerSecond) else { return nil }
    return defects.contains(.miscountsRates) && rate >= 1000 ? rate / 1000 * 1024 : rate
  }
}
