import Foundation
package import NETCONF
import NIOCore
import NIOPosix
import Plans
import Synchronization

/// Stands between the candidate and a NETCONF server: notes every RPC before it is passed on, and carries out faults. The candidate
/// logs in to an SSH server of the relay's own, whose sessions come here through a unix socket.
package final class NETCONFRelay: Sendable {
  package struct Configuration: Sendable {
    /// The endpoint's name in the lab.
    package var name: String
    /// Leads to the server.
    package var upstream: any BytePipe
    /// Gets a line of JSON for each RPC and each answer; nil writes none.
    package var journalFile: String?
    /// Takes credentials out of what is noted.
    package var redact: @Sendable (String) -> String = { $0 }
    /// A program that joins its standard input and output to the unix socket that is its last argument.
    package var joiner: (program: String, arguments: [String])

    package init(
      name: String, upstream: any BytePipe, journalFile: String? = nil, joiner: (program: String, arguments: [String])
    ) {
      self.name = name
      self.upstream = upstream
      self.journalFile = journalFile
      self.joiner = joiner
    }
  }

  package let journal: TrafficJournal
  package let faults = TrafficFaults()
  let remembered = RememberedReplies()
  private let configuration: Configuration
  /// Ends sessions that are open.
  private let sessions = Mutex<[Int: AsyncStream<Void>.Continuation]>([:])

  var upstream: any BytePipe { configuration.upstream }

  /// - Throws: `Diagnostic` when the journal cannot be written.
  package init(_ configuration: Configuration) throws {
    self.configuration = configuration
    journal = try TrafficJournal(file: configuration.journalFile)
  }

  /// Listens for as long as `body` runs.
  ///
  /// - Parameter body: is given how the candidate logs in, and what the engine sees of the relay.
  package func withRelay<Result: Sendable>(
    _ body: @escaping @Sendable (SSHDestination, SouthboundSystem) async throws -> Result
  ) async throws -> Result {
    try await ScratchFolder.with { folder in
      let socket = "\(folder)/relay.sock"
      let joiner = configuration.joiner
      // The path of the program may hold anything; that of the link does not.
      try FileManager.default.createSymbolicLink(
        atPath: "\(folder)/join", withDestinationPath: joiner.program)
      let ssh = try await LoopbackSSHServer(folder: folder) { _ in
        (["\(folder)/join"] + joiner.arguments + [socket]).joined(separator: " ")
      }
      let server = try await listen(socket)
      return try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await self.serve(server) }
        group.addTask { await ssh.run { self.faults.reception } }
        group.addTask { await self.keepOutages(ssh.listener) }
        defer { group.cancelAll() }
        return try await body(ssh.destination, system(ssh))
      }
    }
  }

  private func system(_ ssh: LoopbackSSHServer) -> SouthboundSystem {
    SouthboundSystem(
      name: configuration.name, journal: journal, faults: faults,
      credential: SouthboundSystem.Credential {
        try await ssh.rotateKey()
        // Who is logged in has to log in again.
        self.cutSessions()
      } readmit: {
        ssh.readmitKeys()
      })
  }

  func note(_ rpc: RelayedRPC) -> RelayedNote {
    let entry = TrafficEntry(method: rpc.name, path: rpc.datastore, body: configuration.redact(rpc.body))
    return RelayedNote(entry, in: journal)
  }

  // MARK: Sessions

  private typealias Connection = NIOAsyncChannel<ByteBuffer, ByteBuffer>

  private func listen(_ socket: String) async throws -> NIOAsyncChannel<Connection, Never> {
    try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .bind(unixDomainSocketPath: socket, cleanupExistingSocketFile: true) { channel in
        channel.eventLoop.makeCompletedFuture { try Connection(wrappingChannelSynchronously: channel) }
      }
  }

  private func serve(_ server: NIOAsyncChannel<Connection, Never>) async throws {
    try await server.executeThenClose { connections in
      try await withThrowingDiscardingTaskGroup { group in
        var number = 0
        for try await connection in connections {
          number += 1
          group.addTask { [number] in await self.serve(connection, number) }
        }
      }
    }
  }

  /// What ends a session, either side sees.
  private func serve(_ connection: Connection, _ number: Int) async {
    let (cuts, cut) = AsyncStream<Void>.makeStream()
    let (presence, leave) = AsyncStream<Void>.makeStream()
    sessions.withLock { $0[number] = cut }
    defer { sessions.withLock { _ = $0.removeValue(forKey: number) } }
    try? await connection.executeThenClose { inbound, outbound in
      let client = MessageChannel { bytes in try await outbound.write(ByteBuffer(bytes: bytes)) }
      await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask {
          defer {
            client.end()
            leave.finish()
          }
          for try await buffer in inbound { client.receive(buffer.readableBytesView) }
        }
        let session = RelayedSession(relay: self, client: client, presence: presence)
        group.addTask {
          // What was asked before the candidate went is still carried out, and noted.
          defer { cut.finish() }
          try await session.carryOut()
        }
        for await _ in cuts {}
        group.cancelAll()
      }
    }
  }

  private func cutSessions() { for cut in sessions.withLock({ Array($0.values) }) { cut.finish() } }

  /// While an outage is on, nobody is let in, and who is in is cut off.
  private func keepOutages(_ listener: LoopbackListener) async {
    for await _ in faults.changes() {
      guard faults.all.contains(where: { $0.effect == .refuse }) else {
        // The port is kept, so it can be had again.
        try? listener.listen()
        continue
      }
      listener.close()
      cutSessions()
    }
  }
}

extension TrafficFaults {
  /// How those are met who log in now.
  fileprivate var reception: LoopbackSSHServer.Reception {
    let effects = all.map(\.effect)
    if effects.contains(where: { if case .certificate = $0 { true } else { false } }) { return .otherHostKey }
    return effects.contains(.credentialExpired) ? .refusal : .welcome
  }
}
