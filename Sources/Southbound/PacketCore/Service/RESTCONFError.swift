import Documents

/// An error as a RESTCONF server tells it (RFC 8040 section 7).
struct RESTCONFError: Error, Sendable {
  enum Kind: String, Sendable { case transport, rpc, `protocol`, application }

  var status: Int
  var kind: Kind
  /// One of NETCONF's (RFC 6241 appendix A), which with the table of section 7 decides the status.
  var tag: String
  var appTag: String?
  /// An instance identifier.
  var path: String?
  var message: String
  var headers: [(name: String, value: String)] = []

  /// The data does not suit the model.
  static func refused(
    _ status: Int, _ tag: String, _ message: String, appTag: String? = nil, at path: InstancePath? = nil
  ) -> RESTCONFError {
    RESTCONFError(
      status: status, kind: .application, tag: tag, appTag: appTag, path: path?.instanceIdentifier, message: message)
  }

  /// The request is not one that can be carried out.
  static func invalid(_ message: String, status: Int, at path: InstancePath? = nil) -> RESTCONFError {
    RESTCONFError(
      status: status, kind: .protocol, tag: "invalid-value", path: path?.instanceIdentifier, message: message)
  }

  static func malformed(_ message: String, at path: InstancePath? = nil) -> RESTCONFError {
    RESTCONFError(
      status: 400, kind: .rpc, tag: "malformed-message", path: path?.instanceIdentifier, message: message)
  }

  /// There is no data at the place.
  static func missing(_ path: InstancePath) -> RESTCONFError {
    .invalid("the resource does not exist", status: 404, at: path)
  }

  static func unsupported(_ message: String, allow: [String]) -> RESTCONFError {
    RESTCONFError(
      status: 405, kind: .protocol, tag: "operation-not-supported", message: message,
      headers: [("Allow", allow.joined(separator: ", "))])
  }

  static func preconditionFailed(_ message: String) -> RESTCONFError {
    RESTCONFError(status: 412, kind: .protocol, tag: "operation-failed", message: message)
  }

  var document: Value {
    var error: Object = ["error-type": .string(kind.rawValue), "error-tag": .string(tag)]
    if let appTag { error["error-app-tag"] = .string(appTag) }
    if let path { error["error-path"] = .string(path) }
    error["error-message"] = .string(message)
    return ["ietf-restconf:errors": ["error": [.object(error)]]]
  }
}
