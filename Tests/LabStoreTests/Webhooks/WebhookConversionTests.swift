import Documents
import Testing

@testable import LabStore

@Suite(.timeLimit(.minutes(5))) struct WebhookConversionTests {
  /// v1 has `spec.size`, v2 has `spec.dimensions.size`; v1 is stored.
  private static let definition: Value = [
    "apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
    "metadata": ["name": "widgets.example.com"],
    "spec": [
      "group": "example.com", "scope": "Namespaced",
      "names": ["plural": "widgets", "singular": "widget", "kind": "Widget", "listKind": "WidgetList"],
      "conversion": [
        "strategy": "Webhook",
        "webhook": [
          "conversionReviewVersions": ["v1"], "clientConfig": ["url": "https://hooks.example.com/convert"],
        ],
      ],
      "versions": [version("v1", stored: true), version("v2", stored: false)],
    ],
  ]

  private static func version(_ name: String, stored: Bool) -> Value {
    [
      "name": .string(name), "served": true, "storage": .bool(stored),
      "schema": ["openAPIV3Schema": ["type": "object", "x-kubernetes-preserve-unknown-fields": true]],
    ]
  }

  private static func converted(_ object: Value, to version: String) -> Value {
    var result = object
    result["apiVersion"] = .string(version)
    let size = object["spec"]?["size"] ?? object["spec"]?["dimensions"]?["size"] ?? .null
    result["spec"] = version.hasSuffix("v2") ? ["dimensions": ["size": size]] : ["size": size]
    return result
  }

  private static let listener: @Sendable () -> WebhookListener = {
    WebhookListener { _, request in
      let version = request["desiredAPIVersion"]?.string ?? ""
      let objects = (request["objects"]?.array ?? []).map { converted($0, to: version) }
      return ["result": ["status": "Success"], "convertedObjects": .array(objects)]
    }
  }

  private static func widget(_ version: String, _ name: String, _ spec: Value) -> Value {
    [
      "apiVersion": .string("example.com/\(version)"), "kind": "Widget", "metadata": ["name": .string(name)],
      "spec": spec,
    ]
  }

  private static func path(_ version: String) -> String { "/apis/example.com/\(version)/namespaces/default/widgets" }

  private static func withWidgets(
    _ listener: WebhookListener, _ body: @escaping @Sendable (StoreClient) async throws -> Void
  ) async throws {
    let client = StoreClient(listener.configuration)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { await client.store.run() }
      let definitions = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions"
      let events = try await client.watch("\(definitions)?watch=1")
      #expect(try await client.send("POST", definitions, definition).status == 201)
      for try await event in events {
        let conditions = event["object"]?["status"]?["conditions"]?.array ?? []
        if conditions.contains(where: { $0["type"] == "Established" && $0["status"] == "True" }) { break }
      }
      try await body(client)
      group.cancelAll()
    }
  }

  @Test("objects are read, listed and written in each version through the webhook, which sees a list as one question")
  func verbs() async throws {
    let listener = Self.listener()
    try await Self.withWidgets(listener) { client in
      for name in ["a", "b", "c"] {
        let made = try await client.send("POST", Self.path("v2"), Self.widget("v2", name, ["dimensions": ["size": 3]]))
        #expect(made.status == 201, "\(made.body)")
        #expect(made.body["spec"] == ["dimensions": ["size": 3]])
      }
      #expect(try await client.send("GET", "\(Self.path("v1"))/a").body["spec"] == ["size": 3])
      let before = listener.requests.count
      let list = try await client.send("GET", "\(Self.path("v2"))?labelSelector=x!%3Dy".replacing("%3D", with: "="))
      #expect(list.body["items"]?.array?.map { $0["spec"] } == Array(repeating: ["dimensions": ["size": 3]], count: 3))
      #expect(listener.requests.count <= before + 1)
      let patched = try await client.send(
        "PATCH", "\(Self.path("v2"))/a", ["spec": ["dimensions": ["size": 5]]], type: "application/merge-patch+json")
      #expect(patched.body["spec"] == ["dimensions": ["size": 5]])
      #expect(try await client.send("GET", "\(Self.path("v1"))/a").body["spec"] == ["size": 5])
      let applied = try await client.send(
        "PATCH", "\(Self.path("v2"))/d?fieldManager=m", Self.widget("v2", "d", ["dimensions": ["size": 8]]),
        type: "application/apply-patch+yaml")
      #expect(applied.status == 201, "\(applied.body)")
      #expect(try await client.send("GET", "\(Self.path("v1"))/d").body["spec"] == ["size": 8])
      #expect(try await client.send("DELETE", "\(Self.path("v2"))/d").status == 200)
    }
  }

  @Test("a watch shows each change in its own version")
  func watch() async throws {
    try await Self.withWidgets(Self.listener()) { client in
      let events = try await client.watch("\(Self.path("v2"))?watch=1")
      try await client.send("POST", Self.path("v1"), Self.widget("v1", "a", ["size": 3]))
      try await client.send(
        "PATCH", "\(Self.path("v1"))/a", ["spec": ["size": 4]], type: "application/merge-patch+json")
      try await client.send("DELETE", "\(Self.path("v1"))/a")
      var seen: [Value] = []
      for try await event in events where event["type"] != "BOOKMARK" {
        seen.append([event["type"] ?? .null, event["object"]?["spec"]?["dimensions"]?["size"] ?? .null])
        if seen.count == 3 { break }
      }
      #expect(seen == [["ADDED", 3], ["MODIFIED", 4], ["DELETED", 4]])
    }
  }

  private static let wrongResponses: [(Value, String)] = [
    (["result": ["status": "Failed", "message": "no idea"]], "no idea"),
    (["result": ["status": "Success"], "convertedObjects": []], "webhook returned 0 objects, expected 1"),
  ]

  @Test(
    "what a webhook cannot convert is an error that says why",
    arguments: wrongResponses)
  func failures(response: Value, message: String) async throws {
    try await Self.withWidgets(WebhookListener { _, _ in response }) { client in
      try await client.send("POST", Self.path("v1"), Self.widget("v1", "a", ["size": 3]))
      let answer = try await client.send("GET", "\(Self.path("v2"))/a")
      #expect(answer.status == 500)
      #expect(
        answer.body["message"]?.string
          == "Internal error occurred: conversion webhook for example.com/v1, Kind=Widget failed: \(message)")
    }
  }

  @Test("a webhook must leave the metadata alone but for labels and annotations")
  func metadata() async throws {
    let listener = WebhookListener { _, request in
      var object = Self.converted(request["objects"]?[0] ?? .null, to: request["desiredAPIVersion"]?.string ?? "")
      object[path: "metadata", "finalizers"] = ["example.com/x"]
      object[path: "metadata", "labels"] = ["made": "so"]
      return ["result": ["status": "Success"], "convertedObjects": [object]]
    }
    try await Self.withWidgets(listener) { client in
      try await client.send("POST", Self.path("v1"), Self.widget("v1", "a", ["size": 3]))
      let answer = try await client.send("GET", "\(Self.path("v2"))/a")
      #expect(answer.body["metadata"]?["labels"] == ["made": "so"])
      #expect(answer.body["metadata"]?["finalizers"] == nil)
    }
  }
}
