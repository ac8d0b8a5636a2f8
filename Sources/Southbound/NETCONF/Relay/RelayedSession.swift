import NETCONF
import Plans
import Synchronization
import XML

/// One session of the candidate, and the session with the server behind it.
struct RelayedSession: Sendable {
  /// The session is to be cut off.
  struct Cut: Error {}
  /// The server overlooked the first question.
  private struct Overlooked: Error {}

  let relay: NETCONFRelay
  /// Towards the candidate.
  let client: MessageChannel
  /// Ends when the candidate has gone.
  let presence: AsyncStream<Void>

  private static let tries = 3

  /// Returns when either side has ended.
  func carryOut() async throws {
    for attempt in 1...Self.tries {
      do {
        return try await relay.upstream.withChannel { server in try await between(server) }
      } catch is Overlooked where attempt < Self.tries {}
    }
  }

  private func between(_ server: MessageChannel) async throws {
    var events = server.events.makeAsyncIterator()
    try await server.greet(.client)
    guard case .hello(let hello)? = try await events.next() else { throw Cut() }
    try await wakeUp(server)
    let (replies, arrivals) = AsyncStream<[UInt8]>.makeStream()
    try await client.greet(hello)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        defer { arrivals.finish() }
        for try await event in server.events {
          guard case .message(let message) = event else { continue }
          if Self.isUnasked(message) { try await client.send(message) } else { arrivals.yield(message) }
        }
      }
      group.addTask {
        var replies = replies.makeAsyncIterator()
        for try await event in client.events {
          guard case .message(let message) = event else { continue }
          try await exchange(message, server, &replies)
        }
      }
      // Whichever side ends first ends the other.
      defer { group.cancelAll() }
      try await group.next()
    }
  }

  /// netconfd overlooks what comes right after the hello until more comes: what the candidate asks must not be lost so. The
  /// question is the relay's own, and in no journal.
  private func wakeUp(_ server: MessageChannel) async throws {
    let rpc = RPC.getConfig(.running, .subtree(""))
    try await server.send(rpc.message(id: "plugfest"))
    let isAwake = try await withThrowingTaskGroup(of: Bool.self) { group in
      group.addTask {
        var events = server.events.makeAsyncIterator()
        return try await events.next() != nil
      }
      group.addTask {
        try await Task.sleep(for: .seconds(2))
        return false
      }
      defer { group.cancelAll() }
      return try await group.next() ?? false
    }
    guard isAwake else { throw Overlooked() }
  }

  /// Whatever else it is, an RPC waits for it.
  private static func isUnasked(_ message: [UInt8]) -> Bool { (try? ParsedXML(message).head)??.name == "notification" }

  // MARK: One RPC

  /// Notes it, carries out the faults that it meets and, unless one of them ends it, asks the server.
  private func exchange(
    _ message: [UInt8], _ server: MessageChannel, _ replies: inout AsyncStream<[UInt8]>.Iterator
  ) async throws {
    guard let rpc = RelayedRPC(message) else { return try await server.send(message) }
    // Whoever sees the RPC in the journal may end a fault at once: this RPC has met it then.
    let plan = RPCFaultPlan(relay.faults.take(method: rpc.name, path: rpc.datastore, body: rpc.body))
    let note = relay.note(rpc)
    do {
      try await exchange(message, rpc, plan, note, server, &replies)
    } catch {
      note.finish(
        status: nil, faults: plan.names, reply: error is Cut ? "the session was cut" : "the session ended")
      throw error
    }
  }

  private func exchange(
    _ message: [UInt8], _ rpc: RelayedRPC, _ plan: RPCFaultPlan, _ note: RelayedNote, _ server: MessageChannel,
    _ replies: inout AsyncStream<[UInt8]>.Iterator
  ) async throws {
    if plan.delay > .zero { try await Task.sleep(for: plan.delay) }
    switch plan.ending {
    case .silence(let fault):
      await waitForEnd(of: fault)
      throw Cut()
    case .cut: throw Cut()
    case .refusal(let error):
      note.finish(status: 400, faults: plan.names, reply: error.tag)
      return try await client.send(rpc.refusal(error))
    case nil: break
    }
    let isRead = !note.isWrite
    if let (age, fault) = plan.staleness, isRead, let old = relay.remembered.reply(to: rpc, before: age) {
      note.finish(status: 200, faults: plan.names + [fault], reply: nil)
      return try await client.send(old)
    }
    try await server.send(message)
    guard let reply = await replies.next(isolation: #isolation) else {
      throw NETCONFError.ended("the server ended the session")
    }
    let (status, tags) = Self.meaning(of: reply)
    note.finish(status: status, faults: plan.names, reply: plan.losesReply ? "carried out, and the reply lost" : tags)
    if plan.losesReply { throw Cut() }
    if isRead, status == 200 { relay.remembered.remember(reply, to: rpc) }
    try await client.send(reply, bytesPerSecond: plan.bytesPerSecond)
  }

  private static func meaning(of reply: [UInt8]) -> (status: Int?, tags: String?) {
    guard let reply = try? Reply(parsing: reply) else { return (nil, "it cannot be read") }
    let tags = reply.errors.map(\.tag).joined(separator: ", ")
    return (reply.failures.isEmpty ? 200 : 400, tags.isEmpty ? nil : tags)
  }

  /// Until the fault is removed, or the candidate gives up. One that was taken for the last time is gone already; what holds on to it is let go at the
  /// next change.
  private func waitForEnd(of fault: TrafficFault) async {
    let changes = relay.faults.changes()
    if fault.times == nil, !relay.faults.all.contains(where: { $0.name == fault.name }) { return }
    await withTaskGroup(of: Void.self) { [relay, presence] group in
      group.addTask {
        for await _ in changes where !relay.faults.all.contains(where: { $0.name == fault.name }) { return }
      }
      group.addTask { for await _ in presence {} }
      defer { group.cancelAll() }
      await group.next()
    }
  }
}

/// What the journal is told of one RPC: first that it came, then once what became of it.
final class RelayedNote: Sendable {
  let isWrite: Bool
  private let journal: TrafficJournal
  private let number: Int
  private let start = ContinuousClock.now
  private let isFinished = Mutex(false)

  init(_ entry: TrafficEntry, in journal: TrafficJournal) {
    self.journal = journal
    isWrite = entry.isWrite
    number = journal.begin(entry)
  }

  /// Only the first call counts.
  func finish(status: Int?, faults: [String], reply: String?) {
    let isFirst = isFinished.withLock { isFinished in
      defer { isFinished = true }
      return !isFinished
    }
    guard isFirst else { return }
    let time = (ContinuousClock.now - start).components
    journal.finish(
      number, status: status, seconds: Double(time.seconds) + Double(time.attoseconds) / 1e18, faults: faults,
      reply: reply)
  }
}
