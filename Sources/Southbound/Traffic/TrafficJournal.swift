package import Documents
import Foundation
import Synchronization

/// Every request of the candidate to one system outside, in order. Memory keeps the newest; the file, when there is one,
/// has them all: a line when a request is taken on, before anything is done about it, and one when its answer is known.
package final class TrafficJournal: Sendable {
  private struct State {
    /// In the order of their numbers, without gaps.
    var entries: [TrafficEntry] = []
    var count = 0
    var file: FileHandle?
    /// Why lines are missing in the file.
    var trouble: String?

    /// Numbers have no gaps, so it is found without a search.
    func index(of number: Int) -> Int? {
      guard let first = entries.first?.number, number >= first, number - first < entries.count else { return nil }
      return number - first
    }
  }

  /// Of bodies, in characters; what is longer is cut off and says so.
  package static let bodyLimit = 64 << 10

  private let state: Mutex<State>
  private let bell = ChangeBell()
  private let limit: Int

  /// - Parameters:
  ///   - file: gets the lines of JSON; an older file is replaced.
  ///   - limit: how many requests are kept in memory.
  /// - Throws: when the file cannot be written.
  package init(file: String? = nil, limit: Int = 20_000) throws(Diagnostic) {
    self.limit = limit
    var handle: FileHandle?
    if let file {
      guard FileManager.default.createFile(atPath: file, contents: nil, attributes: [.posixPermissions: 0o600]),
        let opened = FileHandle(forWritingAtPath: file)
      else {
        throw .error("cannot write the journal \"\(file)\"", hint: "check that its folder exists and is writable")
      }
      handle = opened
    }
    state = Mutex(State(file: handle))
  }

  /// Notes a request before anything is done about it; returns the number under which its end is noted.
  ///
  /// When this returns, the line is with the operating system: a kill of this process does not lose it.
  package func begin(_ entry: TrafficEntry) -> Int {
    var entry = entry
    if let body = entry.body, body.utf8.count > Self.bodyLimit {
      entry.body = "\(String(decoding: body.utf8.prefix(Self.bodyLimit), as: UTF8.self))… (\(body.utf8.count) bytes)"
    }
    return change { state in
      state.count += 1
      entry.number = state.count
      state.entries.append(entry)
      // Cut in large steps, so that appending stays cheap.
      if state.entries.count > limit + limit / 4 + 1 { state.entries.removeFirst(state.entries.count - limit) }
      write(.asked, entry, &state)
      return entry.number
    }
  }

  /// Notes what became of a request.
  ///
  /// - Parameter status: nil when there was no answer.
  package func finish(_ number: Int, status: Int?, seconds: Double, faults: [String] = [], reply: String? = nil) {
    change { state in
      guard let index = state.index(of: number) else { return }
      state.entries[index].status = status
      state.entries[index].seconds = seconds
      state.entries[index].faults = faults
      state.entries[index].reply = reply
      write(.answered, state.entries[index], &state)
    }
  }

  /// How many requests there were since the start.
  package var count: Int { state.withLock(\.count) }

  /// Why lines are missing in the file; nil when none are.
  package var trouble: String? { state.withLock(\.trouble) }

  /// Those that are still in memory, after the given number.
  package func entries(after number: Int = 0) -> [TrafficEntry] {
    state.withLock { state in Array(state.entries.reversed().prefix { $0.number > number }.reversed()) }
  }

  /// Those that came since then, and whether all of them are still in memory.
  package func entries(since instant: ContinuousClock.Instant) -> (entries: [TrafficEntry], isComplete: Bool) {
    state.withLock { state in
      let found = Array(state.entries.reversed().prefix { $0.instant >= instant }.reversed())
      return (found, state.entries.count == state.count || found.count < state.entries.count)
    }
  }

  /// Yields when something was noted; what comes while the receiver is busy is joined into one.
  package func changes() -> AsyncStream<Void> { bell.changes() }

  // MARK: Parts

  /// What is known of a request at two times, each a line of the file.
  private enum Phase: String {
    case asked, answered

    var members: Set<String> {
      switch self {
      case .asked: ["number", "time", "method", "path", "query", "body", "userAgent"]
      case .answered: ["number", "status", "seconds", "faults", "reply"]
      }
    }
  }

  private func change<Result: Sendable>(_ body: (inout sending State) -> sending Result) -> Result {
    defer { bell.ring() }
    return state.withLock { state in body(&state) }
  }

  private func write(_ phase: Phase, _ entry: TrafficEntry, _ state: inout State) {
    guard let file = state.file else { return }
    var line: Object = ["phase": .string(phase.rawValue)]
    for (name, value) in entry.document.object ?? [:] where phase.members.contains(name) { line[name] = value }
    // A full disk must not stop the candidate's traffic; that something is missing is told.
    do { try file.write(contentsOf: Data(JSON.bytes(.object(line)) + [UInt8(ascii: "\n")])) } catch {
      state.file = nil
      state.trouble = "the journal could not be written from request \(entry.number) on: \(error)"
    }
  }
}
