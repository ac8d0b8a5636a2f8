package import XML

/// The answer to an RPC.
package struct Reply: Sendable, Hashable {
  /// The whole message.
  package var text: String
  package var messageID: String?
  /// Errors and warnings, in the order in which the server names them.
  package var errors: [RPCError]
  /// Whether it says `<ok/>`.
  package var isOK: Bool

  /// - Throws: `XMLProblem` when it is no `rpc-reply`.
  package init(parsing message: [UInt8]) throws(XMLProblem) {
    let message = Self.legible(message)
    let document = try ParsedXML(message)
    guard let head = document.head, head.name == "rpc-reply" else { throw XMLProblem("it is no rpc-reply") }
    text = String(decoding: message, as: UTF8.self)
    messageID = head.attribute("message-id")
    errors = document.children("rpc-error").map { RPCError($0) }
    isOK = head["ok"] != nil
  }

  /// Some servers put whatever lies in their memory into what they say of errors (netconfd 2.13 does): what is no UTF-8, or what
  /// XML forbids.
  private static func legible(_ message: [UInt8]) -> [UInt8] {
    func isStray(_ byte: UInt8) -> Bool { byte < 0x20 && ![0x09, 0x0A, 0x0D].contains(byte) }
    return String(decoding: message, as: UTF8.self).utf8.map { isStray($0) ? UInt8(ascii: "?") : $0 }
  }

  /// Those because of which it was not carried out.
  package var failures: [RPCError] { errors.filter { $0.severity == .error } }

  /// What `<data>` holds, as elements; nil when it cannot be read, or there is none.
  package var data: XMLElement? { try? ParsedXML(text).root?["data"] }
}
