import Documents
package import Kubernetes
package import PacketCoreClient

/// An AccessPoint as its spec describes it.
package struct AccessPoint: Sendable {
  package struct Pool: Sendable, Hashable {
    package enum Source: Sendable, Hashable {
      case prefix(String)
      /// A PrefixClaim that somebody else makes.
      case reference(String)
      /// A PrefixClaim that is made for it.
      case claim(parentPrefix: String, prefixLength: String)
    }

    package var name: String
    package var isIPv6: Bool
    package var source: Source
  }

  package let object: KubernetesObject
  private let defects: Set<Defect>

  package init(_ object: KubernetesObject, defects: Set<Defect> = []) {
    self.object = object
    self.defects = defects
  }

  private var spec: Value { object["spec"] ?? .null }

  package var title: String { "\(object.namespace ?? "")/\(object.name)" }

  package var networkIdentifier: String { text("networkIdentifier") ?? "" }

  /// The key of its entry: upper and lower case are the same (TS 23.003 clause 9.1).
  package var key: String {
    defects.contains(.caseSensitive) ? networkIdentifier : networkIdentifier.lowercased()
  }

  /// As TS 23.003 clause 9.1.2 writes it, with an MNC of three digits.
  package var operatorIdentifier: String? {
    guard let mcc = spec["operatorIdentifier"]?["mcc"]?.string, let mnc = spec["operatorIdentifier"]?["mnc"]?.string
    else { return nil }
    return "mnc\(mnc.count == 2 ? "0" : "")\(mnc).mcc\(mcc).gprs"
  }

  package var fullName: String { operatorIdentifier.map { "\(networkIdentifier).\($0)" } ?? networkIdentifier }

  package var networkInstance: String? { text("networkInstance") }

  package var targets: [String] { spec["targets"]?.array?.compactMap { $0["name"]?.string } ?? [] }

  package var isOrphaned: Bool { text("deletionPolicy") == "Orphan" && !defects.contains(.ignoresOrphan) }

  package var pools: [Pool] {
    (spec["addressPools"]?.array ?? []).compactMap { pool in
      guard let name = pool["name"]?.string else { return nil }
      let source: Pool.Source
      if let prefix = pool["prefix"]?.string {
        source = .prefix(prefix)
      } else if let name = pool["claimRef"]?["name"]?.string {
        source = .reference(name)
      } else if let claim = pool["claim"] {
        source = .claim(
          parentPrefix: claim["parentPrefix"]?.string ?? "", prefixLength: claim["prefixLength"]?.string ?? "")
      } else {
        return nil
      }
      return Pool(name: name, isIPv6: pool["family"]?.string == "IPv6", source: source)
    }
  }

  private func text(_ field: String) -> String? {
    guard let text = spec[field]?.string, !text.isEmpty else { return nil }
    return text
  }
}

// MARK: The entry

extension AccessPoint {
  /// What a target is to hold, but for the mark.
  package func entry(_ pools: [AccessPointEntry.Pool]) -> AccessPointEntry {
    var entry = AccessPointEntry(name: key)
    entry.networkIdentifier = networkIdentifier
    entry.operatorIdentifier = operatorIdentifier
    if let sst = spec["snssai"]?["sst"]?.integer {
      entry.slice = AccessPointEntry.Slice(sst: Int(clamping: sst), sd: spec["snssai"]?["sd"]?.string)
    }
    entry.sessionTypes = spec["pduSessionTypes"]?["allowed"]?.array?.compactMap(\.string) ?? []
    entry.defaultSessionType = spec["pduSessionTypes"]?["default"]?.string
    entry.fiveQI = spec["qos"]?["fiveQI"]?.integer.map { Int(clamping: $0) }
    entry.arpPriority = spec["qos"]?["arp"]?["priorityLevel"]?.integer.map { Int(clamping: $0) }
    let (uplink, downlink) = (spec["sessionAmbr"]?["uplink"]?.string, spec["sessionAmbr"]?["downlink"]?.string)
    entry.uplink = uplink.flatMap(rate)
    entry.downlink = downlink.flatMap(rate)
    entry.spelling = "\(uplink ?? "") \(downlink ?? "")"
    entry.pools = pools
    entry.dnsServers = ["ipv4", "ipv6"].flatMap { spec["dns"]?[$0]?.array?.compactMap(\.string) ?? [] }
    entry.mtu = spec["mtu"]?.integer.map { Int(clamping: $0) }
    entry.networkInstance = networkInstance
    entry.isLocked = text("adminState") == "Locked"
    return entry
  }

  private func rate(_ text: String) -> UInt64? {
    guard let rate = BitRate.bitsPerSecond(text) else { return nil }
    return defects.contains(.miscountsRates) && rate >= 1000 ? rate / 1000 * 1024 : rate
  }

  /// Whose the entry is on a target.
  package func owner(on target: String, isPrevious: Bool) -> EntryOwner {
    EntryOwner(
      program: AccessPointProgram.name, object: "\(object.namespace ?? "").\(object.name)", isPrevious: isPrevious,
      hasWritten: object.hasWritten(to: target))
  }
}

// MARK: The status

extension AccessPoint {
  /// Prefixes in force, by the names of their pools.
  package var poolsInForce: [String: String] {
    Dictionary(
      (object["status", "pools"]?.array ?? []).compactMap { pool in
        guard let name = pool["name"]?.string, let prefix = pool["prefix"]?.string else { return nil }
        return (name, prefix)
      }, uniquingKeysWith: { first, _ in first })
  }

  package var configHash: String? { object["status", "configHash"]?.string }
}
