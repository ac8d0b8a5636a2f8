package import Documents

/// One request to NetBox's REST API.
package struct NetBoxRequest: Sendable, Hashable {
  package var method: String
  /// Below `/api/`, with its final slash: `ipam/prefixes/`.
  package var path: String
  package var query: [QueryItem] = []
  package var body: Value?

  package struct QueryItem: Sendable, Hashable {
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  package init(method: String, path: String, query: [QueryItem] = [], body: Value? = nil) {
    self.method = method
    self.path = path
    self.query = query
    self.body = body
  }
}

package struct NetBoxAnswer: Sendable, Hashable {
  package var status: Int
  /// Null when the answer had no body, or one that is not JSON.
  package var body: Value
  package var retryAfter: Duration?

  package init(status: Int, body: Value = .null, retryAfter: Duration? = nil) {
    self.status = status
    self.body = body
    self.retryAfter = retryAfter
  }
}

/// What the operator asks of NetBox.
package struct NetBoxClient: Sendable {
  package typealias Transport = @Sendable (NetBoxRequest) async throws(NetBoxError) -> NetBoxAnswer

  /// Where people find NetBox: the base of `status.url`, without a final slash.
  package let site: String
  private let transport: Transport

  package init(site: String, transport: @escaping Transport) {
    self.site = site
    self.transport = transport
  }

  /// Sends a request and turns every answer but a success into an error.
  package func send(_ request: NetBoxRequest) async throws(NetBoxError) -> Value {
    let answer = try await transport(request)
    switch answer.status {
    case 200..<300: return answer.body
    case 401, 403: throw .unauthorized(Self.text(answer))
    case 404: throw .notFound(request.path)
    case 409 where request.method == "POST" && request.path.contains("/available-"): throw .insufficient
    case 429, 500...: throw .unavailable(status: answer.status, Self.text(answer), retryAfter: answer.retryAfter)
    default: throw .rejected(Self.text(answer))
    }
  }

  /// NetBox's own words: `detail`, or each field with its messages.
  static func text(_ answer: NetBoxAnswer) -> String {
    let lines = messages(answer.body)
    return lines.isEmpty ? "status \(answer.status)" : String(lines.joined(separator: "; ").prefix(1000))
  }

  private static func messages(_ body: Value) -> [String] {
    switch body {
    case .string(let text): [text]
    case .array(let items): items.flatMap(messages)
    case .object(let members):
      members.flatMap { key, value in
        let texts = messages(value)
        return key == "detail" || key == "__all__" ? texts : texts.map { "\(key): \($0)" }
      }
    default: []
    }
  }
}

// MARK: Reading

extension NetBoxClient {
  /// Every item of a list, over all of its pages.
  package func list(_ path: String, _ query: [NetBoxRequest.QueryItem]) async throws(NetBoxError) -> [Value] {
    var items: [Value] = []
    while true {
      var page = query + [.init("limit", "500")]
      if !items.isEmpty { page.append(.init("offset", String(items.count))) }
      let body = try await send(NetBoxRequest(method: "GET", path: path, query: page))
      guard let results = body["results"]?.array, let count = body["count"]?.integer else {
        throw .unintelligible("a list of \(path) without results")
      }
      items += results
      if results.isEmpty || items.count >= Int(clamping: count) { return items }
    }
  }

  /// Nil when there is none.
  package func object(_ path: String) async throws(NetBoxError) -> Value? {
    do {
      return try await send(NetBoxRequest(method: "GET", path: path))
    } catch .notFound {
      return nil
    }
  }

  package func version() async throws(NetBoxError) -> String {
    let body = try await send(NetBoxRequest(method: "GET", path: "status/"))
    guard let version = body["netbox-version"]?.string else { throw .unintelligible("a status without a version") }
    return version
  }

  /// Nil when there is none of exactly this name.
  package func named(_ name: String, in path: String) async throws(NetBoxError) -> Value? {
    try await list(path, [.init("name", name)]).first { $0["name"]?.string == name }
  }
}

// MARK: Writing

extension NetBoxClient {
  package func create(_ path: String, _ body: Object) async throws(NetBoxError) -> Value {
    try await send(NetBoxRequest(method: "POST", path: path, body: .object(body)))
  }

  package func change(_ path: String, _ changes: Object) async throws(NetBoxError) -> Value {
    try await send(NetBoxRequest(method: "PATCH", path: path, body: .object(changes)))
  }

  /// An object that is not there counts as deleted.
  package func delete(_ path: String) async throws(NetBoxError) {
    do {
      _ = try await send(NetBoxRequest(method: "DELETE", path: path))
    } catch .notFound {
      return
    }
  }
}
