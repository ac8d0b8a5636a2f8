import Documents
import Testing

@testable import LabStore

/// ConfigMaps of a store, which the tests of verbs write and read.
struct Maps: Sendable {
  static let path = "/api/v1/namespaces/default/configmaps"
  let client = StoreClient()

  static func map(_ name: String, _ data: Value = [:], _ metadata: Object = [:]) -> Value {
    var all: Object = ["name": .string(name)]
    for (key, value) in metadata { all[key] = value }
    return ["apiVersion": "v1", "kind": "ConfigMap", "metadata": .object(all), "data": data]
  }

  @discardableResult
  func create(_ name: String, _ data: Value = [:], _ metadata: Object = [:]) async throws -> Value {
    let answer = try await client.send("POST", Self.path, Self.map(name, data, metadata))
    try #require(answer.status == 201, "\(answer.body)")
    return answer.body
  }

  func send(
    _ method: String, _ rest: String = "", _ body: Value? = nil, type: String = "application/json"
  ) async throws -> StoreClient.Answer {
    try await client.send(method, Self.path + rest, body, type: type)
  }

  /// A patch as text, under the last word of its type: `json`, `merge`, `strategic-merge`, `apply`.
  func patch(_ rest: String, _ kind: String, _ text: String) async throws -> StoreClient.Answer {
    let type = kind == "apply" ? "application/apply-patch+yaml" : "application/\(kind)-patch+json"
    return try await client.send("PATCH", "\(Self.path)/\(rest)", type: type, bytes: Array(text.utf8))
  }

  /// The names in a list.
  func names(_ query: String) async throws -> [String] {
    let list = try await send("GET", "?\(query)")
    return (list.body["items"]?.array ?? []).compactMap { $0["metadata"]?["name"]?.string }
  }
}
