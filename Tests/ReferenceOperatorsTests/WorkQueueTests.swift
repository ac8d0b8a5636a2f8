import OperatorRuntime
import Testing

@Suite struct WorkQueueTests {
  typealias Queue = WorkQueue<String, ContinuousClock.Instant>
  private let start = ContinuousClock.now

  @Test("an item that is asked for twice runs once")
  func deduplicates() {
    var queue = Queue()
    queue.add("a")
    queue.add("b")
    queue.add("a")
    #expect(queue.next(now: start) == "a")
    #expect(queue.next(now: start) == "b")
    #expect(queue.next(now: start) == nil)
  }

  @Test("an item that is asked for while it runs runs again afterwards, and never beside itself")
  func runsAgain() {
    var queue = Queue()
    queue.add("a")
    #expect(queue.next(now: start) == "a")
    queue.add("a")
    queue.add("a")
    #expect(queue.next(now: start) == nil)
    queue.finish("a")
    #expect(queue.next(now: start) == "a")
    queue.finish("a")
    #expect(queue.next(now: start) == nil)
  }

  @Test("a delayed item comes when it is due, and at once when it is asked for in between")
  func delays() {
    var queue = Queue()
    queue.add("a", at: start + .seconds(5))
    queue.add("b", at: start + .seconds(1))
    #expect(queue.nextDue == start + .seconds(1))
    #expect(queue.next(now: start) == nil)
    #expect(queue.next(now: start + .seconds(1)) == "b")
    queue.add("a")
    #expect(queue.nextDue == nil)
    #expect(queue.next(now: start + .seconds(1)) == "a")
    #expect(queue.next(now: start + .seconds(9)) == nil)
  }

  @Test("retries of one item back off to a limit, and start small again once it succeeded")
  func backsOff() {
    var queue = Queue(backoff: Backoff(initial: .seconds(1), factor: 2, limit: .seconds(5)))
    let delays = (0..<5).map { _ in queue.retry("a", now: start) }
    #expect(delays == [.seconds(1), .seconds(2), .seconds(4), .seconds(5), .seconds(5)])
    #expect(queue.retry("b", now: start) == .seconds(1))
    #expect(queue.retry("b", now: start, atLeast: .seconds(60)) == .seconds(60))
    queue.forget("a")
    #expect(queue.retry("a", now: start) == .seconds(1))
  }

  @Test("retries of many items are spread over time")
  func spreads() {
    var rate = RetryRate<ContinuousClock.Instant>(interval: .milliseconds(100), burst: 3)
    let waits = (0..<5).map { _ in rate.reserve(now: start) }
    #expect(waits == [.zero, .zero, .zero, .milliseconds(100), .milliseconds(200)])
    #expect(rate.reserve(now: start + .seconds(10)) == .zero)
  }
}
