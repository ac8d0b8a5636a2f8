import Synchronization

/// Locks by name: tasks that name the same thing take turns, in the order in which they came.
package final class KeyedLock: Sendable {
  /// A key is present while somebody holds it.
  private let waiters = Mutex<[String: [CheckedContinuation<Void, Never>]]>([:])

  package init() {}

  /// Not reentrant. A cancelled task waits for its turn too, so that the order stays simple; `body` then sees it.
  package func withLock<Result>(
    _ key: String, _ body: () async throws -> sending Result
  ) async throws -> sending Result {
    await acquire(key)
    defer { release(key) }
    return try await body()
  }

  private func acquire(_ key: String) async {
    await withCheckedContinuation { continuation in
      let isFree = waiters.withLock { waiters in
        guard waiters[key] != nil else {
          waiters[key] = []
          return true
        }
        waiters[key]?.append(continuation)
        return false
      }
      if isFree { continuation.resume() }
    }
  }

  private func release(_ key: String) {
    let next: CheckedContinuation<Void, Never>? = waiters.withLock { waiters in
      guard var queue = waiters[key], !queue.isEmpty else {
        waiters[key] = nil
        return nil
      }
      let first = queue.removeFirst()
      waiters[key] = queue
      return first
    }
    next?.resume()
  }
}
