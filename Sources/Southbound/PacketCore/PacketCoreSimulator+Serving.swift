import Documents
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

extension PacketCoreSimulator {
  /// Where the journal and the changes can be read; outside of `/restconf`, so that they are never taken for a packet core.
  package static let journalPath = "/_plugfest/journal"
  package static let changesPath = "/_plugfest/changes"

  package var server: SimulatorServer {
    SimulatorServer(label: "packet-core-simulator") { request in try await self.respond(request) }
  }

  /// Serves while the body runs, and stops gracefully after it.
  @discardableResult
  package func withServer<Result: Sendable>(
    host: String = "127.0.0.1", port: Int = 0, _ body: @Sendable (SimulatorServer.Address) async throws -> Result
  ) async throws -> Result {
    try await server.withServer(host: host, port: port, body)
  }

  private func respond(_ request: Request) async throws -> Response {
    let parts = (request.head.path ?? "/").split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    var headers: [String: String] = [:]
    for field in request.headers {
      let name = field.name.canonicalName
      headers[name] = headers[name].map { "\($0), \(field.value)" } ?? field.value
    }
    guard let body = try await SimulatorServer.body(of: request) else {
      let error = RESTCONFError(status: 413, kind: .transport, tag: "too-big", message: "the body is too large")
      return Self.response(RESTCONFResponse(error))
    }
    let asked = RESTCONFRequest(
      method: request.method.rawValue, path: String(parts.first ?? "/"),
      query: parts.count == 2 ? String(parts[1]) : "",
      headers: headers, body: body, baseURL: "http://\(request.head.authority ?? "localhost")", time: Date())
    return Self.response(own(asked) ?? respond(to: asked))
  }

  /// What the simulator tells of itself: lists, of which `?after=N` leaves out what was seen before.
  private func own(_ request: RESTCONFRequest) -> RESTCONFResponse? {
    guard request.path == Self.journalPath || request.path == Self.changesPath else { return nil }
    guard isUser(request.headers["authorization"]) else {
      return RESTCONFResponse(401, ["detail": "the journal wants a user's token"])
    }
    let after = Query(text: request.query).last("after").flatMap { Int($0) } ?? 0
    if request.path == Self.journalPath {
      let entries = journal.entries(after: after)
      return RESTCONFResponse(
        200, ["count": .integer(Int64(journal.count)), "entries": .array(entries.map(\.document))])
    }
    let changes = changes
    let documents = changes.dropFirst(max(after, 0)).map { change -> Value in
      [
        "time": .double(change.time.timeIntervalSince1970), "user": .string(change.user),
        "method": .string(change.method), "change": .string(change.kind.rawValue), "path": .string(change.path),
      ]
    }
    return RESTCONFResponse(200, ["count": .integer(Int64(changes.count)), "changes": .array(documents)])
  }

  private static func response(_ answer: RESTCONFResponse) -> Response {
    var headers = HTTPFields()
    for (name, value) in answer.headers {
      if let name = HTTPField.Name(name) { headers.append(HTTPField(name: name, value: value)) }
    }
    return Response(
      status: HTTPResponse.Status(code: answer.status), headers: headers,
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body)))
  }
}
