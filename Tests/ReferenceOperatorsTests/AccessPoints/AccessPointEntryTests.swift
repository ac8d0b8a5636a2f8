import Documents
import PacketCoreClient
import Testing

@Suite("entries of access points") struct AccessPointEntryTests {
  static func whole() -> AccessPointEntry {
    var entry = AccessPointEntry(name: "a.example")
    entry.networkIdentifier = "A.example"
    entry.operatorIdentifier = "mnc001.mcc228.gprs"
    entry.slice = AccessPointEntry.Slice(sst: 1, sd: "00000a")
    entry.sessionTypes = ["IPV4", "IPV6"]
    entry.defaultSessionType = "IPV4"
    entry.fiveQI = 9
    entry.arpPriority = 8
    entry.uplink = 100_000_000
    entry.downlink = 1_000_000_000
    entry.pools = [AccessPointEntry.Pool(name: "v6", prefix: "2001:DB8:0::/40")]
    entry.dnsServers = ["192.0.2.2", "192.0.2.1", "2001:DB8::0:53"]
    entry.mtu = 1400
    entry.networkInstance = "n6"
    entry.isLocked = true
    entry.managedBy = "op/x"
    return entry
  }

  private static let json: Value = [
    "name": "a.example", "network-identifier": "A.example", "operator-identifier": "mnc001.mcc228.gprs",
    "snssai": ["sst": 1, "sd": "00000A"], "session-type": ["IPV4", "IPV6"], "default-session-type": "IPV4",
    "five-qi": 9, "arp-priority": 8, "session-ambr": ["uplink": "100000000", "downlink": "1000000000"],
    "pool": [["name": "v6", "prefix": "2001:db8::/40"]], "dns-server": ["192.0.2.2", "192.0.2.1", "2001:db8::53"],
    "mtu": 1400, "network-instance": "n6", "admin-state": "locked", "managed-by": "op/x",
  ]

  @Test("JSON is as RFC 7951 has it, and reads back the same")
  func json() throws {
    #expect(Self.whole().json() == Self.json)
    let read = try #require(AccessPointEntry(Self.json))
    #expect(read == Self.whole())
    #expect(read.differences(from: Self.whole()).isEmpty)
    #expect(AccessPointEntry(["mtu": 1]) == nil)
    #expect(
      Self.whole().json([.mtu, .uplink]) == ["name": "a.example", "session-ambr": ["uplink": "100000000"], "mtu": 1400])
  }

  struct Change: Sendable, CustomTestStringConvertible {
    var what: String
    var leaves: [AccessPointEntry.Leaf]
    var isMergeable = true
    var change: @Sendable (inout AccessPointEntry) -> Void
    var testDescription: String { what }
  }

  static let changes: [Change] = [
    Change(what: "the case of the identifier", leaves: []) { $0.networkIdentifier = "a.EXAMPLE" },
    Change(what: "the order of session types", leaves: []) { $0.sessionTypes.reverse() },
    Change(what: "the case of the slice", leaves: []) { $0.slice = .init(sst: 1, sd: "00000A") },
    Change(what: "the spelling of a pool", leaves: []) { $0.pools = [.init(name: "v6", prefix: "2001:db8::/40")] },
    Change(what: "an mtu", leaves: [.mtu]) { $0.mtu = 1500 },
    Change(what: "a rate", leaves: [.downlink]) { $0.downlink = 1 },
    Change(what: "a state", leaves: [.adminState]) { $0.isLocked = false },
    Change(what: "one more session type", leaves: [.sessionTypes]) { $0.sessionTypes.append("IPV4V6") },
    Change(what: "one more server at the end", leaves: [.dnsServers]) { $0.dnsServers.append("192.0.2.3") },
    Change(what: "one more pool", leaves: [.pools]) { $0.pools.append(.init(name: "b", prefix: "10.0.0.0/24")) },
    Change(what: "another prefix", leaves: [.pools]) { $0.pools[0].prefix = "2001:db9::/40" },
    Change(what: "the order of servers", leaves: [.dnsServers], isMergeable: false) { $0.dnsServers.swapAt(0, 1) },
    Change(what: "one server less", leaves: [.dnsServers], isMergeable: false) { $0.dnsServers.removeLast() },
    Change(what: "no mtu", leaves: [.mtu], isMergeable: false) { $0.mtu = nil },
    Change(what: "no slice differentiator", leaves: [.slice], isMergeable: false) { $0.slice?.sd = nil },
    Change(what: "no pool", leaves: [.pools], isMergeable: false) { $0.pools = [] },
    Change(what: "another session type", leaves: [.sessionTypes], isMergeable: false) {
      $0.sessionTypes = ["IPV4", "ETHERNET"]
    },
    Change(what: "two leaves", leaves: [.fiveQI, .mtu]) {
      $0.mtu = 1300
      $0.fiveQI = 8
    },
  ]

  @Test("what differs, and whether a merge is enough, is found", arguments: changes)
  func differences(change: Change) {
    var wanted = Self.whole()
    change.change(&wanted)
    let leaves = Self.whole().differences(from: wanted)
    #expect(leaves == change.leaves)
    #expect(Self.whole().canBecome(wanted, byMerging: leaves) == change.isMergeable)
  }

  @Test(
    "bit rates are exact",
    arguments: [
      ("1 bps", 1), ("1 Kbps", 1000), ("1000 Mbps", 1_000_000_000), ("1 Gbps", 1_000_000_000),
      ("1.5 Gbps", 1_500_000_000),
      ("0.1 Gbps", 100_000_000), ("0.5 Kbps", 500), ("2 Tbps", 2_000_000_000_000), ("0.0001 Kbps", 0), ("1Gbps", nil),
      ("1 gbps", nil), ("-1 bps", nil), ("1. bps", nil), (".5 Kbps", nil), ("99999999 Tbps", nil), ("", nil),
    ] as [(String, UInt64?)])
  func rates(text: String, bits: UInt64?) { #expect(BitRate.bitsPerSecond(text) == bits) }

  @Test(
    "overlaps of networks are found",
    arguments: [
      ("10.0.0.0/24", "10.0.0.128/25", true), ("10.0.0.128/25", "10.0.0.0/24", true),
      ("10.0.0.0/25", "10.0.0.128/25", false), ("10.0.0.0/8", "10.255.255.255", true),
      ("0.0.0.0/0", "2001:db8::/32", false), ("2001:db8::/32", "2001:db8:1::/48", true),
      ("2001:db8::/33", "2001:db8:8000::/33", false),
    ])
  func overlaps(left: String, right: String, isSo: Bool) throws {
    let (left, right) = (try #require(IPNetwork(left)), try #require(IPNetwork(right)))
    #expect(left.overlaps(right) == isSo)
    #expect(right.overlaps(left) == isSo)
  }
}
