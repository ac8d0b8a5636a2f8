import AsyncHTTPClient
import Documents
import FoundationEssentials
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
package import OperatorRuntime

/// Carries requests to a NetBox over HTTP.
package struct HTTPTransport: Sendable {
  private let client: HTTPClient
  private let base: String
  private let token: OperatorSettings.Token
  private let timeout: Duration
  private let userAgent: String
  private let metrics: Metrics
  /// Nil for one that disturbs NetBox all the same.
  private let pause: RequestedPause?

  /// Close it with `shutdown`.
  ///
  /// - Throws: When the certificate authority cannot be read.
  package init(_ settings: OperatorSettings, metrics: Metrics) throws {
    var tls = TLSConfiguration.makeClientConfiguration()
    if let file = settings.certificateAuthority { tls.additionalTrustRoots = [.file(file)] }
    if settings.defects.contains(.trustsAnyCertificate) { tls.certificateVerification = .none }
    var configuration = HTTPClient.Configuration(tlsConfiguration: tls)
    configuration.timeout.connect = .seconds(5)
    configuration.redirectConfiguration = .disallow
    // Who waits, and how long, the queue decides.
    configuration.connectionPool.retryConnectionEstablishment = false
    client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    base = settings.netBoxURL
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
    userAgent = "netbox-operator/\(settings.release.version)"
    self.metrics = metrics
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
    let http = encoded(request, secret)
    do {
      let response = try await client.execute(http, timeout: .nanoseconds(Int64(timeout / .nanoseconds(1))))
      let body = try await response.body.collect(upTo: 32 << 20)
      count(request, "\(response.status.code)")
      return NetBoxAnswer(
        status: Int(response.status.code),
        body: (try? JSON.parse(Array(body.readableBytesView))) ?? .null,
        retryAfter: response.headers.first(name: "Retry-After").flatMap(Int64.init).map { .seconds(min($0, 300)) })
    } catch {
      count(request, "<error>")
      throw .unreachable(describe(error))
    }
  }

  private func count(_ request: NetBoxRequest, _ code: String) {
    let host = String(base.drop { $0 != "/" }.dropFirst(2))
    metrics.count(.requests, ["host": host, "method": request.method, "code": code])
  }

  private func encoded(_ request: NetBoxRequest, _ secret: String) -> HTTPClientRequest {
    var components = URLComponents()
    components.queryItems = request.query.map { URLQueryItem(name: $0.name, value: $0.value) }
    // A plus sign is a space to NetBox.
    let query = (components.percentEncodedQuery ?? "").replacing("+", with: "%2B")
    var http = HTTPClientRequest(url: "\(base)/api/\(request.path)\(query.isEmpty ? "" : "?\(query)")")
    http.method = HTTPMethod(rawValue: request.method)
    http.headers.add(name: "Authorization", value: "Token \(secret)")
    http.headers.add(name: "Accept", value: "application/json")
    http.headers.add(name: "User-Agent", value: userAgent)
    if let body = request.body {
      http.headers.add(name: "Content-Type", value: "application/json")
      http.body = .bytes(ByteBuffer(string: JSON.text(body)))
    }
    return http
  }

  /// The same words for the same trouble, because they stand in conditions.
  private func describe(_ error: any Error) -> String {
    if error is NIOConnectionError { return "no connection to \(base)" }
    if error is NIOSSLError { return "the certificate of \(base) is not accepted" }
    guard let error = error as? HTTPClientError else { return "\(base) did not answer" }
    switch error {
    case .connectTimeout, .deadlineExceeded, .readTimeout: return "no answer from \(base) in time"
    case .remoteConnectionClosed: return "\(base) closed the connection"
    default: return "\(base): \(error.shortDescription)"
    }
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
