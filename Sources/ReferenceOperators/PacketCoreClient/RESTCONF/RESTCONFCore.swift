import Documents

/// A network function that speaks RESTCONF (RFC 8040) with JSON (RFC 7951).
package struct RESTCONFCore: PacketCore {
  package typealias Transport = @Sendable (RESTCONFCall) async throws(PacketCoreError) -> RESTCONFReply

  private static let collection = "\(AccessPointEntry.module):access-points"
  private static let list = "\(AccessPointEntry.module):access-point"

  private let transport: Transport

  package init(transport: @escaping Transport) { self.transport = transport }

  package func entry(_ name: String) async throws(PacketCoreError) -> AccessPointEntry? {
    let answer = try await transport(RESTCONFCall(method: "GET", path: Self.path(name)))
    if answer.status == 404 { return nil }
    let items = try body(answer)[Self.list]
    // Some servers give the one item without a list around it.
    guard let item = items?.array?.first ?? items else { throw .unintelligible("no \(Self.list) where one should be") }
    return try Self.entry(item)
  }

  package func entries() async throws(PacketCoreError) -> [AccessPointEntry] {
    let answer = try await transport(RESTCONFCall(method: "GET", path: Self.collection))
    // What holds nothing need not be there.
    if answer.status == 404 || answer.status == 204 { return [] }
    let collection = try body(answer)[Self.collection]
    var entries: [AccessPointEntry] = []
    for item in collection?["access-point"]?.array ?? collection?[Self.list]?.array ?? [] {
      entries.append(try Self.entry(item))
    }
    return entries
  }

  package func create(_ entry: AccessPointEntry) async throws(PacketCoreError) {
    try await write("POST", Self.collection, entry.json())
  }

  package func merge(_ entry: AccessPointEntry, _ leaves: [AccessPointEntry.Leaf]) async throws(PacketCoreError) {
    try await write("PATCH", Self.path(entry.name), entry.json(leaves))
  }

  package func replace(_ entry: AccessPointEntry) async throws(PacketCoreError) {
    try await write("PUT", Self.path(entry.name), entry.json())
  }

  package func delete(_ name: String) async throws(PacketCoreError) {
    let answer = try await transport(RESTCONFCall(method: "DELETE", path: Self.path(name)))
    if answer.status != 404 { _ = try body(answer) }
  }

  private func write(_ method: String, _ path: String, _ entry: Value) async throws(PacketCoreError) {
    let request = RESTCONFCall(method: method, path: path, body: .object([Self.list: .array([entry])]))
    _ = try body(try await transport(request))
  }

  private static func entry(_ item: Value) throws(PacketCoreError) -> AccessPointEntry {
    guard let entry = AccessPointEntry(item) else { throw .unintelligible("an access point without a name") }
    return entry
  }

  /// Keys in paths are percent-encoded, but for the characters that RFC 3986 leaves alone.
  package static func path(_ name: String) -> String {
    let key = name.utf8.map { byte in
      if isUnreserved(byte) { return String(UnicodeScalar(byte)) }
      return "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }
    return "\(collection)/access-point=\(key.joined())"
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "-._~".utf8.contains(byte)
    }
  }
}

// MARK: Errors

extension RESTCONFCore {
  private func body(_ answer: RESTCONFReply) throws(PacketCoreError) -> Value {
    switch answer.status {
    case 200..<300: return answer.body
    case 401, 403: throw .unauthorized(Self.text(answer))
    case 409 where Self.tag(answer) == "data-exists": throw .exists
    case 409 where ["in-use", "lock-denied"].contains(Self.tag(answer)), 423:
      throw .unavailable(Self.text(answer), retryAfter: answer.retryAfter)
    case 408, 425, 429, 500...: throw .unavailable(Self.text(answer), retryAfter: answer.retryAfter)
    default: throw .rejected(Self.text(answer))
    }
  }

  private static func errors(_ answer: RESTCONFReply) -> [Value] {
    let errors = answer.body["ietf-restconf:errors"] ?? answer.body["errors"]
    return errors?["error"]?.array ?? []
  }

  private static func tag(_ answer: RESTCONFReply) -> String { errors(answer).first?["error-tag"]?.string ?? "" }

  /// The server's own words, with the place that they are about.
  private static func text(_ answer: RESTCONFReply) -> String {
    let lines = errors(answer).map { error in
      let message = error["error-message"]?.string ?? error["error-tag"]?.string ?? "no message"
      return error["error-path"]?.string.map { "\(message) (\($0))" } ?? message
    }
    return lines.isEmpty ? "status \(answer.status)" : String(lines.joined(separator: "; ").prefix(1000))
  }
}
