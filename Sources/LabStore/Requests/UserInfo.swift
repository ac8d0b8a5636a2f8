/// Who sends a request, after authentication.
package struct UserInfo: Sendable, Hashable {
  package var name: String
  package var uid: String
  package var groups: [String]
  /// Further facts, such as the pod that a service account token is bound to.
  package var extra: [String: [String]]

  package init(name: String, uid: String = "", groups: [String] = [], extra: [String: [String]] = [:]) {
    self.name = name
    self.uid = uid
    self.groups = groups
    self.extra = extra
  }

  package static let anonymous = UserInfo(name: "system:anonymous", groups: ["system:unauthenticated"])
  /// Member of `system:masters`: everything is allowed.
  package static let administrator = UserInfo(
    name: "kubernetes-admin", groups: ["system:masters", "system:authenticated"])
}
