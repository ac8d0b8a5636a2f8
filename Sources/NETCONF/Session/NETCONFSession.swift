import Synchronization
import XML

/// A session with a NETCONF server, from its hello on. One RPC after another: each waits for the answer to the one before.
package final class NETCONFSession: Sendable {
  /// What the server said at the beginning.
  package let hello: Hello
  private let channel: MessageChannel
  private let state = Mutex(State())

  private struct State {
    var lastID = 0
    /// Who waits for an answer, oldest first.
    var waiting: [(id: String, answer: AsyncStream<Answer>.Continuation)] = []
    /// Why there will be no more answers.
    var end: NETCONFError?
    /// Who wants to know of the end.
    var watchers: [AsyncStream<Void>.Continuation] = []
  }

  private typealias Answer = Result<Reply, NETCONFError>

  private init(_ hello: Hello, _ channel: MessageChannel) {
    self.hello = hello
    self.channel = channel
  }

  /// Says hello, waits for the server's, and lends the session to `body`.
  ///
  /// - Parameters:
  ///   - pipe: leads to the server.
  ///   - within: how long the server may take for its hello, with all that comes before.
  /// - Throws: `NETCONFError`, what `body` throws.
  package static func with<Result: Sendable>(
    _ pipe: some BytePipe, hello: Hello = .client, within limit: Duration = .seconds(30),
    _ body: @escaping @Sendable (NETCONFSession) async throws -> Result
  ) async throws -> Result {
    try await pipe.withChannel { channel in
      try await withThrowingTaskGroup(of: Void.self) { group in
        var events = channel.events.makeAsyncIterator()
        do { try await channel.greet(hello) } catch { /* Why it cannot be said, the end of the pipe tells. */  }
        group.addTask {
          try await Task.sleep(for: limit)
          channel.end(NETCONFError.noAnswer(rpc: "hello", within: limit))
        }
        let first: MessageChannel.Event?
        do { first = try await events.next() } catch { throw NETCONFError(ending: error) }
        group.cancelAll()
        guard case .hello(let hello) = first else { throw NETCONFError.ended("the server said no hello") }
        let session = NETCONFSession(hello, channel)
        return try await session.run(body)
      }
    }
  }

  /// Asks, and waits for the answer.
  ///
  /// - Returns: the reply, which may hold warnings.
  /// - Throws: `NETCONFError`; after those that do not leave the session, it is over. `CancellationError`.
  @discardableResult
  package func call(_ rpc: RPC, within limit: Duration = .seconds(30)) async throws -> Reply {
    let (answers, continuation) = AsyncStream<Answer>.makeStream()
    let id = try state.withLock { state throws(NETCONFError) in
      if let end = state.end { throw end }
      state.lastID += 1
      let id = String(state.lastID)
      state.waiting.append((id, continuation))
      return id
    }
    do throws(FramingError) {
      // Checked before a byte is sent, so that the session can go on.
      _ = try Framing.endOfMessage.frame(Array(rpc.xml.utf8))
    } catch {
      forget(id)
      throw NETCONFError.unsendable("\(rpc.name) cannot be sent: \(error)")
    }
    do {
      try await channel.send(rpc.message(id: id))
    } catch {
      // Nobody reads any more; why, comes over the other direction.
    }
    let answer = await withTaskGroup(of: Answer?.self) { group in
      group.addTask { await answers.first { _ in true } }
      group.addTask {
        do { try await Task.sleep(for: limit) } catch { return nil }
        return .failure(.noAnswer(rpc: rpc.name, within: limit))
      }
      defer { group.cancelAll() }
      return await group.next() ?? nil
    }
    guard let answer else {
      // An answer that comes later must not be taken for that of another RPC.
      finish(.ended("a question was given up"))
      throw CancellationError()
    }
    switch answer {
    case .success(let reply):
      guard reply.failures.isEmpty else { throw NETCONFError.refused(rpc: rpc.name, reply.failures) }
      return reply
    case .failure(let error):
      finish(error)
      throw error
    }
  }

  /// Returns when the session is over, or when the task is cancelled.
  package func waitUntilEnded() async {
    let (stream, continuation) = AsyncStream<Void>.makeStream()
    let isOver = state.withLock { state in
      state.watchers.append(continuation)
      return state.end != nil
    }
    if isOver { return }
    for await _ in stream {}
  }

  /// Gives up the session without a farewell.
  package func abandon() { finish(.ended("it was given up")) }

  package var isOver: Bool { state.withLock { $0.end != nil } }

  // MARK: Parts

  private func run<Result: Sendable>(
    _ body: @escaping @Sendable (NETCONFSession) async throws -> Result
  ) async throws -> Result {
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { await self.receive() }
      defer { group.cancelAll() }
      let result = try await body(self)
      // A server that is told can tidy up at once.
      if !isOver { _ = try? await call(.closeSession, within: .seconds(2)) }
      finish(.ended("it was closed"))
      return result
    }
  }

  private func receive() async {
    do {
      for try await event in channel.events {
        guard case .message(let message) = event else { continue }
        try take(message)
      }
      finish(.ended("the server closed it"))
    } catch let failure as SSHFailure {
      // The login is long past.
      finish(.ended(failure.said.isEmpty ? "the server closed it" : failure.said))
    } catch {
      finish(NETCONFError(ending: error))
    }
  }

  /// Notifications are not asked for, and so not expected.
  private func take(_ message: [UInt8]) throws(NETCONFError) {
    let reply: Reply
    do throws(XMLProblem) { reply = try Reply(parsing: message) } catch { throw .malformed("\(error)") }
    state.withLock { state in
      guard let index = state.waiting.firstIndex(where: { reply.messageID == nil || $0.id == reply.messageID }) else {
        return
      }
      let waiter = state.waiting.remove(at: index)
      waiter.answer.yield(.success(reply))
      waiter.answer.finish()
    }
  }

  private func forget(_ id: String) { state.withLock { $0.waiting.removeAll { $0.id == id } } }

  private func finish(_ error: NETCONFError) {
    let (waiting, watchers, end) = state.withLock { state in
      if state.end == nil { state.end = error }
      defer {
        state.waiting = []
        state.watchers = []
      }
      return (state.waiting, state.watchers, state.end ?? error)
    }
    for waiter in waiting {
      waiter.answer.yield(.failure(end))
      waiter.answer.finish()
    }
    for watcher in watchers { watcher.finish() }
  }
}

extension NETCONFError {
  /// Of what ended a channel.
  init(ending error: any Error) {
    switch error {
    case let error as NETCONFError: self = error
    case let failure as SSHFailure: self = .ssh(failure)
    case let error as FramingError: self = .malformed("\(error)")
    case let problem as XMLProblem: self = .malformed("\(problem)")
    default: self = .ended("\(error)")
    }
  }
}
