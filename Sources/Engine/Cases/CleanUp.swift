import Cluster
import Documents
import Kubernetes
import Verdicts

/// Removes what one case made: first its objects, newest first, so that the candidate can do its part while what they
/// refer to still exists; then the namespace. What is held longer than the time allows is freed by force and told.
struct CleanUp: Sendable {
  let context: CaseContext
  /// How long nothing at all may go.
  let patience: Duration
  /// When the lab has to be left.
  let end: ContinuousClock.Instant?

  /// Of what begins now.
  var deadline: ContinuousClock.Instant {
    let limit = ContinuousClock.now + patience
    return end.map { min($0, limit) } ?? limit
  }

  /// Returns what went wrong.
  func removeObjects() async -> [Failure] {
    var problems: [Failure] = []
    var limit = deadline
    for reference in context.scope.made.reversed() {
      do {
        // Many take longer than one; but who lets one lie is not waited for again.
        if problems.isEmpty { limit = deadline }
        try await remove(reference, until: limit)
      } catch let failure as Failure {
        problems.append(failure)
      } catch {
        problems.append(Failure(describing: error, kind: .labUnavailable, doing: "remove \(reference.title)"))
      }
    }
    return problems
  }

  func removeNamespace() async -> [Failure] {
    let namespace = ObjectReference(
      kind: GroupVersionKind(group: "", version: "v1", kind: "Namespace"), namespace: nil,
      name: context.scope.namespace)
    do {
      try await remove(namespace, until: deadline)
      return []
    } catch let failure as Failure {
      return [failure]
    } catch {
      return [Failure(describing: error, kind: .labUnavailable, doing: "remove the namespace \(namespace.name)")]
    }
  }

  private func remove(_ reference: ObjectReference, until limit: ContinuousClock.Instant) async throws {
    let isNew = try await delete(reference)
    guard isNew else { return }
    if try await context.waitUntilGone(reference, deadline: limit) { return }
    let finalizers = context.watches.live.object(reference.key)?.finalizers ?? []
    try await freeByForce(reference)
    throw Failure(
      .cleanUpFailed, "\(reference.title) was not gone in time after its deletion",
      details: finalizers.isEmpty
        ? [] : ["held by \(finalizers.joined(separator: ", ")), which were taken off by force"],
      remedy: "what it stood for in the systems outside may still be there")
  }

  /// Returns whether there was something to delete.
  private func delete(_ reference: ObjectReference) async throws -> Bool {
    // What was seen to go needs no request; if somebody made it anew meanwhile, it goes with the namespace.
    if reference.namespace != nil, context.watches.live.wasSeenToGo(reference.key) { return false }
    do {
      try await context.watches.follow(reference.kind, in: reference.namespace)
      try await context.lab.client.delete(
        reference.kind, namespace: reference.namespace, name: reference.name,
        options: DeleteOptions(propagation: .background))
      return true
    } catch let error as ClusterError where error.isNotFound {
      return false
    }
  }

  private func freeByForce(_ reference: ObjectReference) async throws {
    do {
      _ = try await context.lab.client.patch(
        reference.kind, namespace: reference.namespace, name: reference.name,
        .merge(["metadata": ["finalizers": .null]]))
    } catch let error as ClusterError where error.isNotFound {
      // It went in this moment.
    }
  }
}
