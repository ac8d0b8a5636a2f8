/// Keeps one entry on one target as it is wanted: reads, compares, and writes only the difference, and only what is ours.
///
/// Works from what is there, never from what happened, so a write whose answer got lost is seen by the next reading.
package struct EntryKeeper: Sendable {
  package enum Outcome: Sendable, Hashable {
    case unchanged
    case created
    case changed([AccessPointEntry.Leaf])
  }

  private let core: any PacketCore
  private let owner: EntryOwner
  private let defects: Set<Defect>
  private let memory: Misbehaviour

  package init(
    core: any PacketCore, owner: EntryOwner, defects: Set<Defect> = [], memory: Misbehaviour = Misbehaviour()
  ) {
    self.core = core
    self.owner = owner
    self.defects = defects
    self.memory = memory
  }

  /// - Parameter wanted: all of it but the mark.
  package func bring(to wanted: AccessPointEntry) async throws(PacketCoreError) -> Outcome {
    var wanted = marked(wanted)
    if defects.contains(.duplicatesAfterLostResponse), memory.wasLost(wanted.name) { wanted.name += "-2" }
    guard let found = try await core.entry(wanted.name) else { return try await create(wanted) }
    guard owner.owns(found) || defects.contains(.overwritesForeign) else { throw .foreign(found.managedBy) }
    if defects.contains(.losesOnRestart), memory.meet(wanted.name) {
      try await core.delete(wanted.name)
      return try await create(wanted)
    }
    if defects.contains(.rewritesOnUpgrade), found.managedBy != wanted.managedBy, memory.meet(wanted.name) {
      try await core.replace(found)
      return .changed(AccessPointEntry.Leaf.allCases)
    }
    let leaves = changes(of: found, wanted)
    guard !leaves.isEmpty else { return .unchanged }
    if found.canBecome(wanted, byMerging: leaves), !defects.contains(.writesWholeEntry) {
      try await core.merge(wanted, leaves)
    } else {
      try await core.replace(wanted)
    }
    return .changed(leaves)
  }

  /// Whether `bring` would have something to do, as far as that can be seen in an entry that was read already.
  package func isDifferent(_ found: AccessPointEntry?, from wanted: AccessPointEntry) -> Bool {
    guard let found else { return true }
    return owner.owns(found) && !changes(of: found, marked(wanted), isWriting: false).isEmpty
  }

  package func remove(_ name: String) async throws(PacketCoreError) {
    guard let found = try await core.entry(name) else { return }
    guard owner.owns(found) || defects.contains(.deletesForeign) else { return }
    try await core.delete(name)
  }

  private func marked(_ entry: AccessPointEntry) -> AccessPointEntry {
    var entry = entry
    entry.managedBy = defects.contains(.marksNothing) ? nil : owner.mark
    if defects.contains(.dropsDNSOrder) { entry.dnsServers.sort() }
    return entry
  }

  private func create(_ wanted: AccessPointEntry) async throws(PacketCoreError) -> Outcome {
    memory.meet(wanted.name)
    _ = memory.isSpelledAnew(wanted)
    do {
      try await core.create(wanted)
    } catch {
      if case .unreachable = error { memory.lose(wanted.name) }
      throw error
    }
    return .created
  }

  private func changes(
    of found: AccessPointEntry, _ wanted: AccessPointEntry, isWriting: Bool = true
  ) -> [AccessPointEntry.Leaf] {
    var leaves = found.differences(from: wanted)
    // An entry that is ours and as wanted is left alone, whichever release marked it.
    if leaves == [.managedBy], owner.owns(found) { leaves = [] }
    if defects.contains(.forgetsRemovedFields) { leaves.removeAll { !found.canBecome(wanted, byMerging: [$0]) } }
    if isWriting, defects.contains(.writesOtherUnits), memory.isSpelledAnew(wanted) { leaves += [.uplink, .downlink] }
    if defects.contains(.writesOtherOrder), found.sessionTypes != wanted.sessionTypes { leaves.append(.sessionTypes) }
    if defects.contains(.ignoresUpdates) { leaves = [] }
    if defects.contains(.writesEveryPass) { leaves = AccessPointEntry.Leaf.allCases }
    return leaves
  }
}
