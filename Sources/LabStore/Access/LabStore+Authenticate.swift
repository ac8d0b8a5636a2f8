internal import Documents
internal import Kubernetes

extension LabStore {
  /// Who sends a request: by client certificate, static token or service account token; otherwise anonymous.
  ///
  /// - Throws: `APIStatus` 401 for a token that nobody has.
  func authenticate(_ request: APIRequest) throws(APIStatus) -> UserInfo {
    if let user = request.certificateUser { return Self.authenticated(user) }
    guard let header = request.headers["authorization"], let token = Self.bearerToken(header) else { return .anonymous }
    guard let user = user(forToken: token) else { throw .unauthorized() }
    return user
  }

  /// Nil for a token that nobody has.
  func user(forToken token: String) -> UserInfo? {
    if let user = configuration.users.first(where: { $0.token == token }) {
      return Self.authenticated(UserInfo(name: user.name, uid: user.uid, groups: user.groups))
    }
    guard let grant = tokens.grant(for: token) else { return nil }
    let key = StorageKey(group: "", plural: "serviceaccounts")
    let account = object(key, namespace: grant.namespace, name: grant.serviceAccount)
    guard account?["metadata"]?["uid"]?.string == grant.serviceAccountUID else { return nil }
    return grant.user
  }

  private static func bearerToken(_ header: String) -> String? {
    let parts = header.split(separator: " ", maxSplits: 1)
    guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
    return parts[1].trimmingSpaces()
  }

  private static func authenticated(_ user: UserInfo) -> UserInfo {
    var user = user
    if !user.groups.contains("system:authenticated") { user.groups.append("system:authenticated") }
    return user
  }
}
