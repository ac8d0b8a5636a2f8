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
    var shared = Set<String>()
    for requisite in copies.before {
      if try JSON.text(manifest(requisite, copies.first).value)
        == JSON.text(manifest(requisite, copies.first + 1).value)
      {
        // One is enough for all, and it is there.
        shared.insert("\(requisite.place)")
      }
    }
    for number in numbers {
      for requisite in copies.before where !shared.contains("\(requisite.place)") {
        _ = try await make(requisite, number)
      }
    }
    if copies.before.count > shared.count { try await rest(isReady: true) }
    for number in numbers { note(try await make(copies.wish, number)) }
  }

  private func manifest(_ establish: Step.Operation.Establish, _ number: Int) throws -> KubernetesObject {
    var inner = context
    inner.scope = context.scope.inner()
    inner.scope.set("index", .integer(Int64(number)))
    return try inner.manifest(of: establish)
  }

  private func make(_ establish: Step.Operation.Establish, _ number: Int) async throws -> Handle {
    var inner = context
    inner.scope = context.scope.inner()
    var manifest = try manifest(establish, number)
    manifest.value[path: "metadata", "name"] = .string("\(manifest.name)-\(number)")
    let binding = context.candidate.bindings[establish.intent]
    _ = try await inner.send(manifest, as: "copy", binding: binding, expecting: .success) {
      try await client.apply($0, fieldManager: CaseContext.fieldManager, options: CaseContext.writeOptions)
    }
    guard let handle = inner.scope.handle("copy") else {
      throw NotObservable(reason: "\(manifest.name) could not be made")
    }
    return handle
  }
}
