/// Brings one entry to several targets, or takes it away, side by side.
package struct Rollout: Sendable {
  /// What became of it on one target.
  package struct Result: Sendable, Hashable {
    package var target: String
    /// Nil when it failed, or nothing was to be brought there.
    package var outcome: EntryKeeper.Outcome?
    package var error: PacketCoreError?

    package init(target: String, outcome: EntryKeeper.Outcome? = nil, error: PacketCoreError? = nil) {
      self.target = target
      self.outcome = outcome
      self.error = error
    }
  }

  private let targets: Targets
  private let defects: Set<Defect>

  package init(targets: Targets, defects: Set<Defect> = []) {
    self.targets = targets
    self.defects = defects
  }

  /// - Parameters:
  ///   - names: of targets that are there.
  ///   - owner: Whose the entry is on a target.
  /// - Returns: in the order of the names.
  package func bring(
    _ wanted: AccessPointEntry, to names: [String], owner: @escaping @Sendable (String) -> EntryOwner
  ) async -> [Result] {
    let reached = defects.contains(.ignoresSecondTarget) ? Array(names.prefix(1)) : names
    let results = await each(reached) { target throws(PacketCoreError) in
      try await target.bring(to: wanted, of: owner(target.name))
    }
    return results + names.dropFirst(reached.count).map { Result(target: $0, outcome: .unchanged) }
  }

  package func remove(
    _ name: String, from names: [String], owner: @escaping @Sendable (String) -> EntryOwner
  ) async -> [Result] {
    await each(names) { target throws(PacketCoreError) in
      try await target.remove(name, of: owner(target.name))
      return nil
    }
  }

  private func each(
    _ names: [String],
    _ body: @escaping @Sendable (Target) async throws(PacketCoreError) -> EntryKeeper.Outcome?
  ) async -> [Result] {
    if defects.contains(.stopsAtFirstFailure) { return await inTurn(names, body) }
    return await withTaskGroup(of: (Int, Result).self) { group in
      for (index, name) in names.enumerated() { group.addTask { (index, await result(name, body)) } }
      var results: [(Int, Result)] = []
      for await result in group { results.append(result) }
      return results.sorted { $0.0 < $1.0 }.map(\.1)
    }
  }

  /// The deviation of `stops-at-first-failure`.
  private func inTurn(
    _ names: [String], _ body: @Sendable (Target) async throws(PacketCoreError) -> EntryKeeper.Outcome?
  ) async -> [Result] {
    var results: [Result] = []
    for name in names.reversed() {
      let failed = results.last?.error
      results.append(failed == nil ? await result(name, body) : Result(target: name, error: failed))
    }
    return results.reversed()
  }

  private func result(
    _ name: String, _ body: (Target) async throws(PacketCoreError) -> EntryKeeper.Outcome?
  ) async -> Result {
    // One that the operator was told of no more cannot be asked.
    guard let target = targets[name] else {
      return Result(target: name, error: .unreachable("the operator knows no target of this name"))
    }
    do {
      return Result(target: name, outcome: try await body(target))
    } catch {
      return Result(target: name, error: error)
    }
  }
}
