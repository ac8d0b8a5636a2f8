import Expressions
import Oracles
import Southbound
import Synchronization

/// What the candidate printed last, with the time of each line. The whole of it is in the run folder.
final class CandidateLog: Sendable {
  private struct Line {
    var time: ContinuousClock.Instant
    var text: String
  }

  private struct State {
    var lines: [Line] = []
    var bytes = 0
    /// When the newest line came that is not kept any more.
    var forgotten: ContinuousClock.Instant?
    /// Why it cannot be read, as far as that is known.
    var problem: String?
    var facts = LogFacts()
  }

  private let lineLimit: Int
  private let byteLimit: Int
  private let state = Mutex(State())
  private let bell = ChangeBell()

  /// - Parameters:
  ///   - lineLimit: how many lines are kept.
  ///   - byteLimit: how much text is kept.
  init(lineLimit: Int = 20_000, byteLimit: Int = 8 << 20) {
    self.lineLimit = lineLimit
    self.byteLimit = byteLimit
  }

  /// What all lines so far are like, those too that are not kept any more.
  var facts: LogFacts { state.withLock(\.facts) }

  /// - Parameter tellsSecret: whether a secret of the lab was taken out of the line.
  func append(_ text: String, at time: ContinuousClock.Instant = .now, tellsSecret: Bool = false) {
    state.withLock { state in
      state.facts.add(text, tellsSecret: tellsSecret)
      state.lines.append(Line(time: time, text: text))
      state.bytes += text.utf8.count
      if state.lines.count > lineLimit || state.bytes > byteLimit { forget(&state) }
    }
    bell.ring()
  }

  /// Notes that lines may be missing because nobody lets us read them.
  func cannotBeRead(_ reason: String) { state.withLock { $0.problem = reason } }

  /// Why nothing could be read so far; nil when something was, or nothing stood against it.
  var problem: String? { state.withLock { $0.lines.isEmpty && $0.forgotten == nil ? $0.problem : nil } }

  /// A part at once, so that a long log does not cost its length with each line.
  private func forget(_ state: inout State) {
    var count = max(1, state.lines.count / 4)
    while count < state.lines.count, state.lines[count...].reduce(0, { $0 + $1.text.utf8.count }) > byteLimit {
      count += max(1, (state.lines.count - count) / 4)
    }
    state.forgotten = state.lines[count - 1].time
    state.bytes -= state.lines[..<count].reduce(0) { $0 + $1.text.utf8.count }
    state.lines.removeFirst(count)
  }

  /// The last lines, oldest first.
  func last(_ count: Int) -> [String] { state.withLock { $0.lines.suffix(count).map(\.text) } }

  func lines(since: ContinuousClock.Instant) -> [String] {
    state.withLock { state in state.lines.reversed().prefix { $0.time >= since }.reversed().map(\.text) }
  }

  func timedLines(since: ContinuousClock.Instant) -> [(time: ContinuousClock.Instant, text: String)] {
    state.withLock { state in state.lines.reversed().prefix { $0.time >= since }.reversed().map { ($0.time, $0.text) } }
  }

  /// Whether lines since then are not kept any more.
  func hasForgotten(since: ContinuousClock.Instant) -> Bool {
    state.withLock { $0.forgotten.map { $0 >= since } ?? false }
  }

  /// Yields when lines have come; those that come while the receiver is busy are joined into one.
  func changes() -> AsyncStream<Void> { bell.changes() }
}
