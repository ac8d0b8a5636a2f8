import Documents
import Testing

@testable import LabStore

/// A namespace with a service account, and what limits it.
struct NamespaceBench: Sendable {
  let client = StoreClient()
  private static let path = "/api/v1/namespaces/default"

  init(_ resource: String, _ spec: String) async throws {
    try await client.send("POST", "\(Self.path)/serviceaccounts", ["metadata": ["name": "robot"]])
    let body: Value = ["metadata": ["name": "few"], "spec": try JSON.parse(spec)]
    let made = try await client.send("POST", "\(Self.path)/\(resource)", body)
    try #require(made.status == 201, "\(made.body)")
  }

  @discardableResult
  func create(_ resource: String, _ name: String, _ fields: Object = [:]) async throws -> StoreClient.Answer {
    var body = fields
    body["metadata"] = ["name": .string(name)]
    return try await client.send("POST", "\(Self.path)/\(resource)", .object(body))
  }

  /// - Parameter resources: `name: {requests, limits}` in JSON.
  func createPod(
    _ name: String, _ resources: KeyValuePairs<String, String>, initial: KeyValuePairs<String, String> = [:]
  ) async throws -> StoreClient.Answer {
    func containers(_ all: KeyValuePairs<String, String>) throws -> Value {
      .array(try all.map { ["name": .string($0), "image": "i", "resources": try JSON.parse($1)] })
    }
    var spec: Object = ["serviceAccountName": "robot", "containers": try containers(resources)]
    if !initial.isEmpty { spec["initContainers"] = try containers(initial) }
    return try await create("pods", name, ["spec": .object(spec)])
  }

  func send(_ method: String, _ path: String, _ body: Value? = nil) async throws -> StoreClient.Answer {
    try await client.send(method, "\(Self.path)/\(path)", body, type: "application/merge-patch+json")
  }

  /// What the quota says is used, as it is read right now.
  func used() async throws -> Value? { try await send("GET", "resourcequotas/few").body["status"]?["used"] }
}
