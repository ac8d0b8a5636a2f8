/// How long nothing must have been written before a candidate counts as having come to rest.
///
/// A fixed time would accuse those that retry slowly, and wait for nothing with the others: the window follows what was
/// seen of the candidate so far, and how fast the lab itself is at the time.
package struct SettleWindow: Sendable, Hashable {
  package static let shortest = 1.2
  /// Some operators try again every 60 s.
  package static let longest = 65.0
  /// A candidate that once took its time would hold up everything that comes after.
  static let longestAfterAnswer = 20.0

  /// An answer takes some requests, each of them after what came of the one before.
  private static let requestsOfAnswer = 20.0
  /// What has to be answered, and is not yet, is waited for so many times longer: what comes of it is an accusation.
  package static let patience = 4.0
  /// What comes to rest after a deed has given so many answers, one after the other.
  private static let answersToSettle = 3.0

  /// Seconds.
  package var length: Double
  /// For the report.
  package var reason: String

  /// Three times the longest pause that was seen: between two writes of one object that came back again and again by
  /// themselves, and between what somebody did and each answer to it.
  ///
  /// - Parameters:
  ///   - writes: of the candidate, in their order.
  ///   - disturbances: when somebody gave it something to do, in their order; a write after one is an answer.
  package init(after writes: [Revision], disturbances: [Double] = []) {
    var history = SettleHistory()
    var rest = disturbances[...]
    for write in writes {
      while let time = rest.first, time <= write.time {
        history.disturb(at: time)
        rest.removeFirst()
      }
      history.add(write)
    }
    self.init(history)
  }

  /// The same of what was taken up before.
  ///
  /// - Parameter lag: how long a write takes at this time until a watch shows it, in seconds. On a busy machine the candidate
  ///   is as slow as the lab.
  package init(_ history: SettleHistory, lag: Double = 0) {
    let shortest = min(Self.requestsOfAnswer * lag, Self.longestAfterAnswer)
    let recurring = history.recurringPause
    let answering = history.answeringPause
    if let recurring, 3 * recurring >= max(shortest, min(3 * answering, Self.longestAfterAnswer)) {
      self.init(3 * recurring, upTo: Self.longest, "writes recur about every \(Self.rounded(recurring)) s")
    } else if shortest > max(3 * answering, Self.shortest) {
      self.init(shortest, upTo: Self.longestAfterAnswer, "a write takes up to \(Self.rounded(lag)) s to be seen")
    } else if 3 * answering > Self.shortest {
      self.init(3 * answering, upTo: Self.longestAfterAnswer, "it takes up to \(Self.rounded(answering)) s to answer")
    } else {
      self.init(length: Self.shortest, reason: "it answers at once, and no write recurs")
    }
  }

  /// The least that something may take before anybody is blamed for it, in seconds: who is kept waiting by the machine or by
  /// the lab has not failed.
  ///
  /// - Parameter lag: as above.
  package static func timeToSettle(lag: Double) -> Double { answersToSettle * requestsOfAnswer * lag }

  package init(length: Double, reason: String) {
    self.length = length
    self.reason = reason
  }

  private init(_ length: Double, upTo longest: Double, _ reason: String) {
    self.init(length: min(max(length, Self.shortest), longest), reason: reason)
  }

  private static func rounded(_ seconds: Double) -> Double { (seconds * 10).rounded() / 10 }
}
