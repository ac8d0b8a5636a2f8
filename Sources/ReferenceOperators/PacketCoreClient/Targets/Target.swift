import Synchronization

/// A network function that an operator writes to, and how it is doing.
package final class Target: Sendable {
  private struct Rest {
    var until: ContinuousClock.Instant
    var cause: String
  }

  package let name: String
  private let core: any PacketCore
  private let defects: Set<Defect>
  private let memory = Misbehaviour()
  /// Set while it wants to be left alone.
  private let rest = Mutex<Rest?>(nil)

  package init(name: String, core: any PacketCore, defects: Set<Defect> = []) {
    self.name = name
    self.core = core
    self.defects = defects
  }

  /// Brings the owner's entry on it to what is wanted.
  package func bring(
    to wanted: AccessPointEntry, of owner: EntryOwner
  ) async throws(PacketCoreError) -> EntryKeeper.Outcome {
    try await ask { () throws(PacketCoreError) in try await keeper(owner).bring(to: wanted) }
  }

  /// Removes the owner's entry from it, if it is there.
  package func remove(_ name: String, of owner: EntryOwner) async throws(PacketCoreError) {
    try await ask { () throws(PacketCoreError) in try await keeper(owner).remove(name) }
  }

  /// All entries on it, by their names.
  package func entries() async throws(PacketCoreError) -> [String: AccessPointEntry] {
    let entries = try await ask { () throws(PacketCoreError) in try await core.entries() }
    if defects.contains(.loadsAllEntries) {
      for _ in 0..<10 {
        for entry in entries { _ = try await core.entry(entry.name) }
      }
    }
    return Dictionary(entries.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
  }

  package func keeper(_ owner: EntryOwner) -> EntryKeeper {
    EntryKeeper(core: core, owner: owner, defects: defects, memory: memory)
  }

  /// Asks it for something, unless it said that it wants to be left alone for a while.
  private func ask<Result: Sendable>(
    _ body: () async throws(PacketCoreError) -> Result
  ) async throws(PacketCoreError) -> Result {
    if let rest = rest.withLock({ $0 }), rest.until > .now, !defects.contains(.ignoresRetryAfter) {
      throw .unavailable(rest.cause, retryAfter: rest.until - .now)
    }
    do {
      return try await body()
    } catch {
      if case .unavailable(let cause, let delay?) = error {
        rest.withLock { $0 = Rest(until: .now + delay, cause: cause) }
      }
      throw error
    }
  }
}
