import Cluster
import Documents
import Kubernetes
import Oracles
import Plans

// Many wishes of one kind.
extension DeedRunner {
  /// Each with a number and a name of its own, after what it needs.
  func makeCopies() async throws {
    guard let copies = oracle.copies else { throw NotObservable(reason: "nothing is said of wishes like it") }
    let numbers = copies.first..<copies.first + copies.count
    let own = try copies.before.filter { requisite in
      let first = try manifest(requisite, copies.first)
      return try JSON.text(first.value) != JSON.text(manifest(requisite, copies.first + 1).value)
    }
    // Of what is the same for all, one is enough, and it is there.
    for number in numbers {
      for requisite in own { _ = try await make(requisite, number) }
    }
    if !own.isEmpty { try await rest(isReady: true) }
    for number in numbers { note(try await make(.intent(copies.wish), number)) }
  }

  private typealias Requisite = Step.Operation.Oracle.Copies.Requisite

  private func numbered(_ number: Int) -> CaseContext {
    var inner = context
    inner.scope = context.scope.inner()
    inner.scope.set("index", .integer(Int64(number)))
    return inner
  }

  private func manifest(_ requisite: Requisite, _ number: Int) throws -> KubernetesObject {
    switch requisite {
    case .intent(let establish): try numbered(number).manifest(of: establish)
    case .manifest(let write): try numbered(number).object(write.manifest)
    }
  }

  private func make(_ requisite: Requisite, _ number: Int) async throws -> Handle {
    var inner = context
    inner.scope = context.scope.inner()
    var manifest = try manifest(requisite, number)
    manifest.value[path: "metadata", "name"] = .string("\(manifest.name)-\(number)")
    var binding: Candidate.Binding?
    if case .intent(let establish) = requisite { binding = context.candidate.bindings[establish.intent] }
    _ = try await inner.send(manifest, as: "copy", binding: binding, expecting: .success) {
      try await client.apply($0, fieldManager: CaseContext.fieldManager, options: CaseContext.writeOptions)
    }
    guard let handle = inner.scope.handle("copy") else {
      throw NotObservable(reason: "\(manifest.name) could not be made")
    }
    return handle
  }
}
