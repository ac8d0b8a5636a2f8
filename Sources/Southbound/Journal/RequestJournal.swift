package import Documents
package import Foundation
import Synchronization

/// Every request that a simulator answered, in order. The oldest are forgotten when there are too many; the file, when
/// there is one, has them all.
package final class RequestJournal: Sendable {
  /// One request and what became of it.
  package struct Entry: Sendable, Hashable {
    /// Counts from 1 and never repeats.
    package var number: Int
    package var time: Date
    package var method: String
    /// As the client sent it, without the query.
    package var path: String
    package var query: String
    /// The user whose token it carried; the token itself is never kept.
    package var user: String?
    package var userAgent: String?
    package var requestID: String
    /// As text; nil when there was none.
    package var body: String?
    package var status: Int
    package var seconds: Double

    /// Whether the request could have changed anything.
    package var isWrite: Bool { ["POST", "PUT", "PATCH", "DELETE"].contains(method) }
  }

  private struct State {
    var entries: [Entry] = []
    var count = 0
    var file: FileHandle?
  }

  private let state: Mutex<State>
  private let limit: Int

  /// - Parameters:
  ///   - file: gets a line of JSON per request; an older file is replaced.
  ///   - limit: how many requests are kept in memory.
  /// - Throws: when the file cannot be written.
  package init(file: String? = nil, limit: Int = 20_000) throws(Diagnostic) {
    self.limit = limit
    var handle: FileHandle?
    if let file {
      guard FileManager.default.createFile(atPath: file, contents: nil, attributes: [.posixPermissions: 0o600]),
        let opened = FileHandle(forWritingAtPath: file)
      else {
        throw .error(
          "cannot write the request journal \"\(file)\"", hint: "check that its folder exists and is writable")
      }
      handle = opened
    }
    state = Mutex(State(file: handle))
  }

  /// Appends an entry, which gets its number.
  func append(_ entry: Entry) {
    state.withLock { state in
      var entry = entry
      state.count += 1
      entry.number = state.count
      state.entries.append(entry)
      // Cut in large steps, so that appending stays cheap.
      if state.entries.count > limit + limit / 4 + 1 { state.entries.removeFirst(state.entries.count - limit) }
      if let file = state.file {
        let line = JSON.bytes(entry.document) + [UInt8(ascii: "\n")]
        // A full disk must not stop the simulator; what is in memory stays.
        do { try file.write(contentsOf: Data(line)) } catch { state.file = nil }
      }
    }
  }

  /// How many requests there were since the start.
  package var count: Int { state.withLock { $0.count } }

  /// The entries that are still in memory, after the given number.
  package func entries(after number: Int = 0) -> [Entry] {
    state.withLock { state in Array(state.entries.suffix(limit).drop { $0.number <= number }) }
  }
}

extension RequestJournal.Entry {
  /// As the journal's file and page show it.
  package var document: Value {
    let milliseconds = Int64((time.timeIntervalSince1970 * 1_000_000).rounded())
    return [
      "number": .integer(Int64(number)), "time": .string(Timestamp(microseconds: milliseconds).text),
      "method": .string(method), "path": .string(path), "query": .string(query),
      "user": user.map { .string($0) } ?? .null, "userAgent": userAgent.map { .string($0) } ?? .null,
      "requestID": .string(requestID), "body": body.map { .string($0) } ?? .null, "status": .integer(Int64(status)),
      "seconds": .double(seconds),
    ]
  }
}
