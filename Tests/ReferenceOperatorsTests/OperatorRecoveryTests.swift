import Cluster
import Documents
import Foundation
import Kubernetes
import NetBoxOperator
import Southbound
import Testing

@Suite("the operator when things go wrong", .timeLimit(.minutes(5))) struct OperatorRecoveryTests {
  private static let claim: Value = ["parentPrefix": "10.0.0.0/16", "prefixLength": "/28"]

  @Test("an allocation whose answer was lost is found again, not repeated")
  func findsLostAnswer() async throws {
    try await OperatorLab.with { lab in
      let object = try await lab.apply("PrefixClaim", "p", Self.claim)
      let hash = Claim(object, kind: .prefixClaim).restorationHash()
      _ = lab.netBox.request(
        "POST", "/api/ipam/prefixes/",
        body: ["prefix": "10.0.66.0/28", "custom_fields": ["netboxOperatorRestorationHash": .string(hash)]])
      try await lab.withOperator { _ in
        let claim = try await lab.waitUntilReady("PrefixClaim", "p")
        #expect(claim["status", "prefix"] == "10.0.66.0/28")
        #expect(lab.inNetBox("prefixes/?within=10.0.0.0/16").count == 1)
      }
    }
  }

  @Test("a claimed address keeps the mask that NetBox gave it, which takes one write")
  func mask() async throws {
    try await OperatorLab.with { lab in
      try await lab.withOperator { _ in
        try await lab.apply("IpAddressClaim", "a", ["parentPrefix": "10.9.0.0/30"])
        let claim = try await lab.waitUntilReady("IpAddressClaim", "a")
        #expect(claim["status", "ipAddress"] == "10.9.0.1/32")
        #expect(lab.inNetBox("ip-addresses/").map { $0["address"] } == ["10.9.0.1/30"])
        #expect(lab.writes.count == 1)
      }
    }
  }

  @Test("what a claim holds in NetBox is not taken over by an object that names it")
  func othersClaim() async throws {
    try await OperatorLab.with { lab in
      try await lab.withOperator { _ in
        try await lab.apply(
          "PrefixClaim", "p", ["parentPrefix": "10.0.0.0/16", "prefixLength": "/28", "preserveInNetbox": true])
        try await lab.waitUntilReady("PrefixClaim", "p")
        try await lab.delete("PrefixClaim", "p")
        try await lab.wait(for: "PrefixClaim", "p") { $0 == nil }
        try await lab.apply("Prefix", "other", ["prefix": "10.0.0.0/28"])
        let message = try await lab.waitForObstacle("Prefix", "other", "NotOurs")
        #expect(message.contains("10.0.0.0/28"))
      }
    }
  }

  @Test("a claim that is deleted before it had a child leaves nothing in NetBox")
  func releasesLostAnswer() async throws {
    try await OperatorLab.with { lab in
      var claim = KubernetesObject(apiVersion: "netbox.dev/v1", kind: "PrefixClaim", namespace: "default", name: "p")
      claim.finalizers = [ClaimKind.prefixClaim.finalizer]
      claim["spec"] = Self.claim
      let object = try await lab.client.create(claim)
      let hash = Claim(object, kind: .prefixClaim).restorationHash()
      _ = lab.netBox.request(
        "POST", "/api/ipam/prefixes/",
        body: ["prefix": "10.0.66.0/28", "custom_fields": ["netboxOperatorRestorationHash": .string(hash)]])
      try await lab.delete("PrefixClaim", "p")
      try await lab.withOperator { _ in
        try await lab.wait(for: "PrefixClaim", "p") { $0 == nil }
        #expect(lab.inNetBox("prefixes/?within=10.0.0.0/16").isEmpty)
      }
    }
  }

  @Test("while NetBox refuses the token, deletion waits and says why; with a new token it goes on")
  func waitsForNetBox() async throws {
    try await OperatorLab.with { lab in
      try await lab.withTokenFile { token in
        try await lab.withOperator(changing: ["AUTH_TOKEN_FILE": token.path]) { _ in
          try await lab.apply("Prefix", "p", ["prefix": "10.7.0.0/24"])
          try await lab.waitUntilReady("Prefix", "p")
          try token.write("wrong")
          try await lab.delete("Prefix", "p")
          let message = try await lab.waitForObstacle("Prefix", "p", "NetBoxUnauthorized")
          #expect(message.contains("cannot delete 10.7.0.0/24 in NetBox yet"))
          #expect(lab.inNetBox("prefixes/?prefix=10.7.0.0/24").count == 1)
          try token.write(OperatorLab.token)
          try await lab.wait(for: "Prefix", "p") { $0 == nil }
          #expect(lab.inNetBox("prefixes/?prefix=10.7.0.0/24").isEmpty)
        }
      }
    }
  }

  @Test("a status that somebody wipes is written anew")
  func restoresStatus() async throws {
    try await OperatorLab.with { lab in
      try await lab.withOperator { _ in
        try await lab.apply("PrefixClaim", "p", Self.claim)
        let before = try await lab.waitUntilReady("PrefixClaim", "p")
        _ = try await lab.client.patch(
          ClaimKind.prefixClaim.resource, namespace: "default", name: "p",
          .merge(["status": ["conditions": nil, "prefix": nil]]), subresource: "status")
        let after = try await lab.waitUntilReady("PrefixClaim", "p")
        #expect(after["status", "prefix"] == before["status", "prefix"])
      }
    }
  }

  @Test("a child that somebody deletes is made again, with the same prefix")
  func restoresChild() async throws {
    try await OperatorLab.with { lab in
      try await lab.withOperator { _ in
        try await lab.apply("PrefixClaim", "p", Self.claim)
        try await lab.waitUntilReady("PrefixClaim", "p")
        let before = try await lab.waitUntilReady("Prefix", "p")
        try await lab.delete("Prefix", "p")
        let after = try await lab.wait(for: "Prefix", "p") { object in
          object != nil && object?.uid != before.uid && object?.condition("Ready")?.isTrue == true
        }
        #expect(after?["spec", "prefix"] == before["spec", "prefix"])
      }
    }
  }

  @Test("of several selected parents the first with room is taken")
  func selects() async throws {
    try await OperatorLab.with { lab in
      for prefix in ["10.20.0.0/31", "10.21.0.0/24"] {
        let body: Value = ["prefix": .string(prefix), "custom_fields": ["env": "prod"]]
        _ = lab.netBox.request("POST", "/api/ipam/prefixes/", body: body)
      }
      try await lab.withOperator { _ in
        let spec: Value = ["parentPrefixSelector": ["env": "prod", "family": "IPv4"], "prefixLength": "/32"]
        var parents: [String] = []
        for name in ["a", "b", "c"] {
          try await lab.apply("PrefixClaim", name, spec)
          parents.append(try await lab.waitUntilReady("PrefixClaim", name)["status", "parentPrefix"]?.string ?? "")
        }
        #expect(parents == ["10.20.0.0/31", "10.20.0.0/31", "10.21.0.0/24"])
      }
    }
  }

  @Test("a child that the cluster refuses is reported on the claim, which goes on when it may")
  func reportsRefusal() async throws {
    try await OperatorLab.with { lab in
      try await lab.forbidPrefixes()
      try await lab.withOperator { _ in
        try await lab.apply("PrefixClaim", "p", Self.claim)
        let message = try await lab.waitForObstacle("PrefixClaim", "p", "RefusedByKubernetes")
        #expect(message.contains("no prefixes today"))
        try await lab.allowPrefixes()
        try await lab.waitUntilReady("PrefixClaim", "p")
        #expect(lab.inNetBox("prefixes/?within=10.0.0.0/16").count == 1)
      }
    }
  }
}
