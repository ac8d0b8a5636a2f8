import Documents
package import OperatorRuntime

/// Carries RESTCONF over HTTP, with a credential that may be rotated.
package struct RESTCONFTransport: Sendable {
  private let client: OutsideClient
  private let credential: Credential
  private let defects: Set<Defect>

  /// An answer to a reading takes milliseconds; a write may have to wait for others.
  private static let readLimit = Duration.seconds(2)
  private static let writeLimit = Duration.seconds(5)
  private static let mediaType = "application/yang-data+json"

  /// Close it with `shutdown`.
  package init(_ target: TargetSettings, userAgent: String, metrics: Metrics, defects: Set<Defect>) {
    client = OutsideClient(
      target.url, agent: userAgent, metrics: metrics, certificateAuthority: target.certificateAuthority,
      connectsWithin: .seconds(2))
    credential = Credential(target.credential)
    self.defects = defects
  }

  package func shutdown() async throws { try await client.shutdown() }

  package func callAsFunction(_ request: RESTCONFCall) async throws(PacketCoreError) -> RESTCONFReply {
    let token = credential.token
    let answer = try await send(request, token)
    guard [401, 403].contains(answer.status), !defects.contains(.keepsOldCredential), credential.refresh(refused: token)
    else { return answer }
    // It was rotated meanwhile.
    return try await send(request, credential.token)
  }

  private func send(_ request: RESTCONFCall, _ token: String?) async throws(PacketCoreError) -> RESTCONFReply {
    var http = OutsideClient.Request(
      request.method, "/restconf/data/\(request.path)", headers: ["Accept": Self.mediaType],
      body: request.body.map { JSON.bytes($0) })
    if let token { http.headers["Authorization"] = "Bearer \(token)" }
    if request.body != nil { http.headers["Content-Type"] = Self.mediaType }
    let limit: Duration =
      defects.contains(.waitsForever) ? .seconds(600) : request.isRead ? Self.readLimit : Self.writeLimit
    do {
      let reply = try await client.send(http, within: limit)
      return RESTCONFReply(
        status: reply.status, body: (try? JSON.parse(reply.body)) ?? .null, retryAfter: reply.retryAfter)
    } catch {
      throw .unreachable(error.message)
    }
  }
}
