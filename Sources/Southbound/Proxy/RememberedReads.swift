import NIOCore
import NIOHTTP1
import Synchronization

/// How the system answered reads before, so that it can be shown as it was before its last writes.
///
/// Between two writes nothing changes, as far as the proxy knows; so answers are filed under the number of writes that were
/// done when they were read, and those during a write are not kept.
final class RememberedReads: Sendable {
  struct Key: Sendable, Hashable {
    var target: String
    var accept: String?
  }

  struct Answer: Sendable {
    var status: HTTPResponseStatus
    var headers: HTTPHeaders
    var body: ByteBuffer
  }

  /// Larger answers are not kept.
  static let answerLimit = 1 << 20
  /// Of all bodies together.
  private static let limit = 32 << 20
  private static let answersOfOne = 8
  private static let writesKept = 4096

  private struct State {
    var begunWrites = 0
    var doneWrites = 0
    /// When the last writes were done.
    var times: [ContinuousClock.Instant] = []
    var answers: [Key: [(writes: Int, answer: Answer)]] = [:]
    /// In the order of their last answers.
    var keys: [Key] = []
    var bytes = 0
  }

  private let state = Mutex(State())

  func beginWrite() { state.withLock { $0.begunWrites += 1 } }

  /// - Parameter instant: now, but for tests.
  func endWrite(at instant: ContinuousClock.Instant = .now) {
    state.withLock { state in
      state.doneWrites += 1
      state.times.append(instant)
      if state.times.count > 2 * Self.writesKept { state.times.removeFirst(Self.writesKept) }
    }
  }

  /// Under which number an answer that is asked for now would be kept; nil during a write.
  func beginRead() -> Int? {
    state.withLock { $0.begunWrites == $0.doneWrites ? $0.doneWrites : nil }
  }

  /// - Parameter writes: what `beginRead` said.
  func endRead(_ key: Key, _ answer: Answer, writes: Int) {
    state.withLock { state in
      guard state.begunWrites == writes, answer.body.readableBytes <= Self.answerLimit else { return }
      var answers = state.answers[key] ?? []
      answers.removeAll { $0.writes == writes }
      answers.append((writes, answer))
      if answers.count > Self.answersOfOne { answers.removeFirst() }
      state.bytes += answers.bytes - (state.answers[key]?.bytes ?? 0)
      if state.answers.updateValue(answers, forKey: key) != nil { state.keys.removeAll { $0 == key } }
      state.keys.append(key)
      while state.bytes > Self.limit, !state.keys.isEmpty {
        state.bytes -= state.answers.removeValue(forKey: state.keys.removeFirst())?.bytes ?? 0
      }
    }
  }

  /// The answer before the writes of the given time; nil when there were none, or when it is not known.
  func answer(_ key: Key, before age: Duration, at instant: ContinuousClock.Instant = .now) -> Answer? {
    state.withLock { state in
      let late = state.times.reversed().prefix { $0 > instant - age }.count
      guard late > 0, late < state.times.count || state.times.count == state.doneWrites else { return nil }
      return state.answers[key]?.last { $0.writes == state.doneWrites - late }?.answer
    }
  }
}

extension [(writes: Int, answer: RememberedReads.Answer)] {
  /// A little more than bodies take: many empty answers are not free.
  fileprivate var bytes: Int { reduce(0) { $0 + $1.answer.body.readableBytes + 1024 } }
}
