import Documents
import Testing

@testable import LabStore

/// What the fuzzers found, and its like: each gets an answer of the API, and none an internal error.
@Suite(.timeLimit(.minutes(5))) struct HostileRequestTests {
  private static let pod = "/api/v1/namespaces/default/pods/p"
  private static let account = "/api/v1/namespaces/default/serviceaccounts/default"

  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var method: String
    var path: String
    var body: String
    var type: String
    var status: Int

    init(_ method: String, _ path: String, _ body: String, _ status: Int, type: String = "application/json") {
      testDescription = "\(method) \(path) \(body)"
      self.method = method
      self.path = path
      self.body = body
      self.type = type
      self.status = status
    }
  }

  static let rows: [Row] = [
    Row("POST", "\(pod)/eviction", #"{"metadata":{""emna:"p"}}"#, 400), Row("POST", "\(pod)/eviction", "[]", 400),
    Row("POST", "\(pod)/binding", "{", 400), Row("POST", "\(account)/token", "{", 400),
    Row("POST", "\(account)/token", "{}", 415, type: "text/plain"),
    Row("POST", "\(account)/token", #"{"spec":{"expirationSeconds":9223372036854775807}}"#, 422),
    Row("POST", "\(account)/token", #"{"spec":{"expirationSeconds":-9223372036854775808}}"#, 422),
    Row("DELETE", "\(account)", "{", 400),
    Row("PATCH", "/apis/apps/v1/namespaces/default/deployments/d/scale", "{", 400, type: "application/json-patch+json"),
    Row(
      "PATCH", "/apis/apps/v1/namespaces/default/deployments/d/scale", #"[{"op":"remove","path":"/none"}]"#, 422,
      type: "application/json-patch+json"),
    Row(
      "PATCH", "/apis/apps/v1/namespaces/default/deployments/d/scale", "{}", 415, type: "application/merge-patch"),
    Row("PUT", "/apis/apps/v1/namespaces/default/deployments/d/scale", "[]", 400),
  ]

  @Test("the answer is one of the API", arguments: rows)
  func answer(row: Row) async throws {
    let client = StoreClient()
    try await client.send(
      "POST", "/api/v1/namespaces/default/serviceaccounts", ["metadata": ["name": "default"]])
    try await client.send(
      "POST", "/apis/apps/v1/namespaces/default/deployments",
      [
        "metadata": ["name": "d"],
        "spec": [
          "selector": ["matchLabels": ["a": "b"]],
          "template": [
            "metadata": ["labels": ["a": "b"]], "spec": ["containers": [["name": "c", "image": "i"]]],
          ],
        ],
      ])
    let answer = try await client.send(row.method, row.path, type: row.type, bytes: Array(row.body.utf8))
    #expect(answer.status == row.status, "\(answer.body)")
  }

  @Test("a watch may be asked to last for ever")
  func endlessWatch() async throws {
    let client = StoreClient()
    let events = try await client.watch("/api/v1/namespaces?watch=true&timeoutSeconds=9223372036854775807")
    client.store.endWatches()
    for try await event in events { #expect(event["type"] == "ADDED") }
  }
}
