import Cluster
import Documents
import Kubernetes
import PacketCoreClient
import Testing

@Suite("access points in a lab", .timeLimit(.minutes(5))) struct AccessPointOperatorTests {
  @Test("an access point is written to every target once, reported, and removed again")
  func lifecycle() async throws {
    try await AccessPointLab.with { lab in
      let code = try await lab.with(DoubledAccessPoints.self) {
        try await lab.apply(
          "net", "Net.Example",
          [
            "sessionAmbr": ["uplink": "100 Mbps", "downlink": "1 Gbps"], "dns": ["ipv4": ["192.0.2.2", "192.0.2.1"]],
            "snssai": ["sst": 1, "sd": "00000a"], "operatorIdentifier": ["mcc": "228", "mnc": "01"],
          ])
        let ready = try await lab.waitUntilReady(.accessPoint, "net")
        let entry = try #require(lab.smf.entries["net.example"])
        #expect(entry == lab.upf.entries["net.example"])
        #expect(entry.managedBy == "access-point-operator/default.net")
        #expect(entry.downlink == 1_000_000_000)
        #expect(entry.dnsServers == ["192.0.2.2", "192.0.2.1"])
        #expect(ready["status", "accessPointName"] == "Net.Example.mnc001.mcc228.gprs")
        #expect(ready.targets.map(\.state) == [.applied, .applied])
        #expect(ready.conditions.allSatisfy { $0.observedGeneration == ready.generation && !$0.reason.isEmpty })
        #expect(
          ready.conditions.filter(\.isTrue).map(\.type).sorted() == [
            "AddressPoolsBound", "ConfigValidated", "Ready", "TargetsApplied",
          ])
        #expect(try Readiness.compute(ready).status == .current)
        try await lab.delete(.accessPoint, "net")
        try await lab.wait(for: .accessPoint, "net") { $0 == nil }
        #expect(lab.smf.writes == ["create net.example", "delete net.example"])
        #expect(lab.upf.entries.isEmpty)
      }
      #expect(code == 0)
    }
  }

  @Test("the same again, other units and a nudge write nothing; a changed leaf is written alone")
  func idempotence() async throws {
    try await AccessPointLab.with { lab in
      try await lab.withAccessPoints {
        try await lab.apply("net", "net.example", ["sessionAmbr": ["uplink": "1 Gbps", "downlink": "1 Gbps"]])
        try await lab.waitUntilReady(.accessPoint, "net")
        try await lab.apply("net", "net.example", ["sessionAmbr": ["uplink": "1000 Mbps", "downlink": "1 Gbps"]])
        try await lab.waitUntilReady(.accessPoint, "net", generation: 2)
        try await lab.nudge(.accessPoint, "net")
        try await lab.apply("net", "net.example", ["sessionAmbr": ["uplink": "2 Gbps", "downlink": "1 Gbps"]])
        try await lab.waitUntilReady(.accessPoint, "net", generation: 3)
        #expect(lab.smf.writes == ["create net.example", "merge net.example session-ambr/uplink"])
      }
    }
  }

  @Test("drift on a target is put right there, and told")
  func drift() async throws {
    try await AccessPointLab.with { lab in
      try await lab.withAccessPoints {
        try await lab.apply("net", "net.example", ["mtu": 1400])
        try await lab.waitUntilReady(.accessPoint, "net")
        lab.smf.edit("net.example") { $0.mtu = 1300 }
        await lab.smf.wait { $0.entries["net.example"]?.mtu == 1400 }
        lab.upf.entries = [:]
        await lab.upf.wait { $0.entries["net.example"]?.mtu == 1400 }
        #expect(lab.smf.writes == ["create net.example", "merge net.example mtu"])
        #expect(lab.upf.writes == ["create net.example", "create net.example"])
      }
    }
  }

  @Test("while one target is down the other is written, the status says so, and it recovers by itself")
  func partial() async throws {
    try await AccessPointLab.with { lab in
      lab.upf.fail(.init(error: .unreachable("no connection")))
      try await lab.withAccessPoints {
        try await lab.apply("net", "net.example")
        let message = try await lab.waitForProblem(.accessPoint, "net", "TargetUnreachable")
        #expect(message == "target upf cannot be reached: no connection")
        let object = try await lab.wait(for: .accessPoint, "net") { $0 != nil }
        #expect(object?.targets.map(\.state) == [.applied, .failed])
        #expect(lab.smf.entries["net.example"] != nil)
        lab.upf.recover()
        try await lab.waitUntilReady(.accessPoint, "net")
        #expect(lab.smf.writes.count == 1)
      }
    }
  }

  @Test("a twin, however it is spelled, is refused, and takes over when the first goes")
  func twins() async throws {
    try await AccessPointLab.with { lab in
      try await lab.withAccessPoints {
        try await lab.apply("first", "net.example", ["mtu": 1400])
        try await lab.waitUntilReady(.accessPoint, "first")
        try await lab.apply("second", "NET.example", ["mtu": 1500])
        let message = try await lab.waitForProblem(.accessPoint, "second", "DuplicateAccessPoint")
        #expect(message.contains("spec.networkIdentifier") && message.contains("default/first"))
        #expect(lab.smf.writes == ["create net.example"])
        try await lab.delete(.accessPoint, "first")
        try await lab.waitUntilReady(.accessPoint, "second")
        #expect(lab.smf.entries["net.example"]?.mtu == 1500)
      }
    }
  }

  @Test("a pool that overlaps is refused, unless it is of another network instance")
  func overlaps() async throws {
    @Sendable func pools(_ prefix: String) -> Object {
      ["addressPools": [["name": "main", "family": "IPv4", "prefix": .string(prefix)]]]
    }
    try await AccessPointLab.with { lab in
      try await lab.withAccessPoints {
        try await lab.apply("first", "one.example", pools("10.0.0.0/24"))
        try await lab.waitUntilReady(.accessPoint, "first")
        try await lab.apply("second", "two.example", pools("10.0.0.128/25"))
        let message = try await lab.waitForProblem(.accessPoint, "second", "OverlappingPools")
        #expect(message.contains("spec.addressPools") && message.contains("default/first"))
        #expect(lab.smf.entries["two.example"] == nil)
        var apart = pools("10.0.0.128/25")
        apart["networkInstance"] = "n6-other"
        try await lab.apply("third", "three.example", apart)
        try await lab.waitUntilReady(.accessPoint, "third")
        try await lab.apply("first", "one.example", pools("10.9.0.0/24"))
        try await lab.waitUntilReady(.accessPoint, "second")
      }
    }
  }

  @Test("a claim that is referred to is waited for, and one that is asked for is made, adopted and released last")
  func claims() async throws {
    try await AccessPointLab.with { lab in
      try await lab.withAccessPoints {
        try await lab.apply(
          "net", "net.example",
          [
            "addressPools": [
              ["name": "a", "family": "IPv4", "claimRef": ["name": "late"]],
              ["name": "b", "family": "IPv4", "claim": ["parentPrefix": "10.1.0.0/16", "prefixLength": "/24"]],
            ]
          ])
        let message = try await lab.waitForProblem(.accessPoint, "net", "ClaimNotFound")
        #expect(message.contains("PrefixClaim late"))
        let made = try await lab.wait(for: .prefixClaim, "net-b") { $0 != nil }
        #expect(made?.controller?.name == "net")
        #expect(made?["spec", "prefixLength"] == "/24")
        try await lab.answer(.prefixClaim, "net-b", [:])
        try await lab.apply(.prefixClaim, "late", ["parentPrefix": "10.0.0.0/16", "prefixLength": "/24"])
        try await lab.answer(.prefixClaim, "late", ["prefix": "10.0.0.0/24"])
        #expect(try await lab.waitForProblem(.accessPoint, "net", "ClaimNotReady").contains("no room"))
        #expect(lab.smf.calls.filter(\.isWrite).isEmpty)
        try await lab.answer(.prefixClaim, "net-b", ["prefix": "10.1.0.0/24"])
        try await lab.waitUntilReady(.accessPoint, "net")
        #expect(lab.smf.entries["net.example"]?.pools.map(\.prefix) == ["10.0.0.0/24", "10.1.0.0/24"])
        lab.upf.fail(.init(verb: .delete, error: .unreachable("down")))
        try await lab.delete(.accessPoint, "net")
        try await lab.waitForProblem(.accessPoint, "net", "DeletionInProgress")
        let kept = try await lab.wait(for: .prefixClaim, "net-b") { $0 != nil }
        #expect(kept?.isTerminating == false)
        lab.upf.recover()
        try await lab.wait(for: .accessPoint, "net") { $0 == nil }
        try await lab.wait(for: .prefixClaim, "net-b") { $0 == nil }
        #expect(try await lab.wait(for: .prefixClaim, "late") { $0 != nil } != nil)
      }
    }
  }

  @Test("with the policy Orphan entries and claims stay, and the same name takes them back")
  func orphans() async throws {
    let spec: Object = [
      "deletionPolicy": "Orphan",
      "addressPools": [
        ["name": "b", "family": "IPv4", "claim": ["parentPrefix": "10.1.0.0/16", "prefixLength": "/24"]]
      ],
    ]
    try await AccessPointLab.with { lab in
      try await lab.withAccessPoints {
        try await lab.apply("net", "net.example", spec)
        try await lab.answer(.prefixClaim, "net-b", ["prefix": "10.1.0.0/24"])
        try await lab.waitUntilReady(.accessPoint, "net")
        try await lab.delete(.accessPoint, "net")
        try await lab.wait(for: .accessPoint, "net") { $0 == nil }
        try await lab.wait(for: .prefixClaim, "net-b") { $0?.controller == nil }
        try await lab.apply("net", "net.example", spec)
        let again = try await lab.waitUntilReady(.accessPoint, "net")
        let claim = try await lab.wait(for: .prefixClaim, "net-b") { $0?.controller != nil }
        #expect(claim?.controller?.uid == again.uid)
        #expect(lab.smf.writes == ["create net.example"])
      }
    }
  }

  @Test("a target that the operator does not know is refused by the field that names it")
  func unknownTarget() async throws {
    try await AccessPointLab.with { lab in
      try await lab.withAccessPoints {
        try await lab.apply(
          "net", "net.example", ["targets": [["name": "smf", "role": "SMF"], ["name": "ggsn-9", "role": "GGSN"]]])
        let message = try await lab.waitForProblem(.accessPoint, "net", "UnknownTarget")
        #expect(message.contains("spec.targets") && message.contains("ggsn-9"))
        #expect(lab.smf.calls.isEmpty)
      }
    }
  }

  @Test("a target that is named no more loses the entry")
  func dropsTarget() async throws {
    try await AccessPointLab.with { lab in
      try await lab.withAccessPoints {
        try await lab.apply("net", "net.example")
        try await lab.waitUntilReady(.accessPoint, "net")
        try await lab.apply("net", "net.example", ["targets": [["name": "smf", "role": "SMF"]]])
        let ready = try await lab.waitUntilReady(.accessPoint, "net", generation: 2)
        #expect(ready.targets.map(\.name) == ["smf"])
        #expect(lab.upf.entries.isEmpty)
        #expect(lab.smf.writes == ["create net.example"])
      }
    }
  }

  @Test("after a restart, and after a lost answer, nothing is written twice")
  func restarts() async throws {
    try await AccessPointLab.with { lab in
      lab.smf.fail(.init(verb: .create, error: .unreachable("lost"), takesEffect: true, times: 1))
      for _ in 0..<2 {
        try await lab.withAccessPoints {
          try await lab.apply("net", "net.example", ["mtu": 1400])
          try await lab.nudge(.accessPoint, "net")
          try await lab.waitUntilReady(.accessPoint, "net")
          try await lab.apply("later", "later.example")
          try await lab.waitUntilReady(.accessPoint, "later")
        }
      }
      #expect(lab.smf.writes == ["create net.example", "create later.example"])
    }
  }

  @Test("the release before is upgraded without a write, and back")
  func upgrades() async throws {
    try await AccessPointLab.with { lab in
      let previous = ["--compatibility", "0.9.0"]
      try await lab.withAccessPoints(previous) {
        try await lab.apply("net", "net.example", ["mtu": 1400])
        let old = try await lab.waitUntilReady(.accessPoint, "net")
        #expect(old.finalizers == ["accesspoints.core.plugfest.dev"])
        #expect(lab.smf.entries["net.example"]?.managedBy == "access-point-operator")
      }
      try await lab.withAccessPoints {
        try await lab.wait(for: .accessPoint, "net") {
          $0?.finalizers == ["core.plugfest.dev/access-point"] && $0?.condition("DriftDetected") != nil
        }
        #expect(lab.smf.writes == ["create net.example"])
        try await lab.apply("net", "net.example", ["mtu": 1500])
        try await lab.waitUntilReady(.accessPoint, "net", generation: 2)
        #expect(lab.smf.writes == ["create net.example", "merge net.example mtu managed-by"])
      }
      try await lab.withAccessPoints(previous) {
        try await lab.delete(.accessPoint, "net")
        try await lab.wait(for: .accessPoint, "net") { $0 == nil }
        #expect(lab.smf.entries.isEmpty)
      }
    }
  }

  @Test("entries of others stay as they are, and are told")
  func foreign() async throws {
    try await AccessPointLab.with { lab in
      var theirs = AccessPointEntry(name: "net.example")
      theirs.mtu = 9000
      let entry = theirs
      lab.smf.entries = ["net.example": entry]
      try await lab.withAccessPoints {
        try await lab.apply("net", "net.example", ["mtu": 1400])
        #expect(try await lab.waitForProblem(.accessPoint, "net", "TargetConflict").contains("smf"))
        #expect(lab.smf.entries == ["net.example": entry])
        lab.smf.entries = [:]
        try await lab.waitUntilReady(.accessPoint, "net")
        lab.smf.entries = ["net.example": entry]
        try await lab.delete(.accessPoint, "net")
        try await lab.wait(for: .accessPoint, "net") { $0 == nil }
        #expect(lab.smf.entries == ["net.example": entry])
        #expect(lab.upf.entries.isEmpty)
      }
    }
  }
}
