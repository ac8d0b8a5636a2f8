internal import HTTPTypes
internal import HummingbirdCore
internal import LabStore
internal import Listening
internal import NIOCore
internal import NIOSSL

/// Takes requests from the HTTP library to the store, and answers and watches back.
struct LabResponder: Sendable {
  let store: LabStore
  private let identities = ClientIdentities()

  init(store: LabStore) { self.store = store }

  @concurrent
  func respond(
    to request: Request, _ writer: consuming ResponseWriter, _ channel: any Channel
  ) async throws {
    var read = try await Self.request(request)
    if let certificate = try? await channel.nioSSL_peerCertificate().get() {
      read.certificateUser = try? identities.user(of: certificate)
    }
    var parts = request.body.makeAsyncIterator()
    guard let body = try await Self.body(&parts) else {
      try await Self.write(store.refuseLargeBody(of: read), isHead: false, writer)
      try await Self.discard(&parts)
      return
    }
    read.body = body
    let response = await store.respond(to: read)
    switch response.body {
    case .bytes: try await Self.write(response, isHead: read.method == "HEAD", writer)
    case .watch(let stream): try await Self.stream(stream, of: response, channel, writer)
    case .reset:
      channel.reset()
      throw WatchStream.Cut()
    }
  }

  // MARK: Requests

  private static func request(_ request: Request) async throws -> APIRequest {
    let target = request.head.path ?? "/"
    let mark = target.firstIndex(of: "?") ?? target.endIndex
    var headers: [String: String] = [:]
    for field in request.headers {
      let name = field.name.canonicalName
      headers[name] = headers[name].map { "\($0), \(field.value)" } ?? field.value
    }
    headers["host"] = request.head.authority
    return APIRequest(
      method: request.method.rawValue, path: String(target[..<mark]),
      query: mark == target.endIndex ? [] : query(target[target.index(after: mark)...]), headers: headers)
  }

  /// Nil when it is larger than it may be; the rest is then still to come.
  @concurrent
  private static func body(_ parts: inout RequestBody.AsyncIterator) async throws -> [UInt8]? {
    var body: [UInt8] = []
    while let part = try await parts.next() {
      guard body.count + part.readableBytes <= LabStore.bodyLimit else { return nil }
      part.withUnsafeReadableBytes { body.append(contentsOf: $0) }
    }
    return body
  }

  /// Reads on for a while: a client that writes all before it reads would not see an answer otherwise.
  ///
  /// - Throws: `NIOTooManyBytesError` for a client that goes on and on.
  @concurrent
  private static func discard(_ parts: inout RequestBody.AsyncIterator) async throws {
    var count = 0
    while let part = try await parts.next() {
      count += part.readableBytes
      guard count <= 16 * LabStore.bodyLimit else { throw NIOTooManyBytesError(maxBytes: 16 * LabStore.bodyLimit) }
    }
  }

  private static func query(_ text: Substring) -> [(name: String, value: String)] {
    text.split(separator: "&").map { pair in
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return (decoded(parts[0]), parts.count > 1 ? decoded(parts[1]) : "")
    }
  }

  private static func decoded(_ text: Substring) -> String {
    String(text).replacing("+", with: " ").removingPercentEncoding()
  }

  // MARK: Responses

  private static func head(_ response: APIResponse) -> HTTPResponse {
    var head = HTTPResponse(status: HTTPResponse.Status(code: response.status))
    head.headerFields[.contentType] = response.contentType
    head.headerFields[.cacheControl] = "no-cache, private"
    for (name, value) in response.headers {
      if let name = HTTPField.Name(name) { head.headerFields.append(HTTPField(name: name, value: value)) }
    }
    if let warning = HTTPField.Name("Warning") {
      for text in response.warnings {
        head.headerFields.append(HTTPField(name: warning, value: "299 - \(quoted(text))"))
      }
    }
    return head
  }

  /// As a quoted string of a header; what cannot stand in one becomes a space.
  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" || scalar == "\\" { result.append("\\") }
      result.unicodeScalars.append(scalar.value < 0x20 || scalar.value == 0x7F ? " " : scalar)
    }
    return result + "\""
  }

  @concurrent
  private static func write(
    _ response: APIResponse, isHead: Bool, _ writer: consuming ResponseWriter
  ) async throws {
    guard case .bytes(let bytes) = response.body else { return }
    var head = head(response)
    head.headerFields[.contentLength] = String(bytes.count)
    if isHead {
      try await writer.writeResponse(head)
    } else {
      try await writer.write(response: head, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
  }

  /// Chunked; ends with the watch, or when the client has gone.
  @concurrent
  private static func stream(
    _ stream: WatchStream, of response: APIResponse, _ channel: any Channel, _ writer: consuming ResponseWriter
  ) async throws {
    var body = try await writer.writeHead(head(response))
    // Hummingbird's own way to notice that a client has gone takes over the request's body, and crashes when the
    // connection closes in that moment.
    let stop = stream.stop
    channel.closeFuture.whenComplete { _ in stop() }
    do {
      var events = stream.makeAsyncIterator()
      while let lines = try await events.nextJoined() { try await body.write(ByteBuffer(bytes: lines)) }
    } catch is WatchStream.Cut {
      channel.reset()
      throw WatchStream.Cut()
    }
    try await body.finish(nil)
  }
}
