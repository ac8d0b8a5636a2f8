import Cluster
import Documents
import Kubernetes
import NetBoxOperator
import Southbound
import Testing

@Suite("the operator in a lab", .timeLimit(.minutes(5))) struct NetBoxOperatorTests {
  private static let claim: Value = ["parentPrefix": "10.0.0.0/16", "prefixLength": "/28", "description": "shop"]

  @Test("claims of each kind are answered, and released when they go")
  func answers() async throws {
    try await OperatorLab.with { lab in
      let code = try await lab.withOperator { _ in
        try await lab.apply("PrefixClaim", "p", Self.claim)
        try await lab.apply("IpAddressClaim", "a", ["parentPrefix": "10.0.0.0/16", "tenant": "Initech"])
        try await lab.apply("IpRangeClaim", "r", ["parentPrefix": "10.0.0.0/16", "size": 3])
        let prefix = try await lab.waitUntilReady("PrefixClaim", "p")
        let address = try await lab.waitUntilReady("IpAddressClaim", "a")
        let range = try await lab.waitUntilReady("IpRangeClaim", "r")
        #expect(prefix["status", "prefix"]?.string == "10.0.0.0/28")
        #expect(address["status", "ipAddress"]?.string?.hasSuffix("/32") == true)
        #expect(range["status", "ipAddresses"]?.array?.count == 3)
        let held = lab.inNetBox("prefixes/?prefix=10.0.0.0/28")
        #expect(held.first?["description"] == "default/p // shop // managed by netbox-operator")
        let tenant = lab.inNetBox("ip-addresses/?tenant=initech").first?["tenant"]?["name"]
        #expect(tenant == "Initech")
        for (kind, name) in [("PrefixClaim", "p"), ("IpAddressClaim", "a"), ("IpRangeClaim", "r")] {
          try await lab.delete(kind, name)
          try await lab.wait(for: kind, name) { $0 == nil }
        }
        #expect(lab.inNetBox("prefixes/?within=10.0.0.0/16").isEmpty)
        #expect(lab.inNetBox("ip-addresses/").isEmpty)
        #expect(lab.inNetBox("ip-ranges/").isEmpty)
      }
      #expect(code == 0)
    }
  }

  @Test("applying the same again, and touching annotations, writes nothing anywhere")
  func isIdempotent() async throws {
    try await OperatorLab.with { lab in
      try await lab.withOperator { _ in
        try await lab.apply("PrefixClaim", "p", Self.claim)
        let before = try await lab.waitUntilReady("PrefixClaim", "p")
        let child = try await lab.waitUntilReady("Prefix", "p")
        let writes = lab.writes.count
        try await lab.apply("PrefixClaim", "p", Self.claim)
        _ = try await lab.nudge(before)
        _ = try await lab.nudge(child)
        // What is asked for later is done later.
        try await lab.apply("Prefix", "later", ["prefix": "10.7.0.0/24"])
        try await lab.waitUntilReady("Prefix", "later")
        let after = try await lab.waitUntilReady("PrefixClaim", "p")
        #expect(after["status"] == before["status"])
        #expect(try await lab.waitUntilReady("Prefix", "p")["status"] == child["status"])
        #expect(lab.writes.count == writes + 1)
      }
    }
  }

  @Test("changes reach NetBox; a custom field that is dropped is cleared")
  func updates() async throws {
    try await OperatorLab.with { lab in
      try await lab.withOperator { _ in
        try await lab.apply(
          "PrefixClaim", "p",
          ["parentPrefix": "10.0.0.0/16", "prefixLength": "/28", "comments": "a", "customFields": ["env": "prod"]])
        try await lab.waitUntilReady("PrefixClaim", "p")
        #expect(lab.inNetBox("prefixes/?prefix=10.0.0.0/28").first?["custom_fields"]?["env"] == "prod")
        try await lab.apply(
          "PrefixClaim", "p", ["parentPrefix": "10.0.0.0/16", "prefixLength": "/28", "comments": "b"])
        try await lab.waitUntilReady("PrefixClaim", "p", generation: 2)
        let held = lab.inNetBox("prefixes/?prefix=10.0.0.0/28").first
        #expect(held?["comments"] == "b")
        #expect(held?["custom_fields"]?["env"] == .null)
      }
    }
  }

  @Test("what is edited or deleted in NetBox comes back without anybody's doing, and foreign fields stay")
  func repairsDrift() async throws {
    try await OperatorLab.with { lab in
      try await lab.withOperator { _ in
        try await lab.apply("Prefix", "p", ["prefix": "10.7.0.0/24", "comments": "ours"])
        let first = try await lab.waitUntilReady("Prefix", "p")
        let id = first["status", "id"]?.integer ?? 0
        _ = lab.netBox.request(
          "PATCH", "/api/ipam/prefixes/\(id)/", body: ["comments": "theirs", "is_pool": true])
        let second = try await lab.wait(for: "Prefix", "p") {
          $0?["status", "lastUpdated"] != first["status", "lastUpdated"]
        }
        let held = lab.inNetBox("prefixes/?prefix=10.7.0.0/24").first
        #expect(held?["comments"] == "ours")
        #expect(held?["is_pool"] == true)
        _ = lab.netBox.request("DELETE", "/api/ipam/prefixes/\(id)/")
        try await lab.wait(for: "Prefix", "p") { $0?["status", "id"] != second?["status", "id"] }
        #expect(lab.inNetBox("prefixes/?prefix=10.7.0.0/24").count == 1)
      }
    }
  }

  @Test(
    "what cannot be done is reported with its cause, and nothing is left in NetBox",
    arguments: [
      (["parentPrefix": "10.0.0.0/16", "prefixLength": "/28", "tenant": "nobody"], "TenantNotFound", "\"nobody\""),
      (["parentPrefix": "10.0.0.0/16", "prefixLength": "/28", "site": "nowhere"], "SiteNotFound", "\"nowhere\""),
      (["parentPrefix": "10.55.0.0/16", "prefixLength": "/28"], "ParentPrefixNotFound", "10.55.0.0/16"),
      (
        ["parentPrefixSelector": ["tenant": "Initech"], "prefixLength": "/28"], "ParentPrefixNotFound",
        "tenant=Initech"
      ),
      (
        ["parentPrefixSelector": ["nofield": "x"], "prefixLength": "/28"], "CustomFieldNotFound", "\"nofield\""
      ),
      (
        ["parentPrefix": "10.0.0.0/16", "prefixLength": "/28", "customFields": ["nofield": "x"]], "RejectedByNetBox",
        "'nofield'"
      ),
    ] as [(Value, String, String)])
  func reports(spec: Value, reason: String, cause: String) async throws {
    try await OperatorLab.with { lab in
      try await lab.withOperator { _ in
        try await lab.apply("PrefixClaim", "p", spec)
        let message = try await lab.waitForObstacle("PrefixClaim", "p", reason)
        #expect(message.contains(cause))
        #expect(lab.inNetBox("prefixes/?within=10.0.0.0/16").isEmpty)
        try await lab.delete("PrefixClaim", "p")
        try await lab.wait(for: "PrefixClaim", "p") { $0 == nil }
      }
    }
  }

  @Test("claims made at once never share, and one too many waits until there is room")
  func allocatesOnce() async throws {
    try await OperatorLab.with { lab in
      try await lab.withOperator { _ in
        let spec: Value = ["parentPrefix": "10.9.0.0/30", "prefixLength": "/32"]
        for index in 0..<5 { try await lab.apply("PrefixClaim", "p\(index)", spec) }
        var prefixes: Set<String> = []
        var waiting: [String] = []
        for index in 0..<5 {
          let claim = try await lab.wait(for: "PrefixClaim", "p\(index)") { object in
            object?.condition("Ready").map { $0.isTrue || $0.reason == "ParentPrefixExhausted" } ?? false
          }
          if let prefix = claim?["status", "prefix"]?.string {
            prefixes.insert(prefix)
          } else {
            waiting.append("p\(index)")
          }
        }
        #expect(prefixes.count == 4)
        let last = try #require(waiting.first)
        let rich = try #require((0..<5).map { "p\($0)" }.first { $0 != last })
        try await lab.delete("PrefixClaim", rich)
        try await lab.waitUntilReady("PrefixClaim", last)
        #expect(lab.inNetBox("prefixes/?within=10.9.0.0/30").count == 4)
      }
    }
  }

  @Test("what happened while it was down is made good when it is back")
  func catchesUp() async throws {
    try await OperatorLab.with { lab in
      try await lab.withOperator { _ in
        try await lab.apply("PrefixClaim", "gone", Self.claim)
        try await lab.apply("PrefixClaim", "stays", Self.claim)
        try await lab.waitUntilReady("PrefixClaim", "gone")
        try await lab.waitUntilReady("PrefixClaim", "stays")
      }
      try await lab.delete("PrefixClaim", "gone")
      try await lab.apply(
        "PrefixClaim", "stays", ["parentPrefix": "10.0.0.0/16", "prefixLength": "/28", "description": "later"])
      try await lab.withOperator { _ in
        try await lab.wait(for: "PrefixClaim", "gone") { $0 == nil }
        try await lab.waitUntilReady("PrefixClaim", "stays", generation: 2)
        let held = lab.inNetBox("prefixes/?within=10.0.0.0/16")
        #expect(
          held.compactMap { $0["description"]?.string } == ["default/stays // later // managed by netbox-operator"])
      }
    }
  }

  @Test("a preserved prefix stays, and the same claim gets it back")
  func restores() async throws {
    try await OperatorLab.with { lab in
      try await lab.withOperator { _ in
        var spec = Self.claim
        spec["preserveInNetbox"] = true
        try await lab.apply("PrefixClaim", "first", Self.claim)
        try await lab.waitUntilReady("PrefixClaim", "first")
        try await lab.apply("PrefixClaim", "kept", spec)
        let before = try await lab.waitUntilReady("PrefixClaim", "kept")
        for name in ["kept", "first"] {
          try await lab.delete("PrefixClaim", name)
          try await lab.wait(for: "PrefixClaim", name) { $0 == nil }
        }
        #expect(lab.inNetBox("prefixes/?within=10.0.0.0/16").count == 1)
        try await lab.apply("PrefixClaim", "kept", spec)
        let after = try await lab.waitUntilReady("PrefixClaim", "kept")
        #expect(after["status", "prefix"] == before["status", "prefix"])
        #expect(lab.inNetBox("prefixes/?within=10.0.0.0/16").count == 1)
      }
    }
  }

  @Test("of two objects about one address the older has it, and the other takes over when it goes")
  func settlesRivals() async throws {
    try await OperatorLab.with { lab in
      try await lab.withOperator { _ in
        try await lab.apply("IpAddress", "a", ["ipAddress": "10.0.7.7/32"])
        try await lab.waitUntilReady("IpAddress", "a")
        try await lab.apply("IpAddress", "b", ["ipAddress": "10.0.7.7/32"])
        let message = try await lab.waitForObstacle("IpAddress", "b", "AlreadyManaged")
        #expect(message.contains("default/a"))
        try await lab.delete("IpAddress", "a")
        try await lab.waitUntilReady("IpAddress", "b")
        #expect(lab.inNetBox("ip-addresses/?address=10.0.7.7").count == 1)
      }
    }
  }

  @Test("of two processes one leads, and the other takes over when it stops")
  func electsLeader() async throws {
    try await OperatorLab.with { lab in
      let arguments = OperatorLab.arguments + ["--leader-elect"]
      try await lab.withOperator(arguments) { first in
        try await lab.withOperator(arguments, waitsForReady: false) { second in
          try await lab.apply("PrefixClaim", "p", Self.claim)
          try await lab.waitUntilReady("PrefixClaim", "p")
          #expect(!second.log.contains("netbox-operator ready"))
          first.terminate()
          for await _ in second.ready { break }
          try await lab.apply("PrefixClaim", "q", Self.claim)
          try await lab.waitUntilReady("PrefixClaim", "q")
          #expect(first.log.contains("stopped"))
        }
      }
    }
  }

  @Test("the token is never logged")
  func keepsSecrets() async throws {
    try await OperatorLab.with { lab in
      try await lab.withOperator(OperatorLab.arguments + ["--debug"]) { process in
        try await lab.apply("PrefixClaim", "p", Self.claim)
        try await lab.waitUntilReady("PrefixClaim", "p")
        #expect(!process.log.contains(OperatorLab.token))
      }
    }
  }

  @Test(
    "what keeps it from starting is told, with exit code 1",
    arguments: [
      (["NETBOX_URL": "http://127.0.0.1:1"], "cannot be reached"), (["AUTH_TOKEN": "wrong"], "refuses the token"),
      (["NETBOX_RESTORATION_HASH_FIELD_NAME": "nofield"], "no custom field"),
      (["KUBECONFIG": "/nonexistent"], "/nonexistent"),
    ])
  func refusesToStart(change: [String: String], cause: String) async throws {
    try await OperatorLab.with { lab in
      let code = try await lab.withOperator(changing: change) { process in
        #expect(process.log.contains(cause))
      }
      #expect(code == 1)
    }
  }
}
