import Documents
import Foundation
import NETCONF
import OperatorRuntime
import PacketCoreClient
import Southbound
import Testing

/// The same behaviour on a network function that speaks RESTCONF over HTTP and on one that speaks NETCONF over ssh.
@Suite("real packet cores", .timeLimit(.minutes(5))) struct RealPacketCoreTests {
  private static let owner = EntryOwner(program: "op", object: "ns.name", isPrevious: false, hasWritten: false)

  private static var hasNETCONF: Bool {
    NetconfdServer.programs.allSatisfy { (try? $0.path()) != nil }
  }

  private static func settings(_ url: String, _ change: (inout TargetSettings) -> Void = { _ in }) -> TargetSettings {
    var settings = TargetSettings(name: "smf", url: url)
    change(&settings)
    return settings
  }

  private static func wanted() -> AccessPointEntry {
    var entry = AccessPointEntryTests.whole()
    entry.name = "net.example"
    entry.networkIdentifier = "Net.Example"
    return entry
  }

  /// From nothing to nothing again.
  private static func exercise(_ target: Target) async throws {
    var wanted = wanted()
    #expect(try await target.entries().isEmpty)
    #expect(try await target.bring(to: wanted, of: owner) == .created)
    #expect(try await target.bring(to: wanted, of: owner) == .unchanged)
    var held = try #require(try await target.entries()["net.example"])
    wanted.managedBy = "op/ns.name"
    #expect(held.differences(from: wanted).isEmpty)
    wanted.mtu = 1500
    wanted.downlink = 5
    wanted.dnsServers.append("192.0.2.9")
    #expect(try await target.bring(to: wanted, of: owner) == .changed([.downlink, .dnsServers, .mtu]))
    wanted.dnsServers.reverse()
    wanted.fiveQI = nil
    #expect(try await target.bring(to: wanted, of: owner) == .changed([.fiveQI, .dnsServers]))
    held = try #require(try await target.entries()["net.example"])
    #expect(held.differences(from: wanted).isEmpty)
    wanted.mtu = 100
    await #expect(throws: PacketCoreError.self) { _ = try await target.bring(to: wanted, of: owner) }
    #expect(try await target.entries()["net.example"]?.mtu == 1500)
    let other = EntryOwner(program: "op", object: "ns.other", isPrevious: false, hasWritten: false)
    await #expect(throws: PacketCoreError.foreign("op/ns.name")) {
      _ = try await target.bring(to: Self.wanted(), of: other)
    }
    try await target.remove("net.example", of: other)
    #expect(try await target.entries().count == 1)
    try await target.remove("net.example", of: owner)
    try await target.remove("net.example", of: owner)
    #expect(try await target.entries().isEmpty)
  }

  private static func with(
    _ settings: TargetSettings, defects: Set<PacketCoreClient.Defect> = [], _ body: (Target) async throws -> Void
  ) async throws {
    try await Targets.with([settings], userAgent: "test/1", metrics: Metrics(), defects: defects) { targets in
      try await body(try #require(targets["smf"]))
    }
  }

  @Test("RESTCONF: entries are made, changed, read and removed")
  func restconf() async throws {
    let simulator = try PacketCoreSimulator(.init(token: "secret"))
    try await simulator.withServer { address in
      try await Self.with(Self.settings(address.url) { $0.credential = .text("secret") }) { target in
        try await Self.exercise(target)
      }
    }
    let writes = simulator.journal.entries().filter(\.isWrite).map(\.method)
    #expect(writes == ["POST", "PATCH", "PUT", "PATCH", "DELETE"])
  }

  @Test("RESTCONF: a rotated token is taken up, and a target that is not there is told")
  func restconfTrouble() async throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("token-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let simulator = try PacketCoreSimulator(.init(token: "secret"))
    try await simulator.withServer { address in
      for (defects, isFine) in [([], true), ([.keepsOldCredential], false)] as [(Set<PacketCoreClient.Defect>, Bool)] {
        try "wrong".write(toFile: path, atomically: true, encoding: .utf8)
        try await Self.with(Self.settings(address.url) { $0.credential = .file(path) }, defects: defects) { target in
          await #expect(throws: PacketCoreError.self) { _ = try await target.entries() }
          try "secret".write(toFile: path, atomically: true, encoding: .utf8)
          let isRead = (try? await target.entries()) != nil
          #expect(isRead == isFine)
        }
      }
    }
    try await Self.with(Self.settings("http://127.0.0.1:1")) { target in
      await #expect(throws: PacketCoreError.unreachable("no connection to http://127.0.0.1:1")) {
        _ = try await target.entries()
      }
    }
  }

  @Test(
    "NETCONF: entries are made, changed, read and removed", .enabled(if: Self.hasNETCONF), .serialized,
    arguments: [true, false])
  func netconf(hasCandidate: Bool) async throws {
    try await NetconfdServer(modules: ["labs/yang/plugfest-apn.yang"], hasCandidate: hasCandidate).withServer { ssh in
      let settings = Self.settings(ssh.url) {
        $0.keyFile = ssh.keyFile
        $0.knownHosts = ssh.knownHostsFile
        $0.sshConfiguration = ssh.configurationFile
      }
      try await Self.with(settings) { target in try await Self.exercise(target) }
    }
  }

  @Test("NETCONF: a server that is not there is told")
  func netconfTrouble() async throws {
    try await Self.with(Self.settings("netconf://nobody@127.0.0.1:1")) { target in
      do {
        _ = try await target.entries()
        Issue.record("nobody listens there")
      } catch PacketCoreError.unreachable(let why) {
        #expect(why.contains("127.0.0.1:1"))
      }
    }
  }
}
