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
    for number in numbers { note(copy: try await make(.intent(copies.wish), number)) }
  }

  typealias Requisite = Step.Operation.Oracle.Copies.Requisite

  private func numbered(_ number: Int, of candidate: Candidate?) -> CaseContext {
    var inner = context
    if let candidate { inner.candidate = candidate }
    inner.scope = context.scope.inner()
    inner.scope.set("index", .integer(Int64(number)))
    return inner
  }

  private func manifest(_ requisite: Requisite, _ number: Int, of other: Candidate? = nil) throws -> KubernetesObject {
    switch requisite {
    case .intent(let establish): try numbered(number, of: other).manifest(of: establish)
    case .manifest(let write): try numbered(number, of: other).object(write.manifest)
    }
  }

  /// - Parameters:
  ///   - other: whose words it is said in; nil for the candidate.
  ///   - ending: of its name; nil for the number.
  func make(
    _ requisite: Requisite, _ number: Int, of other: Candidate? = nil, ending: String? = nil
  ) async throws -> Handle {
    var inner = context
    inner.scope = context.scope.inner()
    var manifest = try manifest(requisite, number, of: other)
    manifest.value[path: "metadata", "name"] = .string("\(manifest.name)-\(ending ?? "\(number)")")
    var binding: Candidate.Binding?
    if case .intent(let establish) = requisite { binding = (other ?? context.candidate).bindings[establish.intent] }
    _ = try await inner.send(manifest, as: "copy", binding: binding, expecting: .success) {
      try await client.apply($0, fieldManager: CaseContext.fieldManager, options: CaseContext.writeOptions)
    }
    guard let handle = inner.scope.handle("copy") else {
      throw NotObservable(reason: "\(manifest.name) could not be made")
    }
    return handle
  }
}
