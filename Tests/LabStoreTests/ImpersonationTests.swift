import Testing

@testable import LabStore

@Suite struct ImpersonationTests {
  struct Row: Sendable {
    var sender: UserInfo
    var headers: [String: String]
    /// Nil when it is refused.
    var groups: [String]?
  }

  static let bob = UserInfo(name: "bob", groups: ["system:authenticated"])

  @Test(
    "who may impersonate acts as somebody else, and nobody is taken for the sender in silence",
    arguments: [
      Row(sender: .administrator, headers: [:], groups: ["system:masters", "system:authenticated"]),
      Row(sender: .administrator, headers: ["impersonate-user": "eve"], groups: ["system:authenticated"]),
      Row(
        sender: .administrator, headers: ["impersonate-user": "eve", "impersonate-group": "a, b"],
        groups: ["a", "b", "system:authenticated"]),
      Row(
        sender: .administrator, headers: ["impersonate-user": "system:serviceaccount:n:robot"],
        groups: ["system:authenticated", "system:serviceaccounts", "system:serviceaccounts:n"]),
      Row(sender: bob, headers: ["impersonate-user": "eve"]),
      Row(sender: .administrator, headers: ["impersonate-group": "a"]),
    ])
  func impersonation(row: Row) {
    let request = APIRequest(method: "GET", path: "/api/v1/pods", headers: row.headers)
    let user = try? LabStore().actor(of: request, sentBy: row.sender)
    #expect(user?.groups == row.groups)
  }
}
