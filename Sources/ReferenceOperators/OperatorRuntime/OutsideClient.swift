import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// Carries requests to one system outside over HTTP, in bounded times, and counts them.
package struct OutsideClient: Sendable {
  package struct Request: Sendable {
    package var method: String
    /// After the address of the system.
    package var path: String
    package var headers: [String: String]
    package var body: [UInt8]?

    package init(_ method: String, _ path: String, headers: [String: String] = [:], body: [UInt8]? = nil) {
      self.method = method
      self.path = path
      self.headers = headers
      self.body = body
    }
  }

  package struct Reply: Sendable {
    package var status: Int
    package var body: [UInt8]
    /// When the system said so, at most five minutes.
    package var retryAfter: Duration?
  }

  /// No answer came.
  package struct Unreachable: Error {
    /// The same words for the same trouble, because they stand in conditions.
    package var message: String
  }

  private let client: HTTPClient
  private let base: String
  private let agent: String
  private let metrics: Metrics

  private static let longestPause: Int64 = 300
  private static let largestBody = 32 << 20

  /// Close it with `shutdown`.
  ///
  /// - Parameters:
  ///   - base: without a slash at its end.
  ///   - certificateAuthority: a PEM file, besides those of the system.
  ///   - verifies: false accepts any certificate.
  package init(
    _ base: String, agent: String, metrics: Metrics, certificateAuthority: String? = nil, verifies: Bool = true,
    connectsWithin: Duration = .seconds(3)
  ) {
    var tls = TLSConfiguration.makeClientConfiguration()
    if let certificateAuthority { tls.additionalTrustRoots = [.file(certificateAuthority)] }
    if !verifies { tls.certificateVerification = .none }
    var configuration = HTTPClient.Configuration(tlsConfiguration: tls)
    configuration.timeout.connect = TimeAmount(connectsWithin)
    configuration.redirectConfiguration = .disallow
    // What cannot be reached is told at once; when to try again is the queue's affair.
    configuration.connectionPool.retryConnectionEstablishment = false
    client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    self.base = base
    self.agent = agent
    self.metrics = metrics
  }

  package func shutdown() async throws { try await client.shutdown() }

  package func send(_ request: Request, within limit: Duration) async throws(Unreachable) -> Reply {
    var http = HTTPClientRequest(url: base + request.path)
    http.method = HTTPMethod(rawValue: request.method)
    http.headers.add(name: "User-Agent", value: agent)
    for (name, value) in request.headers { http.headers.add(name: name, value: value) }
    if let body = request.body { http.body = .bytes(ByteBuffer(bytes: body)) }
    do {
      let response = try await client.execute(http, timeout: TimeAmount(limit))
      let body = try await response.body.collect(upTo: Self.largestBody)
      count(request, "\(response.status.code)")
      return Reply(
        status: Int(response.status.code), body: Array(body.readableBytesView),
        retryAfter: response.headers.first(name: "Retry-After").flatMap(Int64.init).map {
          .seconds(min($0, Self.longestPause))
        })
    } catch {
      count(request, "<error>")
      throw Unreachable(message: describe(error))
    }
  }

  private func count(_ request: Request, _ code: String) {
    let host = String(base.drop { $0 != "/" }.dropFirst(2))
    metrics.count(.requests, ["host": host, "method": request.method, "code": code])
  }

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
