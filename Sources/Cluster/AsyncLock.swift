/// Lets one task at a time do something that awaits; the others wait in order.
actor AsyncLock {
  private var isHeld = false
  private var waiting: [CheckedContinuation<Void, Never>] = []

  nonisolated func withLock<Result: Sendable>(
    _ body: () async throws -> Result
  ) async rethrows -> Result {
    await acquire()
    do {
      let result = try await body()
      await release()
      return result
    } catch {
      await release()
      throw error
    }
  }

  private func acquire() async {
    if !isHeld {
      isHeld = true
      return
    }
    // Whoever holds the lock works within a time limit, so waiting needs no cancellation of its own.
    await withCheckedContinuation { waiting.append($0) }
  }

  private func release() {
    if waiting.isEmpty {
      isHeld = false
    } else {
      waiting.removeFirst().resume()
    }
  }
}
