import Documents
import Southbound
import Testing

/// A simulator with short words for tests.
struct Simulator {
  let simulator: NetBoxSimulator

  init(_ version: NetBoxVersion = .v44) throws {
    simulator = try NetBoxSimulator(NetBoxSimulator.Configuration(version: version, token: "t"))
  }

  /// Makes an object, which must succeed; gives its id.
  @discardableResult
  func make(_ kind: String, _ body: Value, at location: SourceLocation = #_sourceLocation) throws -> Int64 {
    let (status, answer) = simulator.request("POST", "/api/\(kind)/", body: body)
    #expect(status == 201, "\(answer ?? .null)", sourceLocation: location)
    return try #require(answer?["id"]?.integer, sourceLocation: location)
  }

  func get(_ path: String) -> Value { simulator.request("GET", "/api/\(path)").body ?? .null }

  func send(_ method: String, _ path: String, _ body: Value? = nil) -> (status: Int, body: Value) {
    let (status, answer) = simulator.request(method, "/api/\(path)", body: body)
    return (status, answer ?? .null)
  }

  /// A member of each result of a list.
  func all(_ path: String, _ member: String) -> [Value] {
    get(path)["results"]?.array?.map { $0[member] ?? .null } ?? []
  }
}
