import Synchronization

/// Counts what happens on any thread.
final class Counter: Sendable {
  private let number = Atomic<Int>(0)

  func add() { number.add(1, ordering: .relaxed) }

  var value: Int { number.load(ordering: .relaxed) }
}
