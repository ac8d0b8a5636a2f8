/// What is to be done, each item once, however often it was asked for; never twice at the same time.
///
/// Plain state: the time comes from outside, and `ReconcileQueue` does the waiting.
package struct WorkQueue<Item: Hashable & Sendable, Instant: InstantProtocol>: Sendable
where Instant.Duration == Duration {
  private let backoff: Backoff
  private var rate: RetryRate<Instant>
  private var waiting: [Item] = []
  private var isWaiting: Set<Item> = []
  private var running: Set<Item> = []
  /// Asked for again while it ran.
  private var again: Set<Item> = []
  private var later: [Item: Instant] = [:]
  private var failures: [Item: Int] = [:]

  package init(backoff: Backoff = Backoff(), rate: RetryRate<Instant> = RetryRate()) {
    self.backoff = backoff
    self.rate = rate
  }

  package var runningCount: Int { running.count }
  package var waitingCount: Int { waiting.count }

  /// When the next delayed item is due; nil when none is delayed.
  package var nextDue: Instant? { later.values.min() }

  /// Asks for an item now; a delayed request for it is thereby met.
  package mutating func add(_ item: Item) {
    later[item] = nil
    if running.contains(item) {
      again.insert(item)
    } else if isWaiting.insert(item).inserted {
      waiting.append(item)
    }
  }

  /// Asks for an item at a time; the earliest such request counts, and none counts while the item waits anyway.
  package mutating func add(_ item: Item, at due: Instant) {
    guard !isWaiting.contains(item), !again.contains(item) else { return }
    later[item] = min(later[item] ?? due, due)
  }

  /// The next item, which runs until `finish`; nil when nothing is due.
  package mutating func next(now: Instant) -> Item? {
    for (item, due) in later.sorted(by: { $0.value < $1.value }) where due <= now { add(item) }
    guard !waiting.isEmpty else { return nil }
    let item = waiting.removeFirst()
    isWaiting.remove(item)
    running.insert(item)
    return item
  }

  package mutating func finish(_ item: Item) {
    running.remove(item)
    if again.remove(item) != nil { add(item) }
  }

  /// Forgets past failures of an item.
  package mutating func forget(_ item: Item) { failures[item] = nil }

  /// Asks for an item again after the back-off that its failures in a row make due, or later when `atLeast` says so.
  ///
  /// - Returns: The delay.
  @discardableResult
  package mutating func retry(_ item: Item, now: Instant, atLeast: Duration = .zero) -> Duration {
    let count = (failures[item] ?? 0) + 1
    failures[item] = count
    let delay = max(backoff.delay(after: count), rate.reserve(now: now), atLeast)
    add(item, at: now.advanced(by: delay))
    return delay
  }
}
