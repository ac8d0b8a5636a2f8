import Documents
import LabStore

/// A store that serves one custom resource, `claims.bench.plugfest.dev`, with a schema.
struct ClaimStore: Sendable {
  struct Failure: Error { var answer: APIResponse }

  let store: LabStore

  init() async throws {
    let store = LabStore()
    self.store = store
    // The definition's controller serves the resource; from then on no controller is needed.
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { await store.run() }
      try await establish()
      group.cancelAll()
    }
  }

  /// With claims `claim-0` and so on in it.
  init(holding count: Int) async throws {
    try await self.init()
    for number in 0..<count { try await create("claim-\(number)") }
  }

  func create(_ name: String) async throws {
    try await request("POST", "\(Self.path)", Self.claim(name), expecting: 201)
  }

  /// Changes the specification of a claim, so that each of `version` is another write.
  func patch(_ name: String, version: Int) async throws {
    try await request(
      "PATCH", "\(Self.path)/\(name)", ["spec": ["size": .integer(Int64(version))]], expecting: 200,
      contentType: "application/merge-patch+json")
  }

  func watch() async throws -> WatchStream {
    let answer = await store.respond(
      to: APIRequest(
        method: "GET", path: Self.path, query: [("watch", "true"), ("resourceVersion", "")],
        certificateUser: .administrator))
    guard case .watch(let stream) = answer.body else { throw Failure(answer: answer) }
    return stream
  }

  // MARK: Requests

  private static let path = "/apis/bench.plugfest.dev/v1/namespaces/default/claims"
  private static let definitions = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions"

  private static func claim(_ name: String) -> Value {
    [
      "apiVersion": "bench.plugfest.dev/v1", "kind": "Claim",
      "metadata": ["name": .string(name), "labels": ["app": "bench", "tier": "gold"]],
      "spec": ["parentPrefix": "10.0.0.0/16", "size": 24, "tags": ["a", "b"]],
    ]
  }

  private static let definition: Value = [
    "apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
    "metadata": ["name": "claims.bench.plugfest.dev"],
    "spec": [
      "group": "bench.plugfest.dev", "scope": "Namespaced", "names": ["plural": "claims", "kind": "Claim"],
      "versions": [["name": "v1", "served": true, "storage": true, "schema": ["openAPIV3Schema": schema]]],
    ],
  ]

  private static let schema: Value = [
    "type": "object",
    "properties": [
      "spec": [
        "type": "object", "required": ["parentPrefix"],
        "properties": [
          "parentPrefix": ["type": "string", "maxLength": 64],
          "size": ["type": "integer", "minimum": 0],
          "site": ["type": "string", "default": "lab"],
          "tags": ["type": "array", "maxItems": 10, "items": ["type": "string", "maxLength": 20]],
        ],
        "x-kubernetes-validations": [["rule": "self.tags.all(t, t != self.parentPrefix)"]],
      ]
    ],
  ]

  private func request(
    _ method: String, _ path: String, _ body: Value, expecting status: Int, contentType: String = "application/json"
  ) async throws {
    let answer = await store.respond(
      to: APIRequest(
        method: method, path: path, headers: ["content-type": contentType], body: JSON.bytes(body),
        certificateUser: .administrator))
    guard answer.status == status else { throw Failure(answer: answer) }
  }

  private func establish() async throws {
    try await request("POST", Self.definitions, Self.definition, expecting: 201)
    let answer = await store.respond(
      to: APIRequest(
        method: "GET", path: Self.definitions, query: [("watch", "true"), ("resourceVersion", "")],
        certificateUser: .administrator))
    guard case .watch(let events) = answer.body else { throw Failure(answer: answer) }
    defer { events.stop() }
    for try await line in events {
      let conditions = try JSON.parse(line)[path: "object", "status", "conditions"]?.array ?? []
      if conditions.contains(where: { $0["type"] == "Established" && $0["status"] == "True" }) { return }
    }
  }
}
