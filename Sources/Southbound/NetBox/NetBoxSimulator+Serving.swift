import Documents
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

extension NetBoxSimulator {
  /// Where the journal can be read; outside of `/api`, so that it is never taken for NetBox.
  package static let journalPath = "/_plugfest/journal"

  package var server: SimulatorServer {
    SimulatorServer(label: "netbox-simulator") { request in try await self.respond(request) }
  }

  /// Serves while the body runs, and stops gracefully after it.
  @discardableResult
  package func withServer<Result: Sendable>(
    host: String = "127.0.0.1", port: Int = 0, _ body: @Sendable (SimulatorServer.Address) async throws -> Result
  ) async throws -> Result {
    try await server.withServer(host: host, port: port, body)
  }

  // MARK: One request

  private func respond(_ request: Request) async throws -> Response {
    guard let body = try await SimulatorServer.body(of: request) else { return Response(status: .contentTooLarge) }
    let parts = (request.head.path ?? "/").split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let path = String(parts.first ?? "/").removingPercentEncoding ?? String(parts.first ?? "/")
    let query = Query(text: parts.count == 2 ? parts[1] : "")
    var headers: [String: String] = [:]
    for field in request.headers { headers[field.name.canonicalName] = field.value }
    if path == Self.journalPath { return journalResponse(request.method, query, headers) }
    let answer = respond(
      to: NetBoxRequest(
        method: request.method.rawValue, path: path, query: query, headers: headers,
        body: body,
        baseURL: "http://\(request.head.authority ?? "localhost")", time: Self.now, id: UUID().uuidString.lowercased()))
    return Self.response(answer, method: request.method)
  }

  /// The journal as JSON; `?after=N` leaves out what was seen before.
  private func journalResponse(_ method: HTTPRequest.Method, _ query: Query, _ headers: [String: String]) -> Response {
    guard isSuperuser(headers["authorization"]) else {
      return Self.response(
        NetBoxResponse(403, .json(["detail": "the journal wants a superuser's token"])), method: method)
    }
    guard method == .get || method == .head else {
      return Self.response(NetBoxResponse(405, .json(["detail": "the journal can only be read"])), method: method)
    }
    let entries = journal.entries(after: query.last("after").flatMap { Int($0) } ?? 0)
    let document: Value = ["count": .integer(Int64(journal.count)), "entries": .array(entries.map(\.document))]
    return Self.response(NetBoxResponse(200, .json(document)), method: method)
  }

  private static func response(_ answer: NetBoxResponse, method: HTTPRequest.Method) -> Response {
    var headers = HTTPFields()
    for (name, value) in answer.headers {
      if let name = HTTPField.Name(name) { headers.append(HTTPField(name: name, value: value)) }
    }
    let status = HTTPResponse.Status(code: answer.status)
    switch answer.body {
    case .none:
      // DELETE answers without a type, HEAD with that of the body that it leaves out.
      if method == .head { headers[.contentType] = "application/json" }
      return Response(status: status, headers: headers)
    case .json(let value):
      headers[.contentType] = "application/json"
      return Response(
        status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: JSON.bytes(value))))
    case .html(let text):
      headers[.contentType] = "text/html; charset=utf-8"
      return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
  }
}
