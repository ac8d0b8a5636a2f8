import Documents
import Foundation

/// Who may ask a server: one user, with a token or a password, who may change everything or only read.
struct RESTCONFUsers: Sendable {
  struct User: Sendable {
    var name: String
    var mayWrite: Bool
  }

  private var users: [String: User] = [:]

  mutating func add(_ name: String, secret: String, mayWrite: Bool) {
    let user = User(name: name, mayWrite: mayWrite)
    users["Bearer \(secret)"] = user
    users["Basic \(Data("\(name):\(secret)".utf8).base64EncodedString())"] = user
  }

  /// - Throws: 401 for anyone else.
  func user(_ authorization: String?) throws(RESTCONFError) -> User {
    let parts = (authorization ?? "").split(separator: " ", maxSplits: 1)
    if parts.count == 2, let user = users["\(parts[0].capitalized) \(parts[1])"] { return user }
    throw RESTCONFError(
      status: 401, kind: .protocol, tag: "access-denied",
      message: authorization == nil ? "the request has no credentials" : "the credentials are not known",
      headers: [("WWW-Authenticate", "Bearer realm=\"restconf\", Basic realm=\"restconf\", charset=\"UTF-8\"")])
  }
}
