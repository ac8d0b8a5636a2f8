import Cluster
import Kubernetes
import Plans
import Verdicts

extension CaseContext {
  /// The same, whose requests are somebody else's.
  func asking(as actor: Step.Actor?) throws -> CaseContext {
    guard let actor else { return self }
    var copy = self
    switch actor {
    case .user(let user, let groups):
      copy.lab.client.impersonation = Impersonation(
        user: try scope.text(user), groups: try groups.map { try scope.text($0) })
    case .serviceAccount(let name, let namespace):
      let namespace = try namespace.map { try scope.text($0) } ?? scope.namespace
      copy.lab.client.impersonation = Impersonation(
        user: "system:serviceaccount:\(namespace):\(try scope.text(name))",
        groups: ["system:serviceaccounts", "system:serviceaccounts:\(namespace)", "system:authenticated"])
    }
    return copy
  }

  /// What the server knows of a kind, which the run's own user asks, so that whoever a step asks as needs no permission
  /// for it.
  func resource(for kind: GroupVersionKind) async throws -> APIResource {
    var client = lab.client
    client.impersonation = nil
    return try await client.resource(for: kind)
  }

  /// - Throws: when it was not the user of the step who was refused, but the run's for acting as that user.
  func checkImpersonation(_ status: APIStatus) throws {
    guard lab.client.impersonation != nil, status.code == 403, status.message.contains(" cannot impersonate resource ")
    else { return }
    throw Failure(
      .labUnavailable, "the run may not act as somebody else: \(status.message)",
      remedy: "allow the user of the kubeconfig to impersonate users, groups and service accounts")
  }
}

extension Step.Operation.AnswerExpectation {
  /// In what a refusal differs from the expected one.
  func mismatches(_ status: APIStatus, of actor: Impersonation?) -> [String] {
    switch self {
    case .success: return []
    case .refusal(let reason, let code, let parts):
      var wrong: [String] = []
      if let reason, status.reason.rawValue != reason { wrong.append("expected reason \(reason)") }
      if let code, status.code != code { wrong.append("expected code \(code)") }
      return wrong + parts.filter { !status.message.contains($0) }.map { "expected \"\($0)\" in the message" }
    case .denial:
      let who = actor?.user ?? ""
      let isDenied =
        status.code == 403
        && (status.message.contains("User \"\(who)\" cannot ")
          || status.message.contains("is attempting to grant RBAC permissions not currently held"))
      return isDenied ? [] : ["expected that \(who) is not allowed to do it"]
    }
  }
}
