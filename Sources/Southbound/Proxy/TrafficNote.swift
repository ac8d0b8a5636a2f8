import Synchronization

/// What the journal is told of one request: first that it came, then once what became of it.
final class TrafficNote: Sendable {
  private let journal: TrafficJournal
  private let number: Int
  private let start = ContinuousClock.now
  private let isFinished = Mutex(false)

  init(_ entry: TrafficEntry, in journal: TrafficJournal) {
    self.journal = journal
    number = journal.begin(entry)
  }

  /// Only the first call counts, so that whoever clears up may tell an end that came without an answer.
  func finish(status: Int?, faults: [String], reply: String? = nil) {
    let isFirst = isFinished.withLock { isFinished in
      defer { isFinished = true }
      return !isFinished
    }
    if isFirst { tell(status: status, faults: faults, reply: reply) }
  }

  /// The answer was told already, and turned out to be less.
  func amend(status: Int, faults: [String], reply: String) { tell(status: status, faults: faults, reply: reply) }

  private func tell(status: Int?, faults: [String], reply: String?) {
    let time = (ContinuousClock.now - start).components
    journal.finish(
      number, status: status, seconds: Double(time.seconds) + Double(time.attoseconds) / 1e18, faults: faults,
      reply: reply)
  }
}
