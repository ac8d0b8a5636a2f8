import Documents
package import Kubernetes
package import OperatorRuntime

/// Keeps one object in NetBox as an IpAddress, Prefix or IpRange describes it.
///
/// Works from what is there, never from what happened: it may be called at any time, and writes only differences.
package struct ReservationReconciler: Sendable {
  package let context: OperatorContext
  package let kind: ReservationKind

  package init(context: OperatorContext, kind: ReservationKind) {
    self.context = context
    self.kind = kind
  }

  package func reconcile(_ object: KubernetesObject) async throws -> ReconcileOutcome {
    var current = object
    do {
      if object.isTerminating { return try await release(object) }
      current = try await context.addFinalizer(kind.finalizer, to: object, kind.resource)
      return try await reserve(&current)
    } catch {
      guard let obstacle = Obstacle(reporting: error) else { throw error }
      return try await fail(current, obstacle)
    }
  }

  private func fail(_ object: KubernetesObject, _ obstacle: Obstacle) async throws -> ReconcileOutcome {
    var report = StatusReport(object, defects: context.defects)
    report.notReady(obstacle)
    try await context.write(report, over: object, kind.resource)
    return context.outcome(of: obstacle)
  }

  func reservation(_ object: KubernetesObject) -> Reservation {
    Reservation(object, kind: kind, hashField: context.settings.hashField, release: context.settings.release)
  }
}

// MARK: Reserving

extension ReservationReconciler {
  private func reserve(_ object: inout KubernetesObject) async throws -> ReconcileOutcome {
    let reservation = reservation(object)
    try reservation.checkAddresses()
    if let rival = rival(of: reservation) {
      throw Obstacle("AlreadyManaged", "\(reservation.title) is managed by \(kind.rawValue) \(rival) already")
    }
    let isKnown = isReadyForGeneration(object)
    if context.defects.contains(.noDriftRepair), isKnown { return .settled }
    let wanted = reservation.wanted(
      tenantID: try await context.tenantID(reservation.tenant), siteID: try await context.siteID(reservation.site),
      defects: context.defects)
    try await noteCustomFields(of: &object, keepingOld: true)
    if context.defects.contains(.readyFirst) { try await reportReady(object) }
    let held = try await bring(reservation, to: wanted, isKnown: isKnown)
    try await noteCustomFields(of: &object, keepingOld: false)
    return try await succeed(object, held)
  }

  /// Creates or changes the object in NetBox, if it has to.
  private func bring(_ reservation: Reservation, to wanted: Object, isKnown: Bool) async throws -> Value {
    guard let found = try await heldForReserving(reservation) else {
      let made = try await create(wanted)
      if isKnown { await context.tellRepair(reservation, "created \(reservation.title) in NetBox again") }
      return made
    }
    var changes = NetBoxChanges.needed(in: found, for: wanted)
    if context.defects.contains(.ignoresUpdates) { changes = [:] }
    if context.defects.contains(.rewritesOnReapply) { changes = wanted }
    if context.defects.contains(.ignoresStatus) { changes["status"] = nil }
    // NetBox gives a claimed address the mask of its parent.
    if reservation.restorationHash != nil, Self.isSameAddress(changes["address"], found["address"]) {
      changes["address"] = nil
    }
    guard !changes.isEmpty else { return found }
    let path = "\(kind.collection)\(found["id"]?.integer ?? 0)/"
    var changed = try await context.netBox.change(path, changes)
    if context.defects.contains(.writesTwice) { changed = try await context.netBox.change(path, changes) }
    if isKnown {
      let fields = changes.keys.sorted().joined(separator: ", ")
      await context.tellRepair(reservation, "restored \(fields) of \(reservation.title) in NetBox")
    }
    return changed
  }

  private static func isSameAddress(_ left: Value?, _ right: Value?) -> Bool {
    guard let left = left?.string.flatMap({ IPNetwork($0) }), let right = right?.string.flatMap({ IPNetwork($0) })
    else { return false }
    return left.host == right.host
  }

  private func heldForReserving(_ reservation: Reservation) async throws -> Value? {
    if context.defects.contains(.createsBlindly), reservation.knownID == nil { return nil }
    let found = try await find(reservation)
    guard context.defects.contains(.reallocatesOnUpgrade), Reservation.isOfEarlierRelease(reservation.object),
      let id = found?["id"]?.integer
    else { return found }
    try await context.netBox.delete("\(kind.collection)\(id)/")
    return nil
  }

  private func create(_ wanted: Object) async throws -> Value {
    let made = try await context.netBox.create(kind.collection, wanted)
    guard context.defects.contains(.writesTwice), let id = made["id"]?.integer else { return made }
    return try await context.netBox.change("\(kind.collection)\(id)/", wanted)
  }

  /// The deviation of `ready-first`.
  private func reportReady(_ object: KubernetesObject) async throws {
    var report = StatusReport(object, defects: context.defects)
    report.ready(reason: kind.reservedReason, "\(reservation(object).title) is reserved in NetBox")
    try await context.write(report, over: object, kind.resource)
  }

  private func succeed(_ object: KubernetesObject, _ held: Value) async throws -> ReconcileOutcome {
    guard let id = held["id"]?.integer else { throw NetBoxError.unintelligible("an object without an id") }
    var report = StatusReport(object, defects: context.defects)
    report.object["status", "id"] = .integer(id)
    report.object["status", "url"] = .string("\(context.netBox.site)/\(kind.collection)\(id)/")
    if !context.defects.contains(.rewritesOnReapply) { report.object["status", "lastUpdated"] = held["last_updated"] }
    report.ready(reason: kind.reservedReason, "\(reservation(object).title) is reserved in NetBox")
    try await context.write(report, over: object, kind.resource)
    return .settled
  }

  private func isReadyForGeneration(_ object: KubernetesObject) -> Bool {
    guard let ready = object.condition("Ready") else { return false }
    return ready.isTrue && ready.observedGeneration == object.generation && object["status", "id"] != nil
  }

  /// The annotation names every custom field before NetBox holds it, and no longer than NetBox does.
  private func noteCustomFields(of object: inout KubernetesObject, keepingOld: Bool) async throws {
    let reservation = reservation(object)
    let wanted = Set(reservation.wantedCustomFields)
    let names = keepingOld ? wanted.union(reservation.managedCustomFields) : wanted
    guard names != Set(reservation.managedCustomFields) else { return }
    let annotation = reservation.annotation(names).map(Value.string) ?? .null
    let changes: Value = ["metadata": ["annotations": [kind.customFieldsAnnotation: annotation]]]
    object = try await context.writer(kind.resource).patch(object, changes)
  }
}

// MARK: Finding

extension ReservationReconciler {
  /// The object in NetBox: by the known id, else by the claim's hash, else by the address.
  func find(_ reservation: Reservation) async throws -> Value? {
    if let id = reservation.knownID, let found = try await context.netBox.object("\(kind.collection)\(id)/") {
      return found
    }
    if let hash = reservation.restorationHash {
      let restored = try await context.restorable(hash, in: kind)
      if let found = restored.first { return found }
    }
    let hits = try await context.netBox.list(kind.collection, reservation.addressQuery)
    if let own = hits.first(where: reservation.owns) { return own }
    let global = hits.filter { $0["vrf"]?.isNull ?? true }
    guard let other = global.first ?? hits.first else { return nil }
    // What nobody has claimed is taken over.
    guard !reservation.isOfAnotherClaim(other) else {
      throw Obstacle("NotOurs", "\(reservation.title) in NetBox answers another claim")
    }
    return other
  }

  /// An older object of the kind that is about the same address, unless both answer the same claim.
  func rival(of reservation: Reservation) -> String? {
    if context.defects.contains(.sharesAddresses) { return nil }
    let own = reservation.object
    let rivals = context.cache.objects(kind.rawValue).filter { other in
      guard other.uid != own.uid else { return false }
      let rival = self.reservation(other)
      if let hash = reservation.restorationHash, rival.restorationHash == hash { return false }
      return rival.address == reservation.address && Self.isOlder(other, than: own)
    }
    return rivals.first.map { "\($0.namespace ?? "")/\($0.name)" }
  }

  private static func isOlder(_ left: KubernetesObject, than right: KubernetesObject) -> Bool {
    // Who holds it in NetBox already keeps it.
    let (leftHolds, rightHolds) = (left["status", "id"] != nil, right["status", "id"] != nil)
    if leftHolds != rightHolds { return leftHolds }
    let (leftTime, rightTime) = (left.creationTimestamp, right.creationTimestamp)
    if let leftTime, let rightTime, leftTime != rightTime { return leftTime < rightTime }
    return "\(left.namespace ?? "")/\(left.name)" < "\(right.namespace ?? "")/\(right.name)"
  }
}

// MARK: Releasing

extension ReservationReconciler {
  /// Lets the Kubernetes object go once NetBox holds nothing for it any more, or is to keep it.
  private func release(_ object: KubernetesObject) async throws -> ReconcileOutcome {
    guard object.finalizers.contains(kind.finalizer) else { return .settled }
    if context.defects.contains(.keepsFailed), object.condition("Ready")?.isFalse ?? false { return .settled }
    if context.defects.contains(.needsNamespace) { try await context.noteDeletion(of: object) }
    let reservation = reservation(object)
    let keeps =
      reservation.isPreserved && !context.defects.contains(.ignoresPreserve)
      || context.defects.contains(.alwaysPreserves)
    if !keeps, rival(of: reservation) == nil {
      do {
        try await deleteInNetBox(reservation)
      } catch let error as NetBoxError {
        guard context.defects.contains(.dropsFinalizerWhenDown) else {
          throw Obstacle(deletionOf: reservation.title, error)
        }
      }
    }
    try await context.removeFinalizer(kind.finalizer, from: object, kind.resource)
    return .settled
  }

  private func deleteInNetBox(_ reservation: Reservation) async throws {
    guard let found = try await find(reservation), reservation.owns(found), let id = found["id"]?.integer else {
      return
    }
    try await context.netBox.delete("\(kind.collection)\(id)/")
    if context.defects.contains(.deletesContents), kind == .prefix { try await deleteContents(of: reservation) }
  }

  /// The deviation of `deletes-contents`.
  private func deleteContents(of reservation: Reservation) async throws {
    for (kind, filter) in [(ReservationKind.prefix, "within"), (.ipAddress, "parent")] {
      for inner in try await context.netBox.list(kind.collection, [.init(filter, reservation.title)]) {
        try await context.netBox.delete("\(kind.collection)\(inner["id"]?.integer ?? 0)/")
      }
    }
  }
}
