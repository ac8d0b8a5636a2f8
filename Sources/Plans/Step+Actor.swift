package import Expressions

extension Step {
  /// As whom a step asks the API server, in place of the run's own user, who must be allowed to impersonate.
  package enum Actor: Sendable {
    case user(Template, groups: [Template])
    /// Without a namespace, the one of the case.
    case serviceAccount(name: Template, namespace: Template?)
  }
}

extension Step.Operation {
  /// What somebody is refused who asks in place of the run's user has to be refused because of who asks, unless the
  /// refusal is described further: a manifest that is invalid says nothing about permissions.
  package mutating func narrowRefusal() {
    switch self {
    case .apply(var write):
      write.expectation.narrow()
      self = .apply(write)
    case .create(var write):
      write.expectation.narrow()
      self = .create(write)
    case .update(var write):
      write.expectation.narrow()
      self = .update(write)
    case .establish(var establish):
      establish.expectation.narrow()
      self = .establish(establish)
    case .patch(var patch):
      patch.expectation.narrow()
      self = .patch(patch)
    case .delete(var delete):
      delete.expectation.narrow()
      self = .delete(delete)
    default: break
    }
  }
}

extension Step.Operation.AnswerExpectation {
  fileprivate mutating func narrow() {
    guard case .refusal(let reason, let code, let message) = self, message.isEmpty else { return }
    if reason ?? "Forbidden" == "Forbidden", code ?? 403 == 403 { self = .denial }
  }
}
