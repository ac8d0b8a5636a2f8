import Synchronization

/// A NETCONF server for many askers: one session, opened when somebody asks, and opened again when it has ended.
package final class NETCONFClient: Sendable {
  /// Opens a session and lends it out.
  package typealias Connect =
    @Sendable (_ body: @escaping @Sendable (NETCONFSession) async throws -> Void) async throws -> Void

  private let connect: Connect
  private let turn = Turn()
  private let state = Mutex(State())
  /// Says that somebody wants a session.
  private let calls: AsyncStream<Void>
  private let caller: AsyncStream<Void>.Continuation

  private typealias Answer = Result<NETCONFSession, any Error>

  private struct State {
    var session: NETCONFSession?
    /// Who waits for one.
    var asking: [AsyncStream<Answer>.Continuation] = []
    var isClosed = false
  }

  package init(connect: @escaping Connect) {
    self.connect = connect
    (calls, caller) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  /// - Parameters:
  ///   - ssh: where the client program is.
  ///   - within: how long a connection may take, and then the hello as long again.
  package convenience init(
    _ destination: SSHDestination, ssh: String = "/usr/bin/ssh", within limit: Duration = .seconds(15)
  ) {
    self.init { body in
      try await NETCONFSession.with(destination.pipe(program: ssh, within: limit), within: limit * 2, body)
    }
  }

  /// Keeps sessions until the task is cancelled; to be run once, beside those who ask.
  package func run() async {
    for await _ in calls {
      guard state.withLock({ !$0.asking.isEmpty }) else { continue }
      await open()
    }
    state.withLock { $0.isClosed = true }
    answer(.failure(NETCONFError.ended("nobody keeps it any more")))
  }

  /// Lends the session for as long as `body` needs it alone: nobody else's edits or locks come between.
  ///
  /// - Throws: `NETCONFError` when there is no session to be had; what `body` throws, after which the session goes on only
  ///   if the error leaves it.
  package func withSession<Result>(_ body: (NETCONFSession) async throws -> Result) async throws -> Result {
    try await turn.take {
      let session = try await self.session()
      do {
        return try await body(session)
      } catch let error as NETCONFError where error.leavesSession {
        throw error
      } catch {
        // What it holds, a lock for example, must not outlive whoever took it.
        session.abandon()
        state.withLock { if $0.session === session { $0.session = nil } }
        throw error
      }
    }
  }

  /// Asks something that changes nothing; once more with another session when the first one ends meanwhile.
  package func read(_ rpc: RPC, within limit: Duration = .seconds(30)) async throws -> Reply {
    do {
      return try await withSession { try await $0.call(rpc, within: limit) }
    } catch NETCONFError.ended where rpc.isRead {
      return try await withSession { try await $0.call(rpc, within: limit) }
    }
  }

  /// How often a session is opened in which the server overlooks the first question.
  private static let tries = 3

  /// Returns when the session has ended.
  private func open() async {
    for attempt in 1...Self.tries {
      do {
        return try await connect { session in
          try await session.wakeUp()
          self.state.withLock { $0.session = session }
          self.answer(.success(session))
          await session.waitUntilEnded()
          self.state.withLock { $0.session = nil }
        }
      } catch NETCONFError.noAnswer where attempt < Self.tries {
        continue
      } catch {
        return answer(.failure(error))
      }
    }
  }

  private func answer(_ answer: Answer) {
    let asking = state.withLock { state in
      defer { state.asking = [] }
      return state.asking
    }
    for asker in asking {
      asker.yield(answer)
      asker.finish()
    }
  }

  private func session() async throws -> NETCONFSession {
    let (answers, asker) = AsyncStream<Answer>.makeStream()
    let session = try state.withLock { state throws(NETCONFError) -> NETCONFSession? in
      if state.isClosed { throw .ended("nobody keeps it any more") }
      if let session = state.session, !session.isOver { return session }
      state.asking.append(asker)
      return nil
    }
    if let session { return session }
    caller.yield()
    guard let answer = await answers.first(where: { _ in true }) else { throw CancellationError() }
    return try answer.get()
  }
}

extension NETCONFSession {
  /// Some servers overlook what comes right after the hello until more comes (netconfd 2.13 does): what gets an answer
  /// shows that this one listens. It asks for nothing, so it may be lost.
  fileprivate func wakeUp() async throws {
    do {
      try await call(.getConfig(.running, .subtree("")), within: .seconds(2))
    } catch NETCONFError.refused {
      // That is an answer, too.
    }
  }
}
