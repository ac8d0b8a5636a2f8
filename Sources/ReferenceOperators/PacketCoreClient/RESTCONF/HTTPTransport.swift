import AsyncHTTPClient
import Documents
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
package import OperatorRuntime

/// Carries RESTCONF over HTTP, with bounded times and a credential that may be rotated.
package struct HTTPTransport: Sendable {
  private let client: HTTPClient
  private let base: String
  private let credential: Credential
  private let userAgent: String
  private let metrics: Metrics
  private let defects: Set<Defect>

  /// An answer to a reading takes milliseconds; a write may have to wait for others.
  private static let readLimit = TimeAmount.seconds(2)
  private static let writeLimit = TimeAmount.seconds(5)

  /// Close it with `shutdown`.
  package init(_ target: TargetSettings, userAgent: String, metrics: Metrics, defects: Set<Defect>) {
    var tls = TLSConfiguration.makeClientConfiguration()
    if let file = target.certificateAuthority { tls.additionalTrustRoots = [.file(file)] }
    var configuration = HTTPClient.Configuration(tlsConfiguration: tls)
    configuration.timeout.connect = .seconds(2)
    configuration.redirectConfiguration = .disallow
    // What cannot be reached is told at once; when to try again is not the transport's affair.
    configuration.connectionPool.retryConnectionEstablishment = false
    client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    base = target.url
    credential = Credential(target.credential)
    self.userAgent = userAgent
    self.metrics = metrics
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
    var http = HTTPClientRequest(url: "\(base)/restconf/data/\(request.path)")
    http.method = HTTPMethod(rawValue: request.method)
    if let token { http.headers.add(name: "Authorization", value: "Bearer \(token)") }
    http.headers.add(name: "Accept", value: "application/yang-data+json")
    http.headers.add(name: "User-Agent", value: userAgent)
    if let body = request.body {
      http.headers.add(name: "Content-Type", value: "application/yang-data+json")
      http.body = .bytes(ByteBuffer(bytes: JSON.bytes(body)))
    }
    let limit = defects.contains(.waitsForever) ? .minutes(10) : request.isRead ? Self.readLimit : Self.writeLimit
    do {
      let response = try await client.execute(http, timeout: limit)
      let body = try await response.body.collect(upTo: 32 << 20)
      count(request, "\(response.status.code)")
      return RESTCONFReply(
        status: Int(response.status.code), body: (try? JSON.parse(Array(body.readableBytesView))) ?? .null,
        retryAfter: response.headers.first(name: "Retry-After").flatMap(Int64.init).map { .seconds(min($0, 300)) })
    } catch {
      count(request, "<error>")
      throw .unreachable(describe(error))
    }
  }

  private func count(_ request: RESTCONFCall, _ code: String) {
    let host = String(base.drop { $0 != "/" }.dropFirst(2))
    metrics.count(.requests, ["host": host, "method": request.method, "code": code])
  }

  /// The same words for the same trouble, because they stand in conditions.
  private func describe(_ error: any Error) -> String {
    if error is NIOConnectionError { return "no connection to \(base)" }
    if let error = error as? IOError {
      return error.errnoCode == ECONNREFUSED ? "no connection to \(base)" : "\(base) closed the connection"
    }
    if error is NIOSSLError { return "the certificate of \(base) is not accepted" }
    guard let error = error as? HTTPClientError else { return "\(base) did not answer" }
    switch error {
    case .connectTimeout, .deadlineExceeded, .readTimeout: return "no answer from \(base) in time"
    case .remoteConnectionClosed: return "\(base) closed the connection"
    default: return "\(base): \(error.shortDescription)"
    }
  }
}
