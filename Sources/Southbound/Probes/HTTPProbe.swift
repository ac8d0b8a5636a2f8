import AsyncHTTPClient
package import Documents
import Foundation
import NIOCore
import NIOHTTP1
package import Plans

/// Asks a system outside the cluster over HTTP, once.
package struct HTTPProbe: Sendable {
  package struct Request: Sendable {
    package var method: String
    package var url: String
    package var headers: [(name: String, value: String)]
    /// A string is sent as it is, anything else as JSON.
    package var body: Value?
    /// Nil is as the machine trusts.
    package var tls: Lab.TLS?

    package init(method: String, url: String, headers: [(name: String, value: String)] = [], body: Value? = nil) {
      self.method = method
      self.url = url
      self.headers = headers
      self.body = body
    }
  }

  package struct Response: Sendable {
    package var status: Int
    /// Names in lower case; values of repeated headers are joined by commas.
    package var headers: [String: String]
    /// JSON as a value, anything else as a string.
    package var body: Value

    package init(status: Int, headers: [String: String], body: Value) {
      self.status = status
      self.headers = headers
      self.body = body
    }
  }

  /// The system did not answer in a way that could be read.
  package struct Unanswered: Error, Sendable, CustomStringConvertible {
    package var url: String
    package var reason: String

    package var description: String { "\(url) did not answer: \(reason)" }
  }

  /// Larger answers are refused.
  private static let bodyLimit = 16 << 20

  package init() {}

  /// - Throws: `Unanswered`; `CancellationError` when the task is cancelled.
  package func send(_ request: Request, timeout: Duration) async throws -> Response {
    var message = HTTPClientRequest(url: request.tls?.address(of: request.url) ?? request.url)
    message.method = HTTPMethod(rawValue: request.method)
    // Whoever reads the other side's journal must be able to tell a check from the candidate.
    if !request.headers.contains(where: { $0.name.lowercased() == "user-agent" }) {
      message.headers.add(name: "User-Agent", value: "plugfest")
    }
    for header in request.headers { message.headers.add(name: header.name, value: header.value) }
    if message.url != request.url, let url = URL(string: request.url) {
      message.headers.replaceOrAdd(name: "Host", value: Self.authority(url))
    }
    if let body = request.body { attach(body, to: &message) }
    do {
      let answer = try await ProbeClients.client(request.tls, for: request.url).execute(
        message, timeout: .nanoseconds(Self.nanoseconds(timeout)))
      let bytes = try await answer.body.collect(upTo: Self.bodyLimit)
      let headers = Dictionary(answer.headers.map { ($0.name.lowercased(), $0.value) }) { "\($0), \($1)" }
      return Response(
        status: Int(answer.status.code), headers: headers, body: Self.value(Array(bytes.readableBytesView), headers))
    } catch is CancellationError {
      throw CancellationError()
    } catch {
      try Task.checkCancellation()
      throw Unanswered(url: request.url, reason: Self.reason(error))
    }
  }

  private static func authority(_ url: URL) -> String {
    (url.host(percentEncoded: true) ?? "") + (url.port.map { ":\($0)" } ?? "")
  }

  private func attach(_ body: Value, to message: inout HTTPClientRequest) {
    if case .string(let text) = body {
      message.body = .bytes(ByteBuffer(string: text))
    } else {
      message.body = .bytes(ByteBuffer(bytes: JSON.bytes(body)))
      if !message.headers.contains(name: "Content-Type") {
        message.headers.add(name: "Content-Type", value: "application/json")
      }
    }
  }

  private static func value(_ bytes: [UInt8], _ headers: [String: String]) -> Value {
    let isJSON = headers["content-type"]?.contains("json") ?? false
    if isJSON, let value = try? JSON.parse(bytes) { return value }
    return .string(String(decoding: bytes, as: UTF8.self))
  }

  private static func nanoseconds(_ duration: Duration) -> Int64 {
    let (seconds, attoseconds) = duration.components
    return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
  }

  private static func reason(_ error: any Error) -> String {
    if let text = TLSFailure.text(error) { return text }
    if let error = error as? HTTPClientError { return error.shortDescription }
    return "\(error)"
  }
}
