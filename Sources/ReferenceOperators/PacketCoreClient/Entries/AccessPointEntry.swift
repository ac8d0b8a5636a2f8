/// One access point as a network function holds it: an item of `access-points/access-point` of the YANG module
/// plugfest-apn, in which equal things are spelled equally.
package struct AccessPointEntry: Sendable, Hashable {
  package struct Slice: Sendable, Hashable {
    package var sst: Int
    /// In upper case.
    package var sd: String?

    package init(sst: Int, sd: String?) {
      self.sst = sst
      self.sd = sd?.uppercased()
    }
  }

  package struct Pool: Sendable, Hashable {
    package var name: String
    package var prefix: String

    package init(name: String, prefix: String) {
      self.name = name
      self.prefix = IPNetwork(prefix)?.description ?? prefix
    }
  }

  /// The key.
  package var name: String
  package var networkIdentifier = ""
  package var operatorIdentifier: String?
  package var slice: Slice?
  /// Their order means nothing.
  package var sessionTypes: [String] = []
  package var defaultSessionType: String?
  package var fiveQI: Int?
  package var arpPriority: Int?
  /// In bits per second.
  package var uplink: UInt64?
  package var downlink: UInt64?
  /// Their order means nothing.
  package var pools: [Pool] = []
  /// The most preferred first.
  package var dnsServers: [String] = [] { didSet { dnsServers = dnsServers.map(Self.canonicalAddress) } }
  package var mtu: Int?
  package var networkInstance: String?
  package var isLocked = false
  /// Whose it is; nil for what belongs to nobody who says so.
  package var managedBy: String?
  /// How the bit rates were written; no part of what a target holds.
  package var spelling = ""

  package init(name: String) { self.name = name }

  private static func canonicalAddress(_ text: String) -> String { IPNetwork(text)?.address ?? text }
}

// MARK: What differs

extension AccessPointEntry {
  /// What can differ, by its name in the model.
  package enum Leaf: String, Sendable, Hashable, CaseIterable {
    case networkIdentifier = "network-identifier"
    case operatorIdentifier = "operator-identifier"
    case slice = "snssai"
    case sessionTypes = "session-type"
    case defaultSessionType = "default-session-type"
    case fiveQI = "five-qi"
    case arpPriority = "arp-priority"
    case uplink = "session-ambr/uplink"
    case downlink = "session-ambr/downlink"
    case pools = "pool"
    case dnsServers = "dns-server"
    case mtu = "mtu"
    case networkInstance = "network-instance"
    case adminState = "admin-state"
    case managedBy = "managed-by"
  }

  /// The leaves that have to be written so that it becomes `wanted`.
  package func differences(from wanted: AccessPointEntry) -> [Leaf] {
    Leaf.allCases.filter { !isEqual($0, to: wanted) }
  }

  private func isEqual(_ leaf: Leaf, to other: AccessPointEntry) -> Bool {
    switch leaf {
    // Upper and lower case are the same in a network identifier (TS 23.003 clause 9.1).
    case .networkIdentifier: networkIdentifier.lowercased() == other.networkIdentifier.lowercased()
    case .operatorIdentifier: operatorIdentifier == other.operatorIdentifier
    case .slice: slice == other.slice
    case .sessionTypes: Set(sessionTypes) == Set(other.sessionTypes)
    case .defaultSessionType: defaultSessionType == other.defaultSessionType
    case .fiveQI: fiveQI == other.fiveQI
    case .arpPriority: arpPriority == other.arpPriority
    case .uplink: uplink == other.uplink
    case .downlink: downlink == other.downlink
    case .pools: Set(pools) == Set(other.pools)
    case .dnsServers: dnsServers == other.dnsServers
    case .mtu: mtu == other.mtu
    case .networkInstance: networkInstance == other.networkInstance
    case .adminState: isLocked == other.isLocked
    case .managedBy: managedBy == other.managedBy
    }
  }

  /// Whether writing these leaves of `wanted` over it gives `wanted`. A merge only adds: what has to go, and the order of
  /// what is there, takes a replacement of the whole, since RESTCONF has no other way to do it at once.
  package func canBecome(_ wanted: AccessPointEntry, byMerging leaves: [Leaf]) -> Bool {
    leaves.allSatisfy { leaf in
      switch leaf {
      case .networkIdentifier, .adminState: true
      case .operatorIdentifier: wanted.operatorIdentifier != nil
      case .slice: wanted.slice != nil && (slice?.sd == nil || wanted.slice?.sd != nil)
      case .sessionTypes: Set(sessionTypes).isSubset(of: wanted.sessionTypes)
      case .defaultSessionType: wanted.defaultSessionType != nil
      case .fiveQI: wanted.fiveQI != nil
      case .arpPriority: wanted.arpPriority != nil
      case .uplink: wanted.uplink != nil
      case .downlink: wanted.downlink != nil
      case .pools: Set(pools.map(\.name)).isSubset(of: wanted.pools.map(\.name))
      case .dnsServers: wanted.dnsServers.starts(with: dnsServers)
      case .mtu: wanted.mtu != nil
      case .networkInstance: wanted.networkInstance != nil
      case .managedBy: wanted.managedBy != nil
      }
    }
  }
}
