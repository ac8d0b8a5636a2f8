import Documents
import Foundation
import Testing

@testable import LabStore

/// The definitions of `suites/apn-config`: what 3GPP allows is accepted, what it forbids is refused by its name.
@Suite(.timeLimit(.minutes(1))) struct AccessPointDefinitionTests {
  struct Row: Sendable, CustomStringConvertible {
    var kind: Kind
    /// Members of `spec`, as YAML, in place of those that are valid.
    var spec: String
    /// What the refusal names; nil when there is none.
    var naming: String?
    var description: String { "\(kind.rawValue) \(spec)" }
  }

  enum Kind: String, Sendable {
    case accessPoint = "AccessPoint"
    case dnn = "Dnn"

    var apiVersion: String { self == .dnn ? "telco.plugfest.dev/v1" : "core.plugfest.dev/v1alpha1" }
    var plural: String { self == .dnn ? "dnns" : "accesspoints" }
    var identifier: String { self == .dnn ? "hostname" : "networkIdentifier" }
    var rates: String { self == .dnn ? "ambr" : "sessionAmbr" }
    var definition: String {
      "suites/apn-config/candidates/\(self == .dnn ? "dnn" : "access-point")/manifests/\(plural).yaml"
    }

    var valid: String {
      switch self {
      case .accessPoint:
        """
        networkIdentifier: internet.example
        pduSessionTypes: {default: IPV4, allowed: [IPV4]}
        targets: [{name: smf, role: SMF}]
        """
      case .dnn: "{hostname: internet.example, region: ch-east, type: MobileInternet}"
      }
    }
  }

  // MARK: What both have

  private static let longest = String(repeating: "x", count: 62)
  private static let identifiers = [
    longest, String(repeating: "a.", count: 30) + "ab", "a", "7", "mylac.example", "gprs.example", "Mixed.Example",
  ]
  private static let wrongIdentifiers = [
    longest + "x", "a." + String(repeating: "b", count: 64), "lacx.example", "RAC.example", "sgsn1", "rnc.x", "gprs",
    "a.GPRS", "a_b", "-a", "a-", "a..b", "a.", "*", "",
  ]
  private static let rates = ["1 bps", "0.5 Kbps", "1.5 Gbps", "1000 Mbps", "9000000 Tbps"]
  private static let wrongRates = [
    "1Gbps", "0 bps", "0.0 Gbps", "0.5 bps", "-1 Mbps", "1 gbps", ".5 Gbps", "1 Gbps ", "9000001 Tbps",
  ]
  private static let fiveQIs = [0, 5, 9, 70, 77, 91, 128, 255]
  private static let wrongFiveQIs = [-1, 1, 4, 65, 67, 71, 76, 82, 85, 86, 90, 256]

  private static func both(_ kind: Kind) -> [Row] {
    func rows(_ values: [String], _ naming: String?, _ spec: (String) -> String) -> [Row] {
      values.map { Row(kind: kind, spec: spec($0), naming: naming) }
    }
    let identifier: (String) -> String = { "{\(kind.identifier): \"\($0)\"}" }
    let rate: (String) -> String = { "{\(kind.rates): {uplink: \"\($0)\", downlink: 1 Gbps}}" }
    let fiveQI: (String) -> String = { kind == .dnn ? "{fiveQI: \($0)}" : "{qos: {fiveQI: \($0)}}" }
    let mtu: (String) -> String = { "{mtu: \($0)}" }
    return rows(identifiers, nil, identifier) + rows(wrongIdentifiers, kind.identifier, identifier)
      + rows(rates, nil, rate) + rows(wrongRates, kind.rates, rate)
      + rows(fiveQIs.map(String.init), nil, fiveQI) + rows(wrongFiveQIs.map(String.init), "fiveQI", fiveQI)
      + rows(["1280", "9000"], nil, mtu) + rows(["1279", "9001"], "mtu", mtu) + [
        Row(kind: kind, spec: "{\(kind.rates): {uplink: 1 Gbps}}", naming: "downlink"),
        Row(kind: kind, spec: "{adminState: Down}", naming: "adminState"),
        Row(kind: kind, spec: "{adminState: Locked, deletionPolicy: Orphan}"),
        Row(kind: kind, spec: "{deletionPolicy: Forget}", naming: "deletionPolicy"),
      ]
  }

  // MARK: What only one has

  private static func accepted(_ kind: Kind, _ specs: String...) -> [Row] {
    specs.map { Row(kind: kind, spec: $0) }
  }

  private static func refused(_ kind: Kind, _ naming: String, _ specs: String...) -> [Row] {
    specs.map { Row(kind: kind, spec: $0, naming: naming) }
  }

  private static let accessPoint: [Row] =
    accepted(
      .accessPoint, "{snssai: {sst: 0}}", "{snssai: {sst: 255, sd: 00000A}}", "{snssai: {sst: 1, sd: abcdef}}",
      "{operatorIdentifier: {mcc: '228', mnc: '01'}}", "{operatorIdentifier: {mcc: '310', mnc: '410'}}",
      "{pduSessionTypes: {default: IPV4V6, allowed: [IPV4, IPV6, IPV4V6]}}",
      "{pduSessionTypes: {default: ETHERNET, allowed: [ETHERNET]}}",
      "{qos: {arp: {priorityLevel: 1, preemptionCapability: MAY_PREEMPT, preemptionVulnerability: NOT_PREEMPTABLE}}}",
      "{qos: {arp: {priorityLevel: 15, preemptionCapability: NOT_PREEMPT, preemptionVulnerability: PREEMPTABLE}}}",
      "{qos: {priorityLevel: 1}}", "{qos: {priorityLevel: 127}}", "{networkInstance: n6}",
      "{dnaiNetworkInstances: {edge: n6}}", "{sscModes: {default: SSC_MODE_1}}",
      "{sscModes: {default: SSC_MODE_1, allowed: [SSC_MODE_2, SSC_MODE_3]}}", "{charging: {characteristics: '0800'}}",
      "{upSecurity: {upIntegr: REQUIRED, upConfid: NOT_NEEDED}}", "{dns: {ipv4: [192.0.2.1], ipv6: ['2001:db8::1']}}",
      "{addressPools: [{name: a, family: IPv4, prefix: 10.0.0.0/24}, {name: b, family: IPv4, prefix: 10.0.1.0/24}]}",
      "{addressPools: [{name: a, family: IPv4, claimRef: {name: pool}}]}",
      "{addressPools: [{name: a, family: IPv4, claim: {parentPrefix: 10.0.0.0/16, prefixLength: /24}}]}")
    + refused(
      .accessPoint, "snssai", "{snssai: {sst: -1}}", "{snssai: {sst: 256}}", "{snssai: {sst: 1, sd: '00000'}}",
      "{snssai: {sst: 1, sd: ffffff}}", "{snssai: {sst: 1, sd: FFFFFF}}", "{snssai: {sst: 1, sd: 00000g}}")
    + refused(
      .accessPoint, "operatorIdentifier", "{operatorIdentifier: {mcc: '228', mnc: '1'}}",
      "{operatorIdentifier: {mcc: '22', mnc: '01'}}", "{operatorIdentifier: {mcc: '228', mnc: '0001'}}",
      "{operatorIdentifier: {mcc: 22x, mnc: '01'}}", "{operatorIdentifier: {mcc: '228'}}")
    + refused(
      .accessPoint, "pduSessionTypes", "{pduSessionTypes: {default: IPV6, allowed: [IPV4]}}",
      "{pduSessionTypes: {default: IPV5, allowed: [IPV5]}}", "{pduSessionTypes: {default: IPV4, allowed: []}}",
      "{pduSessionTypes: {default: IPV4, allowed: [IPV4, IPV4]}}")
    + refused(.accessPoint, "mtu", "{pduSessionTypes: {default: ETHERNET, allowed: [ETHERNET]}, mtu: 1400}")
    + refused(
      .accessPoint, "dns", "{pduSessionTypes: {default: ETHERNET, allowed: [ETHERNET]}, dns: {ipv4: [192.0.2.1]}}",
      "{dns: {ipv4: [192.0.2.256]}}", "{dns: {ipv4: ['2001:db8::1']}}", "{dns: {ipv4: [192.0.2.1, 192.0.2.1]}}")
    + refused(
      .accessPoint, "priorityLevel", "{qos: {priorityLevel: 0}}", "{qos: {priorityLevel: 128}}",
      "{qos: {arp: {priorityLevel: 0, preemptionCapability: NOT_PREEMPT, preemptionVulnerability: PREEMPTABLE}}}",
      "{qos: {arp: {priorityLevel: 16, preemptionCapability: NOT_PREEMPT, preemptionVulnerability: PREEMPTABLE}}}")
    + refused(.accessPoint, "preemptionCapability", "{qos: {arp: {priorityLevel: 1}}}")
    + refused(.accessPoint, "networkInstance", "{networkInstance: n6, dnaiNetworkInstances: {edge: n6}}")
    + refused(
      .accessPoint, "sscModes", "{sscModes: {default: SSC_MODE_4}}", "{sscModes: {allowed: [SSC_MODE_2]}}",
      "{sscModes: {default: SSC_MODE_1, allowed: [SSC_MODE_1]}}", "{sscModes: {default: SSC_MODE_1, allowed: []}}")
    + refused(.accessPoint, "charging", "{charging: {characteristics: '800'}}", "{charging: {characteristics: 080g}}")
    + refused(.accessPoint, "upSecurity", "{upSecurity: {upIntegr: REQUIRED}}")
    + refused(
      .accessPoint, "addressPools", "{addressPools: [{name: a, family: IPv4}]}",
      "{addressPools: [{name: a, family: IPv4, prefix: 10.0.0.1/24}]}",
      "{addressPools: [{name: a, family: IPv4, prefix: 10.0.0.0/33}]}",
      "{addressPools: [{name: a, family: IPv6, prefix: 10.0.0.0/24}]}",
      "{addressPools: [{name: a, family: IPv6, prefix: '2001:db8::/40'}]}",
      "{addressPools: [{name: a, family: IPv4, prefix: 10.0.0.0/24, claimRef: {name: pool}}]}",
      "{addressPools: [{name: a, family: IPv4, prefix: 10.0.0.0/24}, {name: b, family: IPv4, prefix: 10.0.0.128/25}]}",
      "{pduSessionTypes: {default: ETHERNET, allowed: [ETHERNET]}, addressPools: [{name: a, family: IPv4, claimRef: {name: p}}]}"
    )
    + refused(.accessPoint, "targets", "{targets: []}", "{targets: [{name: smf, role: MME}]}")

  private static let dnn: [Row] =
    accepted(
      .dnn, "{snssai: [0]}", "{snssai: [1, 10]}", "{snssai: [255, 00000A]}", "{snssai: [1, 16777214]}",
      "{dns: [192.0.2.1, '2001:db8::1']}", "{ipv6: true}", "{parentPrefix: 10.0.0.0/24}",
      "{ipv6: true, parentPrefix: '2001:db8::/40'}")
    + refused(
      .dnn, "snssai", "{snssai: []}", "{snssai: [-1]}", "{snssai: [256]}", "{snssai: ['1', 1]}", "{snssai: [1, 2, 3]}",
      "{snssai: [1, 16777215]}", "{snssai: [1, 16777216]}", "{snssai: [1, ffffff]}", "{snssai: [1, '00000']}",
      "{snssai: [1, 00000g]}")
    + refused(.dnn, "dns", "{dns: [192.0.2.256]}", "{dns: [192.0.2.1, 192.0.2.1]}")
    + refused(.dnn, "ipv4", "{ipv4: false}", "{ipv4: false, ipv6: true, parentPrefix: 10.0.0.0/24}")
    + refused(.dnn, "parentPrefix", "{parentPrefix: 10.0.0.0}", "{parentPrefix: '2001:db8::/40'}")

  // MARK: Tests

  @Test(
    "what 3GPP allows is accepted, and what it forbids is refused by its name",
    arguments: [Kind.accessPoint, .dnn])
  func boundaries(kind: Kind) async throws {
    let rows = Self.both(kind) + (kind == .dnn ? Self.dnn : Self.accessPoint)
    try await Self.withDefinition(of: kind) { client, path in
      for row in rows {
        let answer = try await client.send("POST", "\(path)?dryRun=All", try Self.object(row.kind, row.spec))
        let message = answer.body["message"]?.string ?? ""
        #expect(answer.status == (row.naming == nil ? 201 : 422), "\(row): \(message)")
        #expect(row.naming.map(message.contains) ?? true, "\(row): \(message)")
      }
    }
  }

  struct Change: Sendable, CustomTestStringConvertible {
    var kind: Kind
    var before: String
    var after: String
    /// Nil when it may be changed so.
    var naming: String?
    var testDescription: String { "\(kind.rawValue) \(before) → \(after)" }
  }

  static let changes: [Change] = [
    Change(kind: .accessPoint, before: "{}", after: "{networkIdentifier: other.example}", naming: "networkIdentifier"),
    Change(
      kind: .accessPoint, before: "{operatorIdentifier: {mcc: '228', mnc: '01'}}", after: "{}",
      naming: "operatorIdentifier"),
    Change(
      kind: .accessPoint, before: "{}", after: "{operatorIdentifier: {mcc: '228', mnc: '01'}}",
      naming: "operatorIdentifier"),
    Change(
      kind: .accessPoint, before: "{addressPools: [{name: a, family: IPv4, prefix: 10.0.0.0/24}]}",
      after: "{addressPools: [{name: a, family: IPv4, prefix: 10.0.1.0/24}], mtu: 1400, adminState: Locked}"),
    Change(kind: .dnn, before: "{}", after: "{hostname: other.example}", naming: "hostname"),
    Change(kind: .dnn, before: "{}", after: "{parentPrefix: 10.0.0.0/24}", naming: "parentPrefix"),
    Change(kind: .dnn, before: "{mtu: 1300}", after: "{mtu: 1400, snssai: [1], fiveQI: 9}"),
  ]

  @Test("what names an access point cannot be changed", arguments: changes)
  func immutability(change: Change) async throws {
    try await Self.withDefinition(of: change.kind) { client, path in
      let made = try await client.send("POST", path, try Self.object(change.kind, change.before))
      try #require(made.status == 201, "\(made.body["message"] ?? .null)")
      var changed = try Self.object(change.kind, change.after)
      changed["metadata"] = made.body["metadata"]
      let answer = try await client.send("PUT", "\(path)/demo", changed)
      let message = answer.body["message"]?.string ?? ""
      #expect(answer.status == (change.naming == nil ? 200 : 422), "\(change): \(message)")
      #expect(change.naming.map(message.contains) ?? true, "\(change): \(message)")
    }
  }

  // MARK: Parts

  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path()

  private static func object(_ kind: Kind, _ changes: String) throws -> Value {
    var spec = try #require(YAML.parse(kind.valid, file: "valid").first?.value.object)
    for (name, value) in try #require(YAML.parse(changes, file: "changes").first?.value.object) { spec[name] = value }
    return [
      "apiVersion": .string(kind.apiVersion), "kind": .string(kind.rawValue), "metadata": ["name": "demo"],
      "spec": .object(spec),
    ]
  }

  private static func withDefinition(
    of kind: Kind, _ body: @escaping @Sendable (StoreClient, _ path: String) async throws -> Void
  ) async throws {
    let text = try String(contentsOfFile: root + kind.definition, encoding: .utf8)
    let definition = try #require(YAML.parse(text, file: kind.definition).first?.value)
    try await StoreClient.withControllers { client in
      let definitions = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions"
      let events = try await client.watch("\(definitions)?watch=true")
      let answer = try await client.send("POST", definitions, definition)
      try #require(answer.status == 201, "\(answer.body["message"] ?? .null)")
      for try await event in events {
        let conditions = event["object"]?["status"]?["conditions"]?.array ?? []
        if conditions.contains(where: { $0["type"] == "Established" && $0["status"] == "True" }) { break }
      }
      try await body(client, "/apis/\(kind.apiVersion)/namespaces/default/\(kind.plural)")
    }
  }
}
