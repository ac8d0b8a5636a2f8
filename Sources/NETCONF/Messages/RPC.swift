import XML

/// A request to a NETCONF server (RFC 6241, section 7).
package struct RPC: Sendable, Hashable {
  /// `edit-config`
  package var name: String
  /// The element of the operation.
  package var xml: String
  /// Whether it leaves everything as it is, so that it may be asked again when no answer came.
  package var isRead: Bool

  package init(name: String, xml: String, isRead: Bool) {
    self.name = name
    self.xml = xml
    self.isRead = isRead
  }

  package enum Datastore: String, Sendable, Hashable, CaseIterable {
    case running, candidate, startup
  }

  /// What part of a datastore is asked for.
  package enum Filter: Sendable, Hashable {
    /// Elements that the wanted ones are like.
    case subtree(String)
    /// Only for servers that have the capability `xpath`.
    case xpath(String, namespaces: [String: String])

    fileprivate var xml: String {
      switch self {
      case .subtree(let elements): return "<filter type=\"subtree\">\(elements)</filter>"
      case .xpath(let path, let namespaces):
        let declarations = namespaces.sorted { $0.key < $1.key }.map { prefix, namespace in
          " xmlns:\(prefix)=\"\(XMLText.escaped(namespace))\""
        }
        return "<filter type=\"xpath\"\(declarations.joined()) select=\"\(XMLText.escaped(path))\"/>"
      }
    }
  }

  /// What an edit does with elements that say nothing themselves.
  package enum DefaultOperation: String, Sendable, Hashable, CaseIterable {
    case merge, replace, none
  }

  /// Configuration and state.
  package static func get(_ filter: Filter? = nil) -> RPC {
    RPC(name: "get", xml: "<get>\(filter?.xml ?? "")</get>", isRead: true)
  }

  package static func getConfig(_ source: Datastore = .running, _ filter: Filter? = nil) -> RPC {
    RPC(
      name: "get-config",
      xml: "<get-config><source><\(source.rawValue)/></source>\(filter?.xml ?? "")</get-config>", isRead: true)
  }

  /// - Parameter config: the elements in `<config>`, which may bear `nc:operation` (the prefix is declared).
  package static func editConfig(
    _ target: Datastore, _ config: String, defaultOperation: DefaultOperation? = nil
  ) -> RPC {
    let standard = defaultOperation.map { "<default-operation>\($0.rawValue)</default-operation>" } ?? ""
    return RPC(
      name: "edit-config",
      xml: """
        <edit-config><target><\(target.rawValue)/></target>\(standard)\
        <config xmlns:nc="\(NETCONFNames.namespace)">\(config)</config></edit-config>
        """, isRead: false)
  }

  package static let commit = RPC(name: "commit", xml: "<commit/>", isRead: false)
  package static let discardChanges = RPC(name: "discard-changes", xml: "<discard-changes/>", isRead: false)
  package static let closeSession = RPC(name: "close-session", xml: "<close-session/>", isRead: false)

  package static func lock(_ target: Datastore) -> RPC {
    RPC(name: "lock", xml: "<lock><target><\(target.rawValue)/></target></lock>", isRead: false)
  }

  package static func unlock(_ target: Datastore) -> RPC {
    RPC(name: "unlock", xml: "<unlock><target><\(target.rawValue)/></target></unlock>", isRead: false)
  }

  package func message(id: String) -> [UInt8] {
    Array(
      """
      <?xml version="1.0" encoding="UTF-8"?>\
      <rpc xmlns="\(NETCONFNames.namespace)" message-id="\(XMLText.escaped(id))">\(xml)</rpc>
      """.utf8)
  }
}
