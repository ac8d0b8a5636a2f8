import Documents

/// Who may do what: the tokens that the simulator accepts.
struct Access: Sendable {
  struct Token: Sendable {
    var key: String
    var userID: Int64
    var userName: String
    var mayWrite: Bool
    /// Without it, nothing but status, overviews and OPTIONS.
    var isSuperuser: Bool
  }

  private var tokens: [String: Token] = [:]
  let version: NetBoxVersion

  init(version: NetBoxVersion) { self.version = version }

  /// The key with which the program itself asks.
  var superuserKey: String? { tokens.values.first { $0.isSuperuser && $0.mayWrite }?.key }

  mutating func add(_ token: Token) { tokens[token.key] = token }

  /// The token that a request carries.
  ///
  /// - Throws: the 403 answer, with the words of the version.
  func token(_ authorization: String?) throws(Refusal) -> Token {
    let parts = (authorization ?? "").split(whereSeparator: \.isWhitespace).map(String.init)
    let schemes: Set<String> = version == .v44 ? ["token"] : ["token", "bearer"]
    guard let scheme = parts.first?.lowercased(), schemes.contains(scheme) else {
      throw .detail(403, "Authentication credentials were not provided.")
    }
    guard parts.count == 2 else { throw .detail(403, malformed(parts.count)) }
    guard let token = tokens[parts[1]] else {
      throw .detail(403, version == .v44 ? "Invalid token" : "Invalid v1 token")
    }
    return token
  }

  private func malformed(_ count: Int) -> String {
    if version == .v46 {
      return "Invalid authorization header: Must be in the form \"Bearer <key>.<token>\" or \"Token <token>\""
    }
    return count == 1
      ? "Invalid token header. No credentials provided."
      : "Invalid token header. Token string should not contain spaces."
  }
}
