internal import Kubernetes

extension LabStore {
  /// Whom a request acts as: the one who sends it, or with `Impersonate-User` somebody else, as whom the sender may act.
  ///
  /// - Throws: `APIStatus` 403 when the sender may not, 400 for groups without a user.
  func actor(of request: APIRequest, sentBy user: UserInfo) throws -> UserInfo {
    let groups = (request.headers["impersonate-group"] ?? "").split(separator: ",").map { String($0).trimmingSpaces() }
    guard let name = request.headers["impersonate-user"] else {
      if groups.isEmpty { return user }
      throw APIStatus.badRequest("requested impersonation without a user")
    }
    let authorizer = Authorizer(reader: self)
    try authorizer.authorize(
      AccessAttributes(verb: "impersonate", group: "", resource: "users", namespace: "", name: name), by: user)
    for group in groups {
      try authorizer.authorize(
        AccessAttributes(verb: "impersonate", group: "", resource: "groups", namespace: "", name: group), by: user)
    }
    let isAnonymous = name == UserInfo.anonymous.name
    var implied = [isAnonymous ? "system:unauthenticated" : "system:authenticated"]
    let parts = name.split(separator: ":")
    if groups.isEmpty, parts.count == 4, name.hasPrefix("system:serviceaccount:") {
      implied += ["system:serviceaccounts", "system:serviceaccounts:\(parts[2])"]
    }
    return UserInfo(name: name, groups: groups + implied.filter { !groups.contains($0) })
  }
}
