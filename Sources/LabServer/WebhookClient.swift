internal import AsyncHTTPClient
internal import LabStore
internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
internal import NIOSSL

/// Asks webhooks over HTTPS, each trusted by the authorities that its configuration names.
struct WebhookClient: Sendable {
  /// As much as an API server reads of an answer.
  private static let answerLimit = 3 << 20

  private let client = HTTPClient(eventLoopGroup: .singletonMultiThreadedEventLoopGroup)

  var caller: WebhookCaller {
    WebhookCaller { [client] endpoint, body throws(WebhookFailure) in
      do {
        return try await Self.send(body, to: endpoint, client)
      } catch let failure as WebhookFailure {
        throw failure
      } catch {
        throw WebhookFailure("Post \"\(endpoint.urlWithTimeout)\": \(Self.text(of: error))")
      }
    }
  }

  /// What is still asked is given up.
  func close() { client.shutdown { _ in } }

  private static func send(_ body: [UInt8], to endpoint: WebhookEndpoint, _ client: HTTPClient) async throws -> [UInt8]
  {
    var request = HTTPClientRequest(url: endpoint.urlWithTimeout)
    request.method = .POST
    request.headers = [
      "content-type": "application/json", "accept": "application/json", "user-agent": "kube-apiserver-admission",
    ]
    request.body = .bytes(ByteBuffer(bytes: body))
    if let authorities = endpoint.authorities {
      var tls = TLSConfiguration.makeClientConfiguration()
      tls.trustRoots = .certificates(try NIOSSLCertificate.fromPEMBytes(Array(authorities.utf8)))
      request.tlsConfiguration = tls
    }
    let response = try await client.execute(request, timeout: .seconds(endpoint.timeoutSeconds))
    let bytes = try await response.body.collect(upTo: answerLimit)
    guard (200..<300).contains(response.status.code) else {
      throw WebhookFailure(
        "the server rejected our request for an unknown reason (\(response.status.code) \(response.status.reasonPhrase))"
      )
    }
    return Array(bytes.readableBytesView)
  }

  /// As Go words what everyone knows from its clients.
  private static func text(of error: any Error) -> String {
    switch error {
    case let error as HTTPClientError where error == .deadlineExceeded || error == .connectTimeout:
      "context deadline exceeded"
    case let error as NIOSSLError: "tls: failed to verify certificate: \(error)"
    // Each address that was tried failed in its own way, and the library tells all of them at length.
    default: "\(error)".contains("onnection refused") ? "connect: connection refused" : "\(error)"
    }
  }
}
