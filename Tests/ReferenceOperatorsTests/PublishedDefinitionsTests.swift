import Documents
import Foundation
import Kubernetes
import Southbound
import Testing

@Suite(
  "the operator with the definitions that the NetBox operator project publishes", .timeLimit(.minutes(5)),
  .enabled(if: OperatorLab.hasPublished, "PLUGFEST_SHARED has no data"))
struct PublishedDefinitionsTests {
  @Test("every published sample becomes ready")
  func samples() async throws {
    try await OperatorLab.with(.published) { lab in
      for (path, value) in Self.seed { _ = lab.netBox.request("POST", path, body: value) }
      try await lab.withOperator { _ in
        var applied: [KubernetesObject] = []
        let folder = "\(OperatorLab.published)/samples"
        for file in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() {
          for node in try Node.load(file: "\(folder)/\(file)") {
            let sample = KubernetesObject(node.value)
            applied.append(try await lab.apply(sample.kind, sample.name, sample["spec"] ?? .null))
          }
        }
        #expect(applied.count >= 8)
        for sample in applied { try await lab.waitUntilReady(sample.kind, sample.name) }
        let chosen = try await lab.waitUntilReady(
          "PrefixClaim", "prefixclaim-parentprefixselector-bool-int-sample")
        #expect(chosen["status", "parentPrefix"] == "3.0.0.0/24")
      }
    }
  }

  @Test("a status without the field for the top-level generation is not written again and again")
  func isQuiet() async throws {
    try await OperatorLab.with(.published) { lab in
      try await lab.withOperator { _ in
        try await lab.apply("Prefix", "a", ["prefix": "10.7.0.0/24"])
        let before = try await lab.waitUntilReady("Prefix", "a")
        _ = try await lab.nudge(before)
        try await lab.apply("Prefix", "b", ["prefix": "10.8.0.0/24"])
        try await lab.waitUntilReady("Prefix", "b")
        let after = try await lab.waitUntilReady("Prefix", "a")
        #expect(after["status"] == before["status"])
      }
    }
  }

  /// What the samples name.
  private static let seed: [(String, Value)] = [
    ("/api/tenancy/tenants/", ["name": "MY_TENANT", "slug": "my_tenant"]),
    custom("environment", "text"), custom("poolName", "text"), custom("cfDataTypeBool", "boolean"),
    custom("cfDataTypeInteger", "integer"),
    ("/api/ipam/prefixes/", ["prefix": "2.0.0.0/16"]),
    (
      "/api/ipam/prefixes/",
      [
        "prefix": "3.0.0.0/24", "tenant": ["name": "MY_TENANT"],
        "custom_fields": [
          "environment": "Production", "poolName": "Pool 1", "cfDataTypeBool": true, "cfDataTypeInteger": 1,
        ],
      ]
    ),
  ]

  private static func custom(_ name: Value, _ type: Value) -> (String, Value) {
    (
      "/api/extras/custom-fields/",
      ["name": name, "type": type, "filter_logic": "exact", "object_types": ["ipam.prefix"]]
    )
  }
}
