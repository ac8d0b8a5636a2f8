import Cluster
import Documents
import Kubernetes
import Oracles

// What somebody else does to the objects that the candidate made for the wish.
extension DeedRunner {
  /// More of them show nothing that a few do not.
  private static let childLimit = 3

  func lay(_ hand: Deed.Hand) async throws {
    let children = try children()
    let limit = [.deleteWhileDown, .editWhileDown].contains(hand) ? 1 : Self.childLimit
    var done = 0
    for child in children where done < limit {
      if try await lay(hand, on: child) { done += 1 }
    }
    if done == 0 { throw NotObservable(reason: "no child of \(handle.reference.title) could be changed by hand") }
  }

  /// Whether it could be done.
  private func lay(_ hand: Deed.Hand, on child: ObjectReference) async throws -> Bool {
    demandAnswer(to: .children(hand))
    switch hand {
    case .delete, .deleteWhileDown:
      mark(hand == .delete ? "delete child" : "delete child while down", details(child))
      try await client.delete(child.kind, namespace: child.namespace, name: child.name)
    case .edit, .editWhileDown:
      guard try await edit(child) else { return false }
    case .label:
      mark("foreign label", details(child))
      try await patch(child, ["metadata": ["labels": ["plugfest.dev/tenant": "somebody"]]], as: .tenant)
    }
    if ![.deleteWhileDown, .editWhileDown].contains(hand) { try await rest(isReady: true) }
    return true
  }

  /// Changes the first field that may be changed; what the API server refuses is none.
  private func edit(_ child: ObjectReference) async throws -> Bool {
    guard let object = context.watches.live.object(child.key) else { return false }
    for edit in ChildEdit.edits(of: object).prefix(8) {
      mark("edit child", details(child))
      do {
        try await patch(child, edit, as: .drift)
      } catch let error as ClusterError where error.status != nil {
        mark("refused")
        continue
      }
      return true
    }
    return false
  }

  private func children() throws -> [ObjectReference] {
    let keys = LedgerJudge(recorder.ledger(of: context.scope.namespace)).children(of: handle.reference.key)
    guard !keys.isEmpty else {
      throw NotObservable(reason: "the candidate makes nothing in Kubernetes for \(handle.reference.title)")
    }
    return keys.compactMap { key in
      context.watches.live.object(key)?.groupVersionKind.map {
        ObjectReference(kind: $0, namespace: key.namespace, name: key.name)
      }
    }
  }

  private func details(_ child: ObjectReference) -> Value {
    [
      "kind": .string(child.kind.kind), "name": .string(child.name),
      "namespace": child.namespace.map(Value.string) ?? .null,
    ]
  }
}
