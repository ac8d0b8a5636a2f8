import OperatorRuntime
import Synchronization

/// How long NetBox has asked to be left alone (RFC 9110, section 10.2.3), whatever anybody wants of it meanwhile.
package final class RequestedPause: Sendable {
  private struct Pause {
    var end: ContinuousClock.Instant
    /// What NetBox said, which stands until the end.
    var answer: NetBoxAnswer
  }

  private let pause = Mutex<Pause?>(nil)

  package init() {}

  package func note(_ answer: NetBoxAnswer) {
    guard [429, 503].contains(answer.status), let delay = answer.retryAfter, delay > .zero else { return }
    pause.withLock { $0 = Pause(end: .now + delay, answer: answer) }
  }

  /// NetBox's answer to a request that would disturb it, with the time that is left; nil when it may be asked.
  package var answer: NetBoxAnswer? {
    pause.withLock { pause in
      guard let current = pause else { return nil }
      let left = current.end - .now
      guard left > .zero else {
        pause = nil
        return nil
      }
      var answer = current.answer
      answer.retryAfter = left
      return answer
    }
  }
}
