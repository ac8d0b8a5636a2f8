import Cluster
import Documents
import Kubernetes
import Oracles
import Plans
import Verdicts

// What is done to the wish itself.
extension DeedRunner {
  func applyAsEstablished() async throws { try await apply(handle) }

  /// As it was established.
  ///
  /// - Throws: `RecipeEnded` when the candidate took over a field that the manifest sets.
  func apply(_ handle: Handle) async throws {
    do {
      try await show {
        try await client.apply(
          handle.manifest, fieldManager: CaseContext.fieldManager, options: CaseContext.writeOptions)
      }
    } catch let error as ClusterError where error.isConflict {
      let message = error.status?.message ?? ""
      let ownNames = HarnessManager.allCases.map(\.rawValue) + ["kubectl"]
      // What the run wrote itself under other names is no fault of the candidate.
      guard message.contains("conflict with \""),
        !ownNames.contains(where: { message.contains("conflict with \"\($0)") })
      else { throw error }
      mark(RecipeEvidence.conflict, ["message": .string(message)])
      throw RecipeEnded()
    }
  }

  /// What is done next must come after it in the ledger, too.
  private func show(_ write: () async throws -> KubernetesObject) async throws {
    let begin = ContinuousClock.now
    let object = try await write()
    await recorder.waitUntilSeen(object, until: min(.now + .seconds(2), context.deadline))
    recorder.lag.note(.now - begin)
  }

  func apply(_ change: Step.Operation.Establish?) async throws {
    guard let change else { throw NotObservable(reason: "nothing is said of what could change in the wish") }
    let manifest = try context.manifest(of: change)
    guard manifest.key == handle.reference.key || manifest.namespace == nil && manifest.name == handle.reference.name
    else {
      throw Failure(
        .suiteDefect, "the change is about \(manifest.kind) \(manifest.name), not about \(handle.reference.title)",
        at: oracle.place, remedy: "give it all parameters of the wish, its name too")
    }
    var placed = manifest
    placed.namespace = handle.reference.namespace
    try await show { [placed] in
      try await client.apply(placed, fieldManager: CaseContext.fieldManager, options: CaseContext.writeOptions)
    }
  }

  /// What the API server refuses reaches no candidate.
  func applyInvalid() async throws {
    do {
      try await apply(oracle.invalid)
    } catch let error as ClusterError {
      guard case .status(let status, _) = error, status.isRefusalOfContent else { throw error }
      throw NotObservable(reason: "the API server refuses the wrong wish, so it does not reach the candidate")
    }
  }

  /// As kubectl does it without `--server-side`: with the manifest in an annotation.
  func applyClientSide() async throws {
    var manifest = handle.manifest
    let last = JSON.text(manifest.value)
    manifest.value[path: "metadata", "annotations", "kubectl.kubernetes.io/last-applied-configuration"] = .string(
      last + "\n")
    try await show { [manifest] in
      try await client.patch(
        handle.reference.kind, namespace: handle.reference.namespace, name: handle.reference.name,
        .merge(manifest.value), subresource: nil,
        options: WriteOptions(fieldManager: HarnessManager.clientSide.rawValue))
    }
  }

  /// - Throws: `NotObservable` when it has none, or none that can be missing.
  func wipeStatus() async throws {
    guard context.watches.live.object(handle.reference.key)?["status"] != nil else {
      throw NotObservable(reason: "\(handle.reference.kind.kind) has no status that could be lost")
    }
    do {
      try await patch(handle.reference, ["status": nil], as: .harness, subresource: "status")
    } catch let error as ClusterError where error.isNotFound || error.isInvalid {
      throw NotObservable(reason: "the status cannot be taken away: \(error.status?.message ?? "\(error)")")
    }
  }

  func delete(_ propagation: Deed.Propagation) async throws {
    try await client.delete(
      handle.reference.kind, namespace: handle.reference.namespace, name: handle.reference.name,
      options: DeleteOptions(propagation: .init(rawValue: propagation.rawValue)))
  }

  /// Deletes it and makes it again, while nobody is there to clean up.
  func recreate() async throws {
    try await delete(.background)
    let limit = min(.now + .seconds(2), context.deadline)
    guard try await context.waitUntilGone(handle.reference, deadline: limit) else {
      throw NotObservable(reason: "a finalizer keeps the name until the candidate is there again")
    }
    try await applyAsEstablished()
  }

  /// - Throws: `RecipeEnded` when it stays.
  func waitUntilGone() async throws { try await waitUntilGone(handle.reference, orElse: "still there") }

  func patch(
    _ reference: ObjectReference, _ change: Value, as manager: HarnessManager, subresource: String? = nil
  ) async throws {
    try await show {
      try await client.patch(
        reference.kind, namespace: reference.namespace, name: reference.name, .merge(change), subresource: subresource,
        options: WriteOptions(fieldManager: manager.rawValue))
    }
  }
}
