import Cluster
import Documents
package import Kubernetes
package import OperatorRuntime

/// Answers one claim with a reservation of the same name, and reports on it.
package struct ClaimReconciler: Sendable {
  package let context: OperatorContext
  package let kind: ClaimKind

  package init(context: OperatorContext, kind: ClaimKind) {
    self.context = context
    self.kind = kind
  }

  package func reconcile(_ object: KubernetesObject) async throws -> ReconcileOutcome {
    var current = object
    do {
      if object.isTerminating { return try await release(object) }
      current = try await context.addFinalizer(kind.finalizer, to: object, kind.resource)
      context.dieIfDefective(object)
      current = try await writeSpecIfDefective(current)
      let claim = Claim(current, kind: kind)
      let child = try await child(of: claim)
      return try await report(claim, child)
    } catch {
      guard let obstacle = Obstacle(reporting: error) else { throw error }
      return try await fail(current, obstacle)
    }
  }

  private func fail(_ object: KubernetesObject, _ obstacle: Obstacle) async throws -> ReconcileOutcome {
    if context.defects.contains(.silentExhaustion), obstacle.reason == Obstacle.exhaustedReason { return .settled }
    if context.defects.contains(.hidesRefusal), obstacle.reason == Obstacle.refusedReason { return .retry() }
    let report = ClaimStatus.blocked(Claim(object, kind: kind), obstacle, defects: context.defects)
    try await context.write(report, over: object, kind.resource)
    if context.defects.contains(.givesUpWhenForbidden), obstacle.reason == Obstacle.refusedReason { return .settled }
    return context.outcome(of: obstacle)
  }

  private func report(_ claim: Claim, _ child: KubernetesObject) async throws -> ReconcileOutcome {
    let report = ClaimStatus.answered(claim, child: child, defects: context.defects)
    try await context.write(report, over: claim.object, kind.resource)
    return .settled
  }

  private func writeSpecIfDefective(_ object: KubernetesObject) async throws -> KubernetesObject {
    let description = Value.string("claimed by netbox-operator")
    guard context.defects.contains(.writesSpec), object["spec", "description"] != description else { return object }
    return try await context.writer(kind.resource).patch(object, ["spec": ["description": description]])
  }
}

// MARK: The child

extension ClaimReconciler {
  /// The child as it should be, made or changed if it has to.
  private func child(of claim: Claim) async throws -> KubernetesObject {
    let hash = claim.restorationHash(defects: context.defects)
    let existing = try await existingChild(of: claim, hash: hash)
    let answer: Allocation.Answer
    if let existing {
      answer = claim.answer(in: existing)
    } else {
      answer = try await Allocation(context: context, claim: claim, hash: hash).answer()
    }
    let wanted = claim.child(answer, hash: hash, hashField: context.settings.hashField, defects: context.defects)
    if let existing, Self.matches(existing, wanted) { return existing }
    return try await context.client.apply(wanted, fieldManager: OperatorContext.fieldManager, force: true)
  }

  /// - Throws: An obstacle when the name is taken by what is no child of this claim, or by one that is being deleted.
  private func existingChild(of claim: Claim, hash: String) async throws -> KubernetesObject? {
    let title = "\(kind.child.rawValue) \(claim.object.namespace ?? "")/\(claim.object.name)"
    guard let child = context.cache.object(key(ofChildOf: claim.object)) else { return nil }
    if child.isTerminating {
      throw Obstacle(kind.ready.pendingReason, "waits for the deletion of the earlier \(title)")
    }
    let isOurs = child.controller.map { $0.kind == kind.rawValue && $0.name == claim.object.name }
    let isAnswer = child["spec", "customFields", context.settings.hashField]?.string == hash
    guard isOurs ?? isAnswer || context.defects.contains(.takesNames) else {
      throw Obstacle("NameTaken", "\(title) exists and does not belong to this claim")
    }
    if isToBeReplaced(child, of: claim) {
      try await context.writer(kind.child.resource).delete(child)
      throw Obstacle(kind.ready.pendingReason, "replaces \(title)")
    }
    return child
  }

  /// The deviations of `recreates-after-restart` and `reallocates-on-upgrade`.
  private func isToBeReplaced(_ child: KubernetesObject, of claim: Claim) -> Bool {
    if context.defects.contains(.reallocatesOnUpgrade), Reservation.isOfEarlierRelease(child) { return true }
    return context.defects.contains(.recreatesAfterRestart) && context.isFirstSight(of: claim.object)
  }

  /// Owner and spec are as wanted; what others added to the metadata is theirs.
  static func matches(_ child: KubernetesObject, _ wanted: KubernetesObject) -> Bool {
    child["spec"] == wanted["spec"] && wanted.ownerReferences.allSatisfy(child.ownerReferences.contains)
      && wanted.annotations.allSatisfy { child.annotation($0.key) == $0.value }
  }

  private func key(ofChildOf claim: KubernetesObject) -> ObjectKey {
    ObjectKey(group: "netbox.dev", kind: kind.child.rawValue, namespace: claim.namespace, name: claim.name)
  }
}

// MARK: Releasing

extension ClaimReconciler {
  /// Deletes the child, waits until it is gone, and lets the claim go once NetBox holds nothing for it any more.
  private func release(_ object: KubernetesObject) async throws -> ReconcileOutcome {
    guard object.finalizers.contains(kind.finalizer) else { return .settled }
    // The garbage collector first frees the child from its owner; what is left then is not ours to delete.
    guard !object.finalizers.contains("orphan") else { return .settled }
    let claim = Claim(object, kind: kind)
    let child = try await context.client.find(kind.child.resource, namespace: object.namespace, name: object.name)
    if let child, child.controller?.uid == object.uid {
      return try await deleteChild(child, of: claim)
    }
    if child == nil, !claim.isPreserved { try await deleteInNetBox(claim) }
    try await context.removeFinalizer(kind.finalizer, from: object, kind.resource)
    return .settled
  }

  private func deleteChild(_ child: KubernetesObject, of claim: Claim) async throws -> ReconcileOutcome {
    if !child.isTerminating {
      var current = child
      // What the claim says last about preservation counts, even when its child has not heard of it yet.
      if child["spec", "preserveInNetbox"]?.bool ?? false != claim.isPreserved {
        current = try await context.writer(kind.child.resource).patch(
          child, ["spec": ["preserveInNetbox": .bool(claim.isPreserved)]])
      }
      try await context.writer(kind.child.resource).delete(current)
    }
    let reason = child.condition("Ready").flatMap { $0.isFalse ? $0.message : nil }
    let obstacle = Obstacle(
      "DeletionInProgress", reason ?? "waits for the deletion of \(kind.child.rawValue) \(child.name)")
    let report = ClaimStatus.blocked(claim, obstacle, defects: context.defects, keepsAssignment: true)
    try await context.write(report, over: claim.object, kind.resource)
    return .settled
  }

  /// What an answer left that got lost before there was a child.
  private func deleteInNetBox(_ claim: Claim) async throws {
    do {
      for left in try await context.restorable(claim.restorationHash(defects: context.defects), in: kind.child) {
        guard let id = left["id"]?.integer else { continue }
        try await context.netBox.delete("\(kind.child.collection)\(id)/")
      }
    } catch let error as NetBoxError {
      guard context.defects.contains(.dropsFinalizerWhenDown) else {
        throw Obstacle(deletionOf: "what this claim may hold", error)
      }
    }
  }
}
