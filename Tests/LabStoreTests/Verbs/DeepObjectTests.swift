import Documents
import Testing

@testable import LabStore

@Suite(.timeLimit(.minutes(1))) struct DeepObjectTests {
  private static let things = "/apis/deep.dev/v1/namespaces/default/things"

  private static let definition: Value = [
    "apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
    "metadata": ["name": "things.deep.dev"],
    "spec": [
      "group": "deep.dev", "scope": "Namespaced",
      "names": ["kind": "Thing", "plural": "things", "singular": "thing", "listKind": "ThingList"],
      "versions": [
        [
          "name": "v1", "served": true, "storage": true,
          "schema": [
            "openAPIV3Schema": [
              "type": "object",
              "properties": ["spec": ["type": "object", "x-kubernetes-preserve-unknown-fields": true]],
            ]
          ],
        ]
      ],
    ],
  ]

  /// A thing whose `spec.a` is so many objects deep, inside of the two that are around it.
  private static func thing(depth: Int, _ leaf: String) -> [UInt8] {
    let inside = String(repeating: #"{"a":"#, count: depth - 2) + leaf + String(repeating: "}", count: depth - 2)
    return Array(
      #"{"apiVersion":"deep.dev/v1","kind":"Thing","metadata":{"name":"t"},"spec":{"a":\#(inside)}}"#.utf8)
  }

  @Test(
    "an object as deep as may be is written, patched, applied, listed, watched and deleted; a deeper one is refused")
  func deep() async throws {
    let limit = BodyReader.depth
    try await StoreClient.withControllers { client in
      let definitions = try await client.watch("/apis/apiextensions.k8s.io/v1/customresourcedefinitions?watch=true")
      try await client.send("POST", "/apis/apiextensions.k8s.io/v1/customresourcedefinitions", Self.definition)
      for try await event in definitions {
        let conditions = event["object"]?["status"]?["conditions"]?.array ?? []
        if conditions.contains(where: { $0["type"] == "Established" && $0["status"] == "True" }) { break }
      }
      #expect(try await client.send("POST", Self.things, bytes: Self.thing(depth: limit + 1, "1")).status == 400)
      let events = try await client.watch("\(Self.things)?watch=true")
      for (method, rest, type, leaf, depth) in [
        ("POST", "", "application/json", "1", limit), ("PATCH", "/t", "application/merge-patch+json", "2", limit),
        ("PATCH", "/t?fieldManager=m&force=true", "application/apply-patch+yaml", "3", YAML.Limits().depth),
      ] {
        let answer = try await client.send(
          method, Self.things + rest, type: type, bytes: Self.thing(depth: depth, leaf))
        try #require(answer.status == (method == "POST" ? 201 : 200), "\(leaf): \(answer.body["message"] ?? .null)")
      }
      let list = try await client.send("GET", Self.things)
      #expect(list.body["items"]?.array?.count == 1)
      #expect(try await client.send("DELETE", "\(Self.things)/t").status == 200)
      var types: [String] = []
      for try await event in events {
        types.append(event["type"]?.string ?? "")
        if types.last == "DELETED" { break }
      }
      #expect(types == ["ADDED", "MODIFIED", "MODIFIED", "DELETED"])
    }
  }
}
