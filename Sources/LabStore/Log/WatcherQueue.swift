internal import Synchronization

/// What one watcher has still to hear of, bounded: one that does not keep up is cut off.
///
/// The reader takes all that is there at once, so a busy watch wakes it seldom. There is one reader.
final class WatcherQueue: AsyncSequence, Sendable {
  typealias Element = WatchSignal

  private struct State {
    var signals: [WatchSignal] = []
    var isFinished = false
    var error: (any Error)?
    var reader: CheckedContinuation<Void, Never>?
  }

  private let state = Mutex(State())
  private let capacity: Int

  init(capacity: Int) { self.capacity = capacity }

  /// - Returns: false when there is no room.
  func enqueue(_ signal: WatchSignal) -> Bool {
    let (isTaken, reader) = state.withLock { state -> (Bool, CheckedContinuation<Void, Never>?) in
      guard !state.isFinished else { return (true, nil) }
      guard state.signals.count < capacity else { return (false, nil) }
      state.signals.append(signal)
      return (true, state.reader.take())
    }
    reader?.resume()
    return isTaken
  }

  /// What is there already is still read.
  func finish(throwing error: (any Error)? = nil) {
    let reader = state.withLock { state in
      if !state.isFinished {
        state.isFinished = true
        state.error = error
      }
      return state.reader.take()
    }
    reader?.resume()
  }

  /// All that has come since the last call, at least one signal; nil at the end, or when the task is cancelled.
  ///
  /// - Throws: what the queue was finished with.
  func nextBatch() async throws -> [WatchSignal]? {
    while !Task.isCancelled {
      let batch = try state.withLock { state -> [WatchSignal]?? in
        if !state.signals.isEmpty {
          defer { state.signals = [] }
          return state.signals
        }
        guard state.isFinished else { return .none }
        if let error = state.error.take() { throw error }
        return .some(nil)
      }
      if let batch { return batch }
      await waitForMore()
    }
    return nil
  }

  private func waitForMore() async {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isThere = state.withLock { state in
          // Cancellation may have come before this: then nobody would ever take the continuation.
          if !state.signals.isEmpty || state.isFinished || Task.isCancelled { return true }
          state.reader = continuation
          return false
        }
        if isThere { continuation.resume() }
      }
    } onCancel: {
      state.withLock { $0.reader.take() }?.resume()
    }
  }

  func makeAsyncIterator() -> Iterator { Iterator(queue: self) }

  struct Iterator: AsyncIteratorProtocol {
    fileprivate let queue: WatcherQueue
    private var batch: ArraySlice<WatchSignal> = []

    fileprivate init(queue: WatcherQueue) { self.queue = queue }

    mutating func next() async throws -> WatchSignal? {
      if batch.isEmpty { batch = try await queue.nextBatch()?[...] ?? [] }
      return batch.popFirst()
    }
  }
}
