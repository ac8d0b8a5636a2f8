import Cluster
import DnnOperator
import Documents
import Kubernetes
import PacketCoreClient
import Testing

@Suite("Dnns", .timeLimit(.minutes(5))) struct DnnOperatorTests {
  private static func dnn(_ name: String, _ spec: Value, _ status: Value = [:]) -> Dnn {
    var object = KubernetesObject(
      apiVersion: "telco.plugfest.dev/v1", kind: "Dnn", namespace: "default", name: name)
    object["metadata", "uid"] = .string(name)
    object["metadata", "generation"] = 1
    object["spec"] = spec
    object["status"] = status
    return Dnn(object)
  }

  private static func claim(of dnn: Dnn, _ status: Value) -> KubernetesObject {
    var claim = DnnClaim.wanted(by: dnn, isOwned: true)
    claim["metadata", "generation"] = 1
    claim["status"] = status
    return claim
  }

  private static func ready(_ status: String, _ generation: Int64 = 1) -> Value {
    [
      "ipAddress": "10.0.0.1/32",
      "conditions": [
        [
          "type": "Ready", "status": .string(status), "message": "no room", "reason": "X",
          "observedGeneration": .integer(generation),
        ]
      ],
    ]
  }

  private static let plain: Value = ["hostname": "Gprs.hack.example", "region": "ch-east", "type": "MobileInternet"]
  private static let claiming: Value = [
    "hostname": "Gprs.hack.example", "region": "ch-east", "type": "MobileInternet", "parentPrefix": "10.0.0.0/24",
  ]

  @Test("the spec becomes an entry")
  func entry() {
    let dnn = Self.dnn(
      "a",
      [
        "hostname": "Gprs.hack.example", "ipv4": true, "ipv6": true, "snssai": [1, 10], "mtu": 1400,
        "ambr": ["uplink": "1 Mbps", "downlink": "1.5 Gbps"], "dns": ["192.0.2.2", "192.0.2.1"], "adminState": "Locked",
      ])
    let entry = dnn.entry(address: "10.0.0.1/32")
    #expect(entry.name == "gprs.hack.example")
    #expect(entry.networkIdentifier == "Gprs.hack.example")
    #expect(entry.slice == AccessPointEntry.Slice(sst: 1, sd: "00000A"))
    #expect(Set(entry.sessionTypes) == ["IPV4", "IPV6", "IPV4V6"])
    #expect(entry.defaultSessionType == "IPV4V6")
    #expect(entry.downlink == 1_500_000_000)
    #expect(entry.pools.map(\.prefix) == ["10.0.0.1/32"])
    #expect(entry.dnsServers == ["192.0.2.2", "192.0.2.1"])
    #expect(entry.isLocked)
    #expect(Self.dnn("b", ["hostname": "b", "snssai": [2, "00000a"]]).entry(address: nil).slice?.sd == "00000A")
    #expect(Self.dnn("b", ["hostname": "b", "snssai": [2]]).entry(address: nil).slice?.sd == nil)
    #expect(Self.dnn("b", ["hostname": "b"]).entry(address: nil).sessionTypes == ["IPV4"])
  }

  @Test("what is to be done follows from the claim")
  func plans() {
    let plain = Self.dnn("a", Self.plain)
    #expect(DnnPlan(plain, others: [], claim: nil) == .configure(plain.entry(address: nil)))
    let dnn = Self.dnn("a", Self.claiming)
    #expect(DnnPlan(dnn, others: [], claim: nil) == .claim)
    func reason(_ claim: KubernetesObject, _ dnn: Dnn = dnn) -> String {
      switch DnnPlan(dnn, others: [], claim: claim) {
      case .refuse(let problem), .wait(let problem): problem.reason
      case .claim: "claim"
      case .configure(let entry): entry.pools.first?.prefix ?? ""
      }
    }
    #expect(reason(Self.claim(of: dnn, [:])) == "ClaimPending")
    #expect(reason(Self.claim(of: dnn, Self.ready("False"))) == "ClaimNotReady")
    #expect(reason(Self.claim(of: dnn, Self.ready("True", 0))) == "ClaimPending")
    #expect(reason(Self.claim(of: dnn, Self.ready("True"))) == "10.0.0.1/32")
    let inForce = Self.dnn("a", Self.claiming, ["address": "10.0.0.1/32"])
    #expect(reason(Self.claim(of: inForce, Self.ready("False")), inForce) == "10.0.0.1/32")
    #expect(reason(Self.claim(of: Self.dnn("b", Self.claiming), Self.ready("True"))) == "NameTaken")
    var leaving = Self.claim(of: dnn, Self.ready("True"))
    leaving["metadata", "deletionTimestamp"] = "2026-01-01T00:00:00Z"
    #expect(reason(leaving) == "ClaimGoesAway")
  }

  @Test("of two with one name the one that has it keeps it, else the older gets it")
  func twins() {
    let first = Self.dnn("a", ["hostname": "x.example"])
    let second = Self.dnn("b", ["hostname": "X.EXAMPLE"])
    func isRefused(_ dnn: Dnn, _ other: Dnn) -> Bool {
      if case .refuse(let problem) = DnnPlan(dnn, others: [other], claim: nil) {
        return problem.message.contains("spec.hostname")
      }
      return false
    }
    #expect(isRefused(second, first) && !isRefused(first, second))
    let written: Value = ["targets": [["name": "smf", "state": "Applied", "appliedGeneration": 1]]]
    let holder = Self.dnn("b", ["hostname": "X.EXAMPLE"], written)
    #expect(isRefused(first, holder) && !isRefused(holder, first))
  }

  @Test("a Dnn claims its address, is on all targets, and gives the address back last")
  func lifecycle() async throws {
    try await AccessPointLab.with { lab in
      let code = try await lab.with(DoubledDnns.self) {
        try await lab.apply(.dnn, "net", Self.claiming)
        try await lab.answer(.addressClaim, "net", [:])
        #expect(try await lab.waitForProblem(.dnn, "net", "ClaimNotReady").contains("no room"))
        #expect(lab.smf.calls.filter(\.isWrite).isEmpty)
        try await lab.answer(.addressClaim, "net", ["ipAddress": "10.0.0.1/32"])
        let ready = try await lab.waitUntilReady(.dnn, "net")
        #expect(ready["status", "address"] == "10.0.0.1/32")
        #expect(lab.smf.entries["gprs.hack.example"]?.managedBy == "dnn-operator/default.net")
        #expect(lab.upf.entries["gprs.hack.example"] == lab.smf.entries["gprs.hack.example"])
        lab.upf.edit("gprs.hack.example") { $0.isLocked = true }
        await lab.upf.wait { $0.entries["gprs.hack.example"]?.isLocked == false }
        lab.smf.fail(.init(verb: .delete, error: .unreachable("down")))
        try await lab.delete(.dnn, "net")
        #expect(try await lab.waitForProblem(.dnn, "net", "DeletionInProgress").contains("smf"))
        #expect(try await lab.wait(for: .addressClaim, "net") { $0 != nil }?.isTerminating == false)
        lab.smf.recover()
        try await lab.wait(for: .dnn, "net") { $0 == nil }
        try await lab.wait(for: .addressClaim, "net") { $0 == nil }
        #expect(lab.smf.entries.isEmpty && lab.upf.entries.isEmpty)
      }
      #expect(code == 0)
    }
  }
}
