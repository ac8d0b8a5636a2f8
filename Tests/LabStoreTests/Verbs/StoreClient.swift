import Documents
import Testing

@testable import LabStore

/// Sends requests to a store as an administrator would, without sockets.
struct StoreClient: Sendable {
  let store: LabStore

  struct Answer: Sendable {
    var status: Int
    var body: Value
    var warnings: [String]
  }

  init(_ configuration: LabStore.Configuration = LabStore.Configuration()) { store = LabStore(configuration) }

  /// Runs the clock and the controllers while the body runs.
  static func withControllers(
    _ configuration: LabStore.Configuration = LabStore.Configuration(),
    _ body: @escaping @Sendable (StoreClient) async throws -> Void
  ) async throws {
    let client = StoreClient(configuration)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { await client.store.run() }
      group.addTask { try await body(client) }
      try await group.next()
      group.cancelAll()
    }
  }

  func request(
    _ method: String, _ path: String, _ body: Value? = nil, headers: [String: String] = [:], bytes: [UInt8]? = nil
  ) -> APIRequest {
    let parts = path.split(separator: "?", maxSplits: 1)
    let query =
      parts.count < 2
      ? []
      : parts[1].split(separator: "&").map { pair -> (name: String, value: String) in
        let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        return (sides[0], sides.count > 1 ? sides[1] : "")
      }
    return APIRequest(
      method: method, path: String(parts[0]), query: query, headers: headers.merging(["user-agent": "test/1"]) { $1 },
      body: bytes ?? body.map { JSON.bytes($0) } ?? [], certificateUser: .administrator)
  }

  @discardableResult
  func send(
    _ method: String, _ path: String, _ body: Value? = nil, type: String = "application/json", bytes: [UInt8]? = nil
  ) async throws -> Answer {
    let response = await store.respond(
      to: request(method, path, body, headers: ["content-type": type], bytes: bytes))
    guard case .bytes(let bytes) = response.body else {
      Issue.record("\(path) answered with a stream")
      return Answer(status: response.status, body: .null, warnings: [])
    }
    let body = (try? JSON.parse(bytes)) ?? .string(String(decoding: bytes, as: UTF8.self))
    return Answer(status: response.status, body: body, warnings: response.warnings)
  }

  /// The events of a watch, each as it came over the wire.
  func watch(_ path: String) async throws -> AsyncMapSequence<WatchStream, Value> {
    let response = await store.respond(to: request("GET", path))
    guard case .watch(let stream) = response.body else { throw NoStream(status: response.status) }
    return stream.map { (try? JSON.parse($0)) ?? .null }
  }

  struct NoStream: Error { var status: Int }
}
