import Documents
import Foundation
package import OperatorRuntime

/// Carries requests to a NetBox over HTTP, with a token that may be rotated.
package struct NetBoxTransport: Sendable {
  private let client: OutsideClient
  private let token: OperatorSettings.Token
  private let timeout: Duration
  /// Nil for one that disturbs NetBox all the same.
  private let pause: RequestedPause?

  /// Close it with `shutdown`.
  ///
  /// - Throws: When the token cannot be read.
  package init(_ settings: OperatorSettings, metrics: Metrics) throws {
    client = OutsideClient(
      settings.netBoxURL, agent: "netbox-operator/\(settings.release.version)", metrics: metrics,
      certificateAuthority: settings.certificateAuthority,
      verifies: !settings.defects.contains(.trustsAnyCertificate), connectsWithin: .seconds(5))
    token = settings.defects.contains(.keepsCredential) ? .text(try settings.token.secret()) : settings.token
    timeout =
      if settings.defects.contains(.waitsForever) {
        .seconds(1200)
      } else if settings.defects.contains(.impatient) {
        .milliseconds(100)
      } else {
        settings.timeout
      }
    pause = settings.defects.contains(.ignoresRetryAfter) ? nil : RequestedPause()
  }

  package func shutdown() async throws { try await client.shutdown() }

  package func callAsFunction(_ request: NetBoxRequest) async throws(NetBoxError) -> NetBoxAnswer {
    if let answer = pause?.answer { return answer }
    let secret = try token.secret()
    let answer = try await send(request, secret)
    pause?.note(answer)
    // The file may have been replaced while the request was on its way.
    guard [401, 403].contains(answer.status), let current = try? token.secret(), current != secret else {
      return answer
    }
    return try await send(request, current)
  }

  private func send(_ request: NetBoxRequest, _ secret: String) async throws(NetBoxError) -> NetBoxAnswer {
    do {
      let reply = try await client.send(encoded(request, secret), within: timeout)
      return NetBoxAnswer(
        status: reply.status, body: (try? JSON.parse(reply.body)) ?? .null, retryAfter: reply.retryAfter)
    } catch {
      throw .unreachable(error.message)
    }
  }

  private func encoded(_ request: NetBoxRequest, _ secret: String) -> OutsideClient.Request {
    var components = URLComponents()
    components.queryItems = request.query.map { URLQueryItem(name: $0.name, value: $0.value) }
    // A plus sign is a space to NetBox.
    let query = (components.percentEncodedQuery ?? "").replacing("+", with: "%2B")
    var http = OutsideClient.Request(
      request.method, "/api/\(request.path)\(query.isEmpty ? "" : "?\(query)")",
      headers: ["Authorization": "Token \(secret)", "Accept": "application/json"],
      body: request.body.map { JSON.bytes($0) })
    if request.body != nil { http.headers["Content-Type"] = "application/json" }
    return http
  }
}

extension OperatorSettings.Token {
  /// As it is now.
  func secret() throws(NetBoxError) -> String {
    switch self {
    case .text(let text): return text
    case .file(let path):
      guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
        throw .unauthorized("the token's file \(path) cannot be read")
      }
      return String(text.prefix { !$0.isWhitespace })
    }
  }
}
