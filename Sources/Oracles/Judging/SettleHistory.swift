import Kubernetes

/// What a candidate showed so far of its pauses, taken up one write after another, so that a recording of any length costs
/// no more than what is new in it.
package struct SettleHistory: Sendable {
  private var lastWrites: [ObjectKey: Double] = [:]
  /// Between writes that nobody asked for, sorted.
  private var pauses: [ObjectKey: [Double]] = [:]
  private var lastDisturbance: Double?
  /// The last answer, and the one before it at another time.
  private var lastAnswer: Double?
  private var answerBefore: Double?
  /// The longest time from a disturbance to the first answer, or from one answer to the next.
  private(set) var answeringPause = 0.0

  package init() {}

  /// Somebody gave the candidate something to do; a write after it is an answer.
  package mutating func disturb(at time: Double) { lastDisturbance = max(lastDisturbance ?? time, time) }

  /// The candidate wrote, later than all that came before.
  package mutating func add(_ write: Revision) {
    if let before = lastWrites[write.key], write.time - before > 0.5, (lastDisturbance ?? -1) < before {
      pauses[write.key, default: []].insertSorted(write.time - before)
    }
    lastWrites[write.key] = write.time
    // Heartbeats are no answers.
    guard write.writeClass > .heartbeat else { return }
    let cause = lastDisturbance ?? write.time
    if let last = lastAnswer, last < write.time { answerBefore = last }
    lastAnswer = write.time
    let before = answerBefore.flatMap { $0 >= cause ? $0 : nil } ?? cause
    answeringPause = max(answeringPause, write.time - before)
  }

  /// Nil when nothing came back three times: a pause that came once says nothing about the next one.
  var recurringPause: Double? {
    pauses.values.filter { $0.count >= 3 }.map { $0[$0.count / 2] }.max()
  }
}

extension [Double] {
  fileprivate mutating func insertSorted(_ value: Double) {
    var (low, high) = (0, count)
    while low < high {
      let middle = low + (high - low) / 2
      if self[middle] < value { low = middle + 1 } else { high = middle }
    }
    insert(value, at: low)
  }
}
