import Documents
import Expressions
import Plans

extension StepReader {
  /// As whom the step asks; `as` is the name of what a step makes, so these have names of their own.
  func readActor(_ reader: inout MappingReader, _ kind: OperationKind?) -> Step.Actor? {
    let user = reader.optional("user", expressions.text)
    let groups = reader.optional("groups", .list(of: expressions.text), or: [])
    let account = reader.optional("serviceAccount", .object("serviceAccount", readAccount))
    guard user != nil || account != nil || reader.node["groups"] != nil else { return nil }
    let name = user != nil ? "user" : account != nil ? "serviceAccount" : "groups"
    if let kind, !kind.asksAsSomebody {
      reader.error(
        "\(kind.rawValue) asks the API server for nothing, so it cannot do so as somebody else", at: name,
        hint: "steps that write can: apply, create, establish, patch, delete")
    }
    if let user {
      if account != nil {
        reader.error("a step is done as a user or as a service account", at: "user", hint: "keep one of the two")
      }
      return .user(user, groups: groups ?? [])
    }
    if reader.node["groups"] != nil {
      reader.error("groups belong to a user", at: "groups", hint: "name the user too: \"user\"")
    }
    return account
  }

  private func readAccount(_ reader: inout MappingReader) -> Step.Actor? {
    let name = reader.required("name", expressions.text)
    let namespace = reader.optional("namespace", expressions.text)
    return name.map { .serviceAccount(name: $0, namespace: namespace) }
  }
}

extension OperationKind {
  /// Whether it sends a request of its own to the API server.
  fileprivate var asksAsSomebody: Bool {
    switch self {
    case .apply, .create, .update, .establish, .patch, .delete: true
    default: false
    }
  }
}
