import Foundation
import NETCONF
import Plans
import Testing
import XML

@testable import Southbound

/// The relay before a server that nobody here wrote, as a candidate meets it.
@Suite(
  .enabled(if: Netconfd.isInstalled, "netconfd is not installed: apt-get install netconfd"),
  .timeLimit(.minutes(5)))
struct NETCONFRelayTests {
  /// Does what the subsystem of the relay's SSH server does in a run, where it is plugfest itself.
  private static let joiner = """
    import socket, sys, threading, os
    s = socket.socket(socket.AF_UNIX); s.connect(sys.argv[1])
    def up():
      while True:
        b = os.read(0, 65536)
        if not b: break
        s.sendall(b)
      s.shutdown(socket.SHUT_WR)
    threading.Thread(target=up, daemon=True).start()
    while True:
      b = s.recv(65536)
      if not b: os._exit(0)
      os.write(1, b)
    """

  private func withRelay(
    _ body: @escaping @Sendable (SSHDestination, SouthboundSystem) async throws -> Void
  ) async throws {
    // Of its own: the candidate datastore is one for all.
    try await NetconfdServer(modules: [Netconfd.model]).withServer { destination in
      try await Self.withRelay(upstream: destination.pipe(), body)
    }
  }

  private static func withRelay(
    upstream: ProgramPipe, _ body: @escaping @Sendable (SSHDestination, SouthboundSystem) async throws -> Void
  ) async throws {
    try await ScratchFolder.with { folder in
      try Data(joiner.utf8).write(to: URL(fileURLWithPath: "\(folder)/join.py"))
      let relay = try NETCONFRelay(
        .init(
          name: "smf", upstream: upstream, journalFile: "\(folder)/journal.jsonl",
          joiner: ("/usr/bin/env", ["python3", "\(folder)/join.py"])))
      try await relay.withRelay(body)
      let lines = try String(contentsOfFile: "\(folder)/journal.jsonl", encoding: .utf8).split(separator: "\n")
      #expect(lines.count == 2 * relay.journal.count)
    }
  }

  private static let read = RPC.getConfig(.running, Netconfd.filter("nothing"))

  @Test("what passes is noted with its operation, its datastore, its body and what came of it")
  func journal() async throws {
    try await withRelay { destination, system in
      try await NETCONFSession.with(destination.pipe()) { session in
        #expect(session.hello.serves(module: Netconfd.namespace))
        try await session.call(.editConfig(.candidate, Netconfd.accessPoint("relayed")))
        try await session.call(.commit)
        await #expect(throws: NETCONFError.self) {
          try await session.call(
            .editConfig(.candidate, Netconfd.accessPoint("wrong", "<session-type>X</session-type>")))
        }
        let reply = try await session.call(.getConfig(.running, Netconfd.filter("relayed")))
        #expect(reply.text.contains("<name>relayed</name>"))
      }
      let entries = system.journal.entries()
      #expect(entries.map(\.method) == ["edit-config", "commit", "edit-config", "get-config", "close-session"])
      #expect(entries.map(\.path) == ["candidate", "candidate", "candidate", "running", ""])
      #expect(entries.map(\.status) == [200, 200, 400, 200, 200])
      #expect(entries.map(\.isWrite) == [true, true, true, false, false])
      #expect(entries[0].body?.contains("<name>relayed</name>") == true)
      #expect(entries[2].reply == "invalid-value")
    }
  }

  struct Row: Sendable {
    var effect: TrafficFault.Effect
    /// Whether the server was asked.
    var isCarriedOut: Bool
    var error: @Sendable (NETCONFError) -> Bool
  }

  static let rows: [Row] = [
    Row(effect: .rpcError(tag: "in-use", message: "busy"), isCarriedOut: false) { error in
      if case .refused(_, let errors) = error {
        errors.first?.tag == "in-use" && errors.first?.message == "busy"
      } else {
        false
      }
    },
    Row(effect: .reset, isCarriedOut: false) { if case .ended = $0 { true } else { false } },
    Row(effect: .loseResponse, isCarriedOut: true) { if case .ended = $0 { true } else { false } },
    Row(effect: .timeout, isCarriedOut: false) { if case .noAnswer = $0 { true } else { false } },
  ]

  @Test("faults meet what they choose, and nothing else", arguments: [0, 1, 2, 3])
  func faults(row: Int) async throws {
    let row = Self.rows[row]
    let name = "fault-\(row.effect)".filter(\.isLetter)
    try await withRelay { destination, system in
      system.faults.add(
        TrafficFault(
          name: "it", effect: row.effect,
          selector: TrafficSelector(methods: ["edit-config"], path: "cand*", body: name),
          times: 1))
      try await NETCONFSession.with(destination.pipe()) { session in
        try await session.call(Self.read)
        let error = await #expect(throws: NETCONFError.self) {
          try await session.call(.editConfig(.candidate, Netconfd.accessPoint(name)), within: .seconds(2))
        }
        #expect(error.map(row.error) == true, "\(String(describing: error))")
      }
      // What was never answered ends with its session.
      let changes = system.journal.changes()
      func isSettled() -> Bool { system.journal.entries().allSatisfy { $0.seconds != nil } }
      if !isSettled() { for await _ in changes where isSettled() { break } }
      let entry = try #require(system.journal.entries().first { $0.method == "edit-config" })
      #expect(entry.faults == ["it"])
      try await NETCONFSession.with(destination.pipe()) { session in
        let reply = try await session.call(.getConfig(.candidate, Netconfd.filter(name)))
        #expect(reply.text.contains("<name>\(name)</name>") == row.isCarriedOut)
        try await session.call(.discardChanges)
      }
    }
  }

  @Test("slow answers and delays come whole")
  func slow() async throws {
    try await withRelay { destination, system in
      system.faults.add(TrafficFault(name: "slow", effect: .slowBody(bytesPerSecond: 2000)))
      system.faults.add(TrafficFault(name: "late", effect: .latency(.milliseconds(200))))
      try await NETCONFSession.with(destination.pipe()) { session in
        let reply = try await session.call(Self.read)
        #expect(reply.failures.isEmpty)
      }
      let entry = try #require(system.journal.entries().first)
      #expect(entry.seconds ?? 0 >= 0.2 && entry.faults == ["slow", "late"])
    }
  }

  @Test("logins are refused while the credential is expired, the port while there is an outage, and all is well after")
  func logins() async throws {
    @Sendable func reason(_ destination: SSHDestination) async -> SSHFailure.Reason? {
      do {
        try await NETCONFSession.with(destination.pipe()) { _ in }
        return nil
      } catch NETCONFError.ssh(let failure) {
        return failure.reason
      } catch {
        return .other
      }
    }
    try await withRelay { destination, system in
      system.faults.add(TrafficFault(name: "a", effect: .credentialExpired))
      #expect(await reason(destination) == .permissionDenied)
      system.faults.removeAll()
      system.faults.add(TrafficFault(name: "a", effect: .certificate(.untrusted)))
      #expect(await reason(destination) == .hostKeyChanged)
      system.faults.removeAll()
      try await NETCONFSession.with(destination.pipe()) { session in
        system.faults.add(TrafficFault(name: "a", effect: .refuse))
        await session.waitUntilEnded()
      }
      #expect(await reason(destination) == .refused)
      system.faults.removeAll()
      // The listener is told by the same change, and comes back when it has been.
      while await reason(destination) == .refused {}
      #expect(await reason(destination) == nil)
    }
  }

  @Test("after a rotation only the new key is good, and who was in has to log in again; readmitted, both are")
  func rotation() async throws {
    try await withRelay { destination, system in
      let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
      let key = try #require(destination.keyFile)
      try FileManager.default.copyItem(atPath: key, toPath: folder)
      defer { try? FileManager.default.removeItem(atPath: folder) }
      var old = destination
      old.keyFile = folder
      let credential = try #require(system.credential)
      try await NETCONFSession.with(destination.pipe()) { session in
        try await credential.rotate()
        await session.waitUntilEnded()
      }
      await #expect(throws: NETCONFError.self) { try await NETCONFSession.with(old.pipe()) { _ in } }
      try await NETCONFSession.with(destination.pipe()) { _ in }
      credential.readmit()
      try await NETCONFSession.with(old.pipe()) { _ in }
    }
  }

  @Test("reads are answered as they were")
  func stale() async throws {
    try await withRelay { destination, system in
      try await NETCONFSession.with(destination.pipe()) { session in
        let read = RPC.getConfig(.candidate, Netconfd.filter("stale"))
        let before = try await session.call(read)
        try await session.call(.editConfig(.candidate, Netconfd.accessPoint("stale")))
        system.faults.add(TrafficFault(name: "old", effect: .staleReads(.zero), times: 1))
        let stale = try await session.call(read)
        #expect(!stale.text.contains("<name>stale</name>"))
        #expect(stale.text.count - before.text.count < 5)
        let now = try await session.call(read)
        #expect(now.text.contains("<name>stale</name>"))
        try await session.call(.discardChanges)
      }
    }
  }
}
