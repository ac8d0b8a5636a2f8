import Documents
import Expressions
import NETCONF
import Plans
import Verdicts
import XML

extension CaseContext {
  /// Asks a NETCONF server; with `within`, again and again until the reply is as expected. An edit is carried out alone, under
  /// a lock where it goes through the candidate datastore.
  func netconf(_ operation: Step.Operation.NETCONFRequest) async throws -> String {
    let client = try client(operation.endpoint)
    if case .edit(let edit) = operation.action { return try await carryOut(edit, operation, client) }
    let rpc = try read(operation)
    return try await askAgain(within: operation.within) { limit in
      let timeout = min(operation.timeout, max(limit - .now, .milliseconds(100)))
      let reply: Reply
      do {
        reply = try await client.read(rpc, within: timeout)
      } catch let error as NETCONFError {
        throw Failure(asking: operation.endpoint, error)
      }
      return try judge(reply, operation)
    }
  }

  private func client(_ name: String) throws -> NETCONFClient {
    guard let endpoint = lab.endpoints[name] else {
      throw Failure(.suiteDefect, "the lab has no endpoint \"\(name)\"", remedy: "name it in the lab file")
    }
    guard let client = endpoint.netconf else {
      throw Failure(
        .suiteDefect, "the endpoint \(name) does not speak NETCONF",
        remedy: "let the step depend on it: when: [{that: \"${lab.endpoints.\(name).protocol == 'netconf'}\"}]")
    }
    return client
  }

  // MARK: Reading

  private func read(_ operation: Step.Operation.NETCONFRequest) throws -> RPC {
    func filter(_ filter: Step.Operation.NETCONFRequest.Filter?) throws -> RPC.Filter? {
      switch filter {
      case .subtree(let elements): .subtree(try scope.text(elements))
      case .xpath(let path): .xpath(try scope.text(path), namespaces: operation.namespaces)
      case nil: nil
      }
    }
    switch operation.action {
    case .get(let wanted): return .get(try filter(wanted))
    case .getConfig(let source, let wanted):
      return .getConfig(RPC.Datastore(rawValue: source) ?? .running, try filter(wanted))
    case .edit: throw Failure(.harnessDefect, "an edit is no question")
    }
  }

  private func judge(_ reply: Reply, _ operation: Step.Operation.NETCONFRequest) throws -> String {
    let judgement = try ReplyJudgement(reply, operation, scope)
    guard judgement.wrong.isEmpty else {
      throw Failure(
        .unexpectedResponse, "\(operation.endpoint): \(judgement.wrong[0])",
        details: judgement.wrong.dropFirst() + ["answered: \(Self.shortened(reply.text))"])
    }
    if let handle = operation.handle {
      scope.set(handle, ["reply": .string(reply.text), "values": .object(judgement.values)])
    }
    return judgement.summary
  }

  private static func shortened(_ text: String) -> String { text.count > 2000 ? text.prefix(1999) + "…" : text }

  // MARK: Editing

  private func carryOut(
    _ edit: Step.Operation.NETCONFRequest.Edit, _ operation: Step.Operation.NETCONFRequest, _ client: NETCONFClient
  ) async throws -> String {
    let config = try scope.text(edit.config)
    let limit = min(ContinuousClock.now + operation.timeout, deadline)
    let defaultOperation = edit.defaultOperation.flatMap(RPC.DefaultOperation.init(rawValue:))
    do {
      return try await client.withSession { session in
        let target =
          edit.target.flatMap(RPC.Datastore.init(rawValue:))
          ?? (session.hello.has("candidate") ? .candidate : .running)
        let rpc = RPC.editConfig(target, config, defaultOperation: defaultOperation)
        guard target == .candidate, edit.commits else {
          try await session.call(rpc, within: operation.timeout)
          return "edited \(target.rawValue)"
        }
        try await session.withLock(of: target, until: limit) {
          try await session.call(rpc, within: operation.timeout)
          // Not validated before: some servers lose what was edited then (netconfd 2.13 does), and a commit validates.
          try await session.call(.commit, within: operation.timeout)
        }
        return "edited and committed"
      }
    } catch let error as NETCONFError {
      throw Failure(asking: operation.endpoint, error)
    }
  }
}

extension NETCONFSession {
  /// Waits for the lock while others have it, which they tell nobody when they give it up; what was edited is discarded when `body`
  /// fails.
  fileprivate func withLock(
    of target: RPC.Datastore, until limit: ContinuousClock.Instant, _ body: () async throws -> Void
  ) async throws {
    var pause = Duration.milliseconds(20)
    while true {
      do {
        try await call(.lock(target))
        break
      } catch NETCONFError.refused(let rpc, let errors) {
        guard errors.contains(where: { ["lock-denied", "in-use", "resource-denied"].contains($0.tag) }),
          ContinuousClock.now + pause < limit
        else { throw NETCONFError.refused(rpc: rpc, errors) }
      }
      try await Task.sleep(for: pause)
      pause = min(pause * 2, .milliseconds(500))
    }
    do {
      try await body()
    } catch {
      if !isOver {
        _ = try? await call(.discardChanges)
        _ = try? await call(.unlock(target))
      }
      throw error
    }
    try await call(.unlock(target))
  }
}

extension Failure {
  fileprivate init(asking endpoint: String, _ error: NETCONFError) {
    let kind: Kind =
      switch error {
      case .refused: .unexpectedResponse
      case .unsendable: .suiteDefect
      case .ssh, .ended, .noAnswer, .malformed: .labUnavailable
      }
    self.init(kind, "\(endpoint): \(error)")
  }
}
