/// Whom a request pretends to come from; the user behind it must be allowed to.
package struct Impersonation: Sendable, Hashable {
  package var user: String
  package var uid: String?
  package var groups: [String]
  package var extra: [String: [String]]

  package init(user: String, uid: String? = nil, groups: [String] = [], extra: [String: [String]] = [:]) {
    self.user = user
    self.uid = uid
    self.groups = groups
    self.extra = extra
  }
}
