import Documents
import Testing

@testable import LabStore

/// A kind that is served in two versions, of which the older one does not know all fields.
@Suite(.timeLimit(.minutes(5))) struct LossyVersionTests {
  private static let definitions = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions"

  private static func version(_ name: String, fields: [String]) -> Value {
    let properties = Object(fields.map { ($0, ["type": "string"] as Value) })
    return [
      "name": .string(name), "served": true, "storage": .bool(name == "v1"),
      "schema": [
        "openAPIV3Schema": [
          "type": "object", "properties": ["spec": ["type": "object", "properties": .object(properties)]],
        ]
      ],
    ]
  }

  private static let definition: Value = [
    "apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
    "metadata": ["name": "wishes.a.example"],
    "spec": [
      "group": "a.example", "scope": "Namespaced", "names": ["kind": "Wish", "plural": "wishes"],
      "versions": [version("v1", fields: ["size", "note"]), version("v1beta1", fields: ["size"])],
    ],
  ]

  @Test("what the older version does not show, a write in it takes away", arguments: ["v1", "v1beta1"])
  func writeBack(version: String) async throws {
    try await StoreClient.withControllers { client in
      let events = try await client.watch("\(Self.definitions)?watch=true")
      try await client.send("POST", Self.definitions, Self.definition)
      for try await event in events {
        let conditions = event["object"]?["status"]?["conditions"]?.array ?? []
        if conditions.contains(where: { $0["type"] == "Established" && $0["status"] == "True" }) { break }
      }
      func path(_ version: String) -> String { "/apis/a.example/\(version)/namespaces/default/wishes" }
      let made = try await client.send(
        "POST", path("v1"),
        [
          "apiVersion": "a.example/v1", "kind": "Wish", "metadata": ["name": "x"],
          "spec": ["size": "1", "note": "kept"],
        ])
      #expect(made.status == 201)
      let read = try await client.send("GET", "\(path(version))/x")
      #expect(read.body["spec"]?["note"] == (version == "v1" ? "kept" : nil))
      let written = try await client.send("PUT", "\(path(version))/x", read.body)
      #expect(written.status == 200)
      let after = try await client.send("GET", "\(path("v1"))/x")
      #expect(after.body["spec"]?["note"] == (version == "v1" ? "kept" : nil))
      #expect(
        (after.body["metadata"]?["resourceVersion"] == made.body["metadata"]?["resourceVersion"]) == (version == "v1"))
    }
  }
}
