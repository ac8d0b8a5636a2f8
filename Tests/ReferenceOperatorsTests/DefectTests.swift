import Cluster
import Documents
import Kubernetes
import NetBoxOperator
import Southbound
import Testing

/// What the suites do not look for yet: each of these defects shows where it should, so that a check can be held to it.
@Suite("seeded defects", .timeLimit(.minutes(5))) struct DefectTests {
  private static let claim: Value = ["parentPrefix": "10.0.0.0/16", "prefixLength": "/28"]

  private func with(
    _ defect: Defect, _ body: @escaping @Sendable (OperatorLab, [String]) async throws -> Void
  ) async throws {
    try await OperatorLab.with { lab in
      try await body(lab, OperatorLab.arguments + ["--defect", defect.rawValue])
    }
  }

  @Test("stale-ready: a rejected update leaves the old condition, marked as new")
  func staleReady() async throws {
    try await with(.staleReady) { lab, arguments in
      try await lab.withOperator(arguments) { _ in
        try await lab.apply("Prefix", "p", ["prefix": "10.7.0.0/24"])
        let before = try await lab.waitUntilReady("Prefix", "p")
        try await lab.apply("Prefix", "p", ["prefix": "10.7.0.0/24", "customFields": ["nofield": "x"]])
        let after = try await lab.waitUntilReady("Prefix", "p", generation: 2)
        #expect(lab.inNetBox("prefixes/?prefix=10.7.0.0/24").count == 1)
        #expect(after["status", "lastUpdated"] == before["status", "lastUpdated"])
      }
    }
  }

  @Test("status-without-generation: an update is made, but never reported for its generation")
  func statusWithoutGeneration() async throws {
    try await with(.statusWithoutGeneration) { lab, arguments in
      try await lab.withOperator(arguments) { _ in
        try await lab.apply("Prefix", "p", ["prefix": "10.7.0.0/24"])
        let before = try await lab.waitUntilReady("Prefix", "p")
        try await lab.apply("Prefix", "p", ["prefix": "10.7.0.0/24", "comments": "new"])
        let after = try await lab.wait(for: "Prefix", "p") {
          $0?["status", "lastUpdated"] != before["status", "lastUpdated"]
        }
        #expect(after?.condition("Ready")?.observedGeneration == 1)
      }
    }
  }

  @Test("hot-loop: the status is written without end")
  func hotLoop() async throws {
    try await with(.hotLoop) { lab, arguments in
      try await lab.withOperator(arguments) { _ in
        try await lab.apply("Prefix", "p", ["prefix": "10.7.0.0/24"])
        var last = try await lab.waitUntilReady("Prefix", "p")
        for _ in 0..<3 {
          let before = last.condition("Ready")?.lastTransitionTime
          last =
            try await lab.wait(for: "Prefix", "p") { $0?.condition("Ready")?.lastTransitionTime != before } ?? last
        }
      }
    }
  }

  @Test("loses-custom-fields: only the own field is written")
  func losesCustomFields() async throws {
    try await with(.losesCustomFields) { lab, arguments in
      try await lab.withOperator(arguments) { _ in
        try await lab.apply("Prefix", "p", ["prefix": "10.7.0.0/24", "customFields": ["env": "prod"]])
        try await lab.waitUntilReady("Prefix", "p")
        #expect(lab.inNetBox("prefixes/?prefix=10.7.0.0/24").first?["custom_fields"]?["env"] == .null)
      }
    }
  }

  @Test("clears-foreign-tags: a tag that somebody set goes")
  func clearsForeignTags() async throws {
    try await with(.clearsForeignTags) { lab, arguments in
      _ = lab.netBox.request("POST", "/api/extras/tags/", body: ["name": "theirs", "slug": "theirs"])
      try await lab.withOperator(arguments) { _ in
        try await lab.apply("Prefix", "p", ["prefix": "10.7.0.0/24"])
        let before = try await lab.waitUntilReady("Prefix", "p")
        let id = before["status", "id"]?.integer ?? 0
        let tagged = lab.netBox.request(
          "PATCH", "/api/ipam/prefixes/\(id)/", body: ["tags": [["slug": "theirs"]]])
        #expect(tagged.status == 200)
        try await lab.wait(for: "Prefix", "p") {
          $0?["status", "lastUpdated"] != before["status", "lastUpdated"]
        }
        #expect(lab.inNetBox("prefixes/?prefix=10.7.0.0/24").first?["tags"] == [])
      }
    }
  }

  @Test("drops-finalizer-when-down: the object goes, and stays in NetBox")
  func dropsFinalizer() async throws {
    try await with(.dropsFinalizerWhenDown) { lab, arguments in
      try await lab.withTokenFile { token in
        try await lab.withOperator(arguments, changing: ["AUTH_TOKEN_FILE": token.path]) { _ in
          try await lab.apply("Prefix", "p", ["prefix": "10.7.0.0/24"])
          try await lab.waitUntilReady("Prefix", "p")
          try token.write("wrong")
          try await lab.delete("Prefix", "p")
          try await lab.wait(for: "Prefix", "p") { $0 == nil }
          #expect(lab.inNetBox("prefixes/?prefix=10.7.0.0/24").count == 1)
        }
      }
    }
  }

  @Test("misses-changes-while-down: an update made meanwhile is never made")
  func missesChanges() async throws {
    try await with(.missesChangesWhileDown) { lab, arguments in
      try await lab.withOperator(arguments) { _ in
        try await lab.apply("Prefix", "p", ["prefix": "10.7.0.0/24", "comments": "old"])
        try await lab.waitUntilReady("Prefix", "p")
      }
      try await lab.apply("Prefix", "p", ["prefix": "10.7.0.0/24", "comments": "new"])
      try await lab.withOperator(arguments) { _ in
        try await lab.apply("Prefix", "later", ["prefix": "10.8.0.0/24"])
        try await lab.waitUntilReady("Prefix", "later")
        #expect(lab.inNetBox("prefixes/?prefix=10.7.0.0/24").first?["comments"] == "old")
      }
    }
  }

  @Test("recreates-after-restart: the child of before is replaced")
  func recreates() async throws {
    try await with(.recreatesAfterRestart) { lab, arguments in
      try await lab.withOperator(arguments) { _ in
        try await lab.apply("PrefixClaim", "p", Self.claim)
        try await lab.waitUntilReady("PrefixClaim", "p")
      }
      let before = try await lab.waitUntilReady("Prefix", "p")
      try await lab.withOperator(arguments) { _ in
        try await lab.wait(for: "Prefix", "p") { $0 != nil && $0?.uid != before.uid }
      }
    }
  }

  @Test("disowns-children: a child has no owner")
  func disowns() async throws {
    try await with(.disownsChildren) { lab, arguments in
      try await lab.withOperator(arguments) { _ in
        try await lab.apply("PrefixClaim", "p", Self.claim)
        #expect(try await lab.waitUntilReady("Prefix", "p").ownerReferences.isEmpty)
      }
    }
  }

  @Test("writes-spec: the user's object gets another description")
  func writesSpec() async throws {
    try await with(.writesSpec) { lab, arguments in
      try await lab.withOperator(arguments) { _ in
        try await lab.apply("PrefixClaim", "p", Self.claim)
        #expect(try await lab.waitUntilReady("PrefixClaim", "p")["spec", "description"] != nil)
      }
    }
  }

  @Test("ignores-lease: two processes work at once")
  func ignoresLease() async throws {
    try await with(.ignoresLease) { lab, arguments in
      try await lab.withOperator(arguments + ["--leader-elect"]) { first in
        try await lab.withOperator(arguments + ["--leader-elect"]) { second in
          #expect(first.log.contains("netbox-operator ready"))
          #expect(second.log.contains("netbox-operator ready"))
        }
      }
    }
  }
}
