/// What a request asks for, read from its method and path alone, as authorization and audit see it.
package struct RequestInfo: Sendable, Hashable {
  /// `get`, `list`, `watch`, `create`, `update`, `patch`, `delete`, `deletecollection`; for other paths the method.
  package var verb: String
  /// Decoded, without the query.
  package var path: String
  /// False for discovery, health, version and the like.
  package var isResource = false
  package var group = ""
  package var version = ""
  /// Nil outside a namespace. For a Namespace itself it is its own name.
  package var namespace: String?
  package var resource = ""
  package var subresource: String?
  /// From the path; or from a field selector on `metadata.name` when the request is for a collection.
  package var name: String?
  /// True when the path itself ends with a name.
  package var isNamed = false
  /// The old form of a watch: `/api/v1/watch/…`.
  package var isLegacyWatch = false
  /// Parts of the path beyond the subresource, as in `proxy/some/path`.
  package var rest: [String] = []

  package init(_ request: APIRequest) {
    let decoded = request.path.removingPercentEncoding()
    path = decoded
    verb = request.method.lowercased()
    let parts = decoded.split(separator: "/").map(String.init)
    guard let remaining = readGroup(parts) else { return }
    isResource = true
    verb = Self.verbs[request.method] ?? verb
    readResource(remaining)
    refineVerb(request)
  }

  private static let verbs = [
    "POST": "create", "GET": "get", "HEAD": "get", "PUT": "update", "PATCH": "patch", "DELETE": "delete",
  ]

  /// Takes `/api/VERSION` or `/apis/GROUP/VERSION`; nil when no resource follows.
  private mutating func readGroup(_ parts: [String]) -> ArraySlice<String>? {
    switch parts.first {
    case "api" where parts.count >= 3:
      version = parts[1]
      return parts[2...]
    case "apis" where parts.count >= 4:
      group = parts[1]
      version = parts[2]
      return parts[3...]
    default: return nil
    }
  }

  private mutating func readResource(_ parts: ArraySlice<String>) {
    var parts = parts
    if parts.first == "watch", parts.count > 1 {
      isLegacyWatch = true
      parts = parts.dropFirst()
    }
    if parts.first == "namespaces", parts.count > 1 {
      namespace = parts[parts.startIndex + 1]
      if parts.count > 2, !["status", "finalize"].contains(parts[parts.startIndex + 2]) { parts = parts.dropFirst(2) }
    }
    var iterator = parts.makeIterator()
    resource = iterator.next() ?? ""
    name = iterator.next()
    isNamed = name != nil
    subresource = iterator.next()
    rest = Array(parts.dropFirst(3))
  }

  private mutating func refineVerb(_ request: APIRequest) {
    if isLegacyWatch {
      verb = "watch"
    } else if name == nil {
      if verb == "get" { verb = RequestOptions.isTrue(request.parameter("watch")) ? "watch" : "list" }
      if verb == "delete" { verb = "deletecollection" }
    }
    if name == nil, let selector = request.parameter("fieldSelector") {
      let prefix = "metadata.name="
      let term = selector.split(separator: ",").first { $0.hasPrefix(prefix) }
      name = term.map { String($0.dropFirst(prefix.count).drop { $0 == "=" }) }
    }
  }
}

extension String {
  /// Invalid escapes stay as they are.
  package func removingPercentEncoding() -> String {
    guard utf8.contains(UInt8(ascii: "%")) else { return self }
    var bytes: [UInt8] = []
    var source = Array(utf8)[...]
    while let byte = source.popFirst() {
      if byte == UInt8(ascii: "%"), source.count >= 2,
        let decoded = UInt8(String(decoding: source.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(decoded)
        source = source.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
