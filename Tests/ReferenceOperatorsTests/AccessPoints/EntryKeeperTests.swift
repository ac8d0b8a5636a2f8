import PacketCoreClient
import Testing

@Suite("keeping an entry") struct EntryKeeperTests {
  private static let owner = EntryOwner(program: "op", object: "ns.name", isPrevious: false, hasWritten: false)

  private static func wanted() -> AccessPointEntry {
    var entry = AccessPointEntry(name: "a.example")
    entry.networkIdentifier = "a.example"
    entry.sessionTypes = ["IPV4", "IPV6"]
    entry.mtu = 1400
    entry.uplink = 1
    entry.downlink = 2
    entry.dnsServers = ["192.0.2.2", "192.0.2.1"]
    return entry
  }

  private static func held(_ mark: String?) -> PacketCoreDouble {
    let core = PacketCoreDouble()
    var entry = wanted()
    entry.managedBy = mark
    core.entries = [entry.name: entry]
    return core
  }

  @Test("one that is missing is created with the owner's mark, and then left alone")
  func creates() async throws {
    let core = PacketCoreDouble()
    let keeper = EntryKeeper(core: core, owner: Self.owner)
    #expect(try await keeper.bring(to: Self.wanted()) == .created)
    #expect(core.entries["a.example"]?.managedBy == "op/ns.name")
    #expect(core.entries["a.example"]?.dnsServers == ["192.0.2.2", "192.0.2.1"])
    #expect(try await keeper.bring(to: Self.wanted()) == .unchanged)
    #expect(core.writes == ["create a.example"])
  }

  @Test("only the leaf that changed is written, and all of it when something has to go")
  func changes() async throws {
    let core = Self.held("op/ns.name")
    let keeper = EntryKeeper(core: core, owner: Self.owner)
    var wanted = Self.wanted()
    wanted.mtu = 1500
    #expect(try await keeper.bring(to: wanted) == .changed([.mtu]))
    wanted.mtu = nil
    #expect(try await keeper.bring(to: wanted) == .changed([.mtu]))
    #expect(core.writes == ["merge a.example mtu", "replace a.example"])
    #expect(core.entries["a.example"]?.mtu == nil)
  }

  @Test("a creation whose answer got lost is seen, and not repeated")
  func lostResponse() async throws {
    let core = PacketCoreDouble()
    core.fail(.init(verb: .create, error: .unreachable("lost"), takesEffect: true, times: 1))
    let keeper = EntryKeeper(core: core, owner: Self.owner)
    await #expect(throws: PacketCoreError.unreachable("lost")) { _ = try await keeper.bring(to: Self.wanted()) }
    #expect(try await keeper.bring(to: Self.wanted()) == .unchanged)
    #expect(core.writes == ["create a.example"])
  }

  @Test("what is not ours is left alone, and told", arguments: [nil, "another", "op/ns.other", "op"])
  func foreign(mark: String?) async throws {
    let core = Self.held(mark)
    let keeper = EntryKeeper(core: core, owner: Self.owner)
    var wanted = Self.wanted()
    wanted.mtu = 1500
    await #expect(throws: PacketCoreError.foreign(mark)) { _ = try await keeper.bring(to: wanted) }
    try await keeper.remove("a.example")
    #expect(core.writes.isEmpty)
    #expect(!keeper.isDifferent(core.entries["a.example"], from: wanted))
  }

  @Test("what the release before wrote is ours, is not rewritten, and gets the new mark with the next change")
  func adopts() async throws {
    let core = Self.held("op")
    let owner = EntryOwner(program: "op", object: "ns.name", isPrevious: false, hasWritten: true)
    let keeper = EntryKeeper(core: core, owner: owner)
    #expect(try await keeper.bring(to: Self.wanted()) == .unchanged)
    var wanted = Self.wanted()
    wanted.mtu = 1500
    #expect(try await keeper.bring(to: wanted) == .changed([.mtu, .managedBy]))
    #expect(core.entries["a.example"]?.managedBy == "op/ns.name")
  }

  @Test("an entry that came between reading and creating is no failure for ever")
  func race() async throws {
    let core = PacketCoreDouble()
    core.fail(.init(verb: .create, error: .exists, times: 1))
    let keeper = EntryKeeper(core: core, owner: Self.owner)
    await #expect(throws: PacketCoreError.exists) { _ = try await keeper.bring(to: Self.wanted()) }
    #expect(try await keeper.bring(to: Self.wanted()) == .created)
  }

  @Test("removal takes what is ours, and nothing is fine too")
  func removes() async throws {
    let core = Self.held("op/ns.name")
    let keeper = EntryKeeper(core: core, owner: Self.owner)
    try await keeper.remove("a.example")
    try await keeper.remove("a.example")
    #expect(core.writes == ["delete a.example"])
  }

  struct Broken: Sendable, CustomTestStringConvertible {
    var defect: Defect
    var writes: [String]
    var mark: String? = "op/ns.name"
    var change: @Sendable (inout AccessPointEntry) -> Void = { _ in }
    var testDescription: String { defect.rawValue }
  }

  @Test(
    "each defect shows",
    arguments: [
      Broken(defect: .writesEveryPass, writes: ["replace", "replace"]),
      Broken(defect: .writesOtherOrder, writes: ["merge"]) { $0.sessionTypes.reverse() },
      Broken(defect: .writesWholeEntry, writes: ["replace"]) { $0.mtu = 1500 },
      Broken(defect: .dropsDNSOrder, writes: ["replace"]),
      Broken(defect: .forgetsRemovedFields, writes: []) { $0.mtu = nil },
      Broken(defect: .ignoresUpdates, writes: []) { $0.mtu = 1500 },
      Broken(defect: .overwritesForeign, writes: ["merge"], mark: nil),
      Broken(defect: .losesOnRestart, writes: ["delete", "create"]),
    ])
  func defects(broken: Broken) async throws {
    let core = Self.held(broken.mark)
    var wanted = Self.wanted()
    broken.change(&wanted)
    let keeper = EntryKeeper(core: core, owner: Self.owner, defects: [broken.defect])
    for _ in 0..<2 { _ = try await keeper.bring(to: wanted) }
    #expect(core.calls.filter(\.isWrite).map(\.verb.rawValue) == broken.writes)
  }

  @Test("duplicates-after-lost-response: the second attempt has another key")
  func duplicates() async throws {
    let core = PacketCoreDouble()
    core.fail(.init(verb: .create, error: .unreachable("lost"), times: 1))
    let keeper = EntryKeeper(core: core, owner: Self.owner, defects: [.duplicatesAfterLostResponse])
    await #expect(throws: PacketCoreError.self) { _ = try await keeper.bring(to: Self.wanted()) }
    _ = try await keeper.bring(to: Self.wanted())
    #expect(core.writes == ["create a.example", "create a.example-2"])
  }

  @Test("writes-other-units: another spelling of the same rate is written")
  func units() async throws {
    let core = Self.held("op/ns.name")
    let keeper = EntryKeeper(core: core, owner: Self.owner, defects: [.writesOtherUnits])
    var wanted = Self.wanted()
    wanted.spelling = "1000 Mbps"
    #expect(try await keeper.bring(to: wanted) == .unchanged)
    wanted.spelling = "1 Gbps"
    #expect(try await keeper.bring(to: wanted) == .changed([.uplink, .downlink]))
  }

  @Test("a target that wants to be left alone is left alone, for its time")
  func patience() async throws {
    for (defects, calls) in [([], 1), ([.ignoresRetryAfter], 2)] as [(Set<Defect>, Int)] {
      let core = PacketCoreDouble()
      core.fail(.init(error: .unavailable("busy", retryAfter: .seconds(60)), times: 1))
      let target = Target(name: "smf", core: core, defects: defects)
      await #expect(throws: PacketCoreError.self) { _ = try await target.bring(to: Self.wanted(), of: Self.owner) }
      _ = try? await target.bring(to: Self.wanted(), of: Self.owner)
      #expect(core.calls.filter { $0.verb == .read }.count == calls)
    }
  }

  @Test("one target that fails does not keep another from its entry")
  func rollout() async throws {
    let (good, bad) = (PacketCoreDouble(), PacketCoreDouble())
    bad.fail(.init(error: .unreachable("gone")))
    let targets = Targets([Target(name: "smf", core: good), Target(name: "upf", core: bad)])
    for (defects, isThere) in [([], true), ([.stopsAtFirstFailure], false)] as [(Set<Defect>, Bool)] {
      good.entries = [:]
      let rollout = Rollout(targets: targets, defects: defects)
      let results = await rollout.bring(Self.wanted(), to: ["smf", "upf"]) { _ in Self.owner }
      #expect(results.map(\.target) == ["smf", "upf"])
      #expect(results[1].error == .unreachable("gone"))
      #expect((good.entries["a.example"] != nil) == isThere)
    }
  }
}
