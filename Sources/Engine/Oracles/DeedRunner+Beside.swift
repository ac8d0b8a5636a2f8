import Documents
import Kubernetes
import Oracles
import Plans

// Another candidate in the same lab.
extension DeedRunner {
  private func besides() throws -> (Candidate, Step.Operation.Oracle.Beside) {
    guard let other = context.beside, let beside = oracle.beside else {
      throw NotObservable(reason: "no other candidate runs in this lab")
    }
    return (other, beside)
  }

  /// A wish of the other one, with what it needs.
  func makeBeside() async throws {
    let (other, beside) = try besides()
    for requisite in beside.before { _ = try await make(requisite, beside.number, of: other) }
    if !beside.before.isEmpty { try await rest(isReady: true) }
    let wish = try await make(.intent(beside.wish), beside.number, of: other, ending: "beside")
    note(copy: wish)
    self.beside = wish
    mark(Neighbours.mark, ["beside": Self.key(wish), "name": .string(other.name)])
  }

  /// The same in the candidate's own words: both want one thing.
  ///
  /// - Throws: `DoesNotApply` when it has no word for it.
  func makeSame() async throws {
    let (_, beside) = try besides()
    guard let wish = beside.same, context.candidate.bindings[wish.intent] != nil else { throw DoesNotApply() }
    let same = try await make(.intent(wish), beside.number, ending: "same")
    self.same = same
    mark(Neighbours.mark, ["same": Self.key(same)])
  }

  /// Which of the two says that it has what both want.
  func noteClaims() {
    guard let beside, let same else { return }
    var details: Object = [:]
    details["first"] = isReady(beside).map(Value.bool)
    details["second"] = isReady(same).map(Value.bool)
    mark(Neighbours.claims, .object(details))
  }

  private static func key(_ handle: Handle) -> Value {
    let reference = handle.reference
    return [
      "apiVersion": .string("\(reference.kind.groupVersion)"), "kind": .string(reference.kind.kind),
      "metadata": ["name": .string(reference.name), "namespace": reference.namespace.map(Value.string) ?? .null],
    ]
  }
}
