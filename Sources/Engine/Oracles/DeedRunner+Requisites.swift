import Cluster
import Documents
import Kubernetes
import Oracles
import Plans
import Verdicts

// What is done to what the wish needs, and to where it is.
extension DeedRunner {
  private var requisites: [Handle] { oracle.before.compactMap { context.scope.handle($0) } }

  /// Newest first.
  ///
  /// - Throws: `NotObservable` when one stays.
  func deleteRequisites() async throws {
    for requisite in requisites.reversed() {
      let reference = requisite.reference
      try await client.delete(reference.kind, namespace: reference.namespace, name: reference.name)
      guard try await context.waitUntilGone(reference, deadline: min(.now + oracle.settle, context.deadline)) else {
        throw NotObservable(reason: "\(reference.title), which the wish needs, does not go")
      }
    }
  }

  func applyRequisites() async throws {
    for requisite in requisites { try await apply(requisite) }
  }

  // MARK: The namespace

  private var namespace: ObjectReference {
    ObjectReference(
      kind: GroupVersionKind(group: "", version: "v1", kind: "Namespace"), namespace: nil,
      name: context.scope.namespace)
  }

  func deleteNamespace() async throws {
    try context.guardRails.check(namespace: namespace.name)
    try await client.delete(namespace.kind, namespace: nil, name: namespace.name)
  }

  /// - Throws: `RecipeEnded` when it stays.
  func waitUntilNamespaceIsGone() async throws {
    try await waitUntilGone(namespace, orElse: "namespace still there")
  }
}
