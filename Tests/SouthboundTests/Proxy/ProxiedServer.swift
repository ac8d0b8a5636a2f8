import AsyncHTTPClient
import Documents
import Foundation
import NIOCore
import NIOHTTP1
import Southbound
import Testing

/// A server of the test behind a proxy, and a client before it.
struct ProxiedServer: Sendable {
  let server: TestServer
  let proxy: SouthboundProxy
  let access: SouthboundProxy.Access
  let folder: String
  /// Of the server itself.
  let direct: String

  var journalFile: String { "\(folder)/journal.jsonl" }
  var port: Int { Int(access.url.split(separator: ":").last ?? "") ?? 0 }

  /// - Parameter upstream: what the proxy takes for the server's URL; nil is the right one.
  static func with(
    _ server: TestServer, token: String? = nil, isTLS: Bool = false, upstream: String? = nil,
    _ body: @escaping @Sendable (ProxiedServer) async throws -> Void
  ) async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("proxy-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await server.serving { url in
      var configuration = SouthboundProxy.Configuration(name: "system", upstream: upstream ?? url, folder: folder)
      configuration.journalFile = "\(folder)/journal.jsonl"
      configuration.token = token
      configuration.isTLS = isTLS
      let proxy = try SouthboundProxy(configuration)
      try await proxy.withProxy { access in
        try await body(
          ProxiedServer(server: server, proxy: proxy, access: access, folder: folder, direct: url))
      }
    }
  }

  struct Answer: Sendable {
    var status: Int
    var headers: HTTPHeaders
    var text: String

    func json() throws -> Value { try JSON.parse(Array(text.utf8)) }
  }

  func send(
    _ method: String = "GET", _ path: String = "/", _ body: String? = nil, headers: HTTPHeaders = [:],
    client: HTTPClient = .shared, timeout: TimeAmount = .seconds(60)
  ) async throws -> Answer {
    try await Self.send(method, access.url + path, body, headers: headers, client: client, timeout: timeout)
  }

  static func send(
    _ method: String, _ url: String, _ body: String? = nil, headers: HTTPHeaders = [:],
    client: HTTPClient = .shared, timeout: TimeAmount = .seconds(60)
  ) async throws -> Answer {
    var request = HTTPClientRequest(url: url)
    request.method = HTTPMethod(rawValue: method)
    request.headers = headers
    request.body = body.map { .bytes(ByteBuffer(string: $0)) }
    let response = try await client.execute(request, timeout: timeout)
    let bytes = try await response.body.collect(upTo: 64 << 20)
    return Answer(status: Int(response.status.code), headers: response.headers, text: String(buffer: bytes))
  }

  /// The journal's entries once there are so many whose end is known.
  func finished(_ count: Int) async -> [TrafficEntry] {
    let changes = proxy.journal.changes()
    func isEnough() -> Bool { proxy.journal.entries().filter { $0.seconds != nil }.count >= count }
    if isEnough() { return proxy.journal.entries() }
    for await _ in changes where isEnough() { break }
    return proxy.journal.entries()
  }

  /// The lines of the journal's file.
  func lines() throws -> [Value] {
    try String(contentsOfFile: journalFile, encoding: .utf8).split(separator: "\n").map {
      try JSON.parse(Array($0.utf8))
    }
  }
}
