import Documents
import Kubernetes
import Testing

@testable import Oracles

@Suite struct SchemaRulesTests {
  private static let schema = #"""
    {"properties": {"spec": {"properties": {
      "tags": {"type": "array", "x-kubernetes-list-type": "set", "items": {"type": "string"}},
      "ports": {"type": "array", "x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": ["name"],
        "items": {"properties": {"name": {}, "size": {"x-kubernetes-int-or-string": true}}}},
      "steps": {"type": "array", "items": {"type": "string"}},
      "every": {"type": "string", "format": "duration"},
      "limits": {"additionalProperties": {"x-kubernetes-int-or-string": true}}
    }}}}
    """#

  static let rows: [(String, String, Bool)] = [
    (#"{"tags": ["a", "b"]}"#, #"{"tags": ["b", "a"]}"#, true),
    (#"{"steps": ["a", "b"]}"#, #"{"steps": ["b", "a"]}"#, false),
    (
      #"{"ports": [{"name": "a", "size": "1000m"}, {"name": "b"}]}"#,
      #"{"ports": [{"name": "b"}, {"name": "a", "size": 1}]}"#, true
    ),
    (#"{"every": "60s"}"#, #"{"every": "1m"}"#, true),
    (#"{"every": "60s"}"#, #"{"every": "61s"}"#, false),
    (#"{"limits": {"cpu": "1"}}"#, #"{"limits": {"cpu": "1000m"}}"#, true),
    (#"{"limits": {"cpu": "1"}}"#, #"{"limits": {"cpu": "1001m"}}"#, false),
  ]

  @Test("lists, quantities and durations are the same when the schema says so", arguments: rows)
  func normalised(_ first: String, _ second: String, _ isSame: Bool) throws {
    let kind = GroupKind(group: "netbox.dev", kind: "Device")
    let details = try #require(SchemaRules(schema: try JSON.parse(Self.schema)).details(of: kind))
    var states: [CanonicalState] = []
    for spec in [first, second] {
      var ledger = Ledger()
      ledger.add(.mark(.init(time: 0, name: SchemaRules.mark, details: details)))
      let object = KubernetesObject([
        "apiVersion": "netbox.dev/v1", "kind": "Device", "metadata": ["name": "x", "namespace": "demo"],
        "spec": try JSON.parse(spec),
      ])
      ledger.add(.event(.init(time: 1, change: .added, object: object)))
      ledger.add(.mark(.init(time: 2, name: Ledger.Snapshot.mark, details: ["name": "now", "scope": "demo"])))
      states.append(
        CanonicalState(
          try #require(ledger.snapshots.first), of: [object.key], rules: SchemaRules.rules(in: ledger)))
    }
    #expect(states[0].differences(to: states[1]).isEmpty == isSame)
  }
}
