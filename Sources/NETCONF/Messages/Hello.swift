package import XML

/// What one side of a session says first (RFC 6241, section 8.1).
package struct Hello: Sendable, Hashable {
  package var capabilities: [String]
  /// Only the server gives one.
  package var sessionID: String?

  package init(capabilities: [String], sessionID: String? = nil) {
    self.capabilities = capabilities
    self.sessionID = sessionID
  }

  /// Of a client that speaks both versions.
  package static let client = Hello(capabilities: [NETCONFNames.base10, NETCONFNames.base11])

  package init(parsing message: [UInt8]) throws(XMLProblem) {
    guard let root = try ParsedXML(message).root, root.name == "hello" else { throw XMLProblem("it is no hello") }
    capabilities = root["capabilities"]?.children("capability").map(\.trimmedText) ?? []
    guard !capabilities.isEmpty else { throw XMLProblem("the hello names no capabilities") }
    sessionID = root["session-id"]?.trimmedText
  }

  package var message: [UInt8] {
    let list = capabilities.map { "<capability>\(XMLText.escaped($0))</capability>" }.joined()
    let id = sessionID.map { "<session-id>\(XMLText.escaped($0))</session-id>" } ?? ""
    return Array(
      """
      <?xml version="1.0" encoding="UTF-8"?>\
      <hello xmlns="\(NETCONFNames.namespace)"><capabilities>\(list)</capabilities>\(id)</hello>
      """.utf8)
  }

  /// Whether it has the capability in whatever version, such as `candidate` or `xpath`. What a module says of itself in its
  /// parameters does not count.
  package func has(_ capability: String) -> Bool {
    let prefix = "urn:ietf:params:netconf:capability:\(capability):"
    return capabilities.contains { $0.hasPrefix(prefix) }
  }

  /// Whether it serves the YANG module of this namespace.
  package func serves(module namespace: String) -> Bool {
    capabilities.contains { $0 == namespace || $0.hasPrefix("\(namespace)?") }
  }

  /// Chunks are used when both sides speak NETCONF 1.1.
  func usesChunks(with other: Hello) -> Bool {
    capabilities.contains(NETCONFNames.base11) && other.capabilities.contains(NETCONFNames.base11)
  }
}

/// Names that NETCONF gives.
package enum NETCONFNames {
  package static let namespace = "urn:ietf:params:xml:ns:netconf:base:1.0"
  package static let base10 = "urn:ietf:params:netconf:base:1.0"
  package static let base11 = "urn:ietf:params:netconf:base:1.1"
}
