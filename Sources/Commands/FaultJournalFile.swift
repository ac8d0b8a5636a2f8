internal import Documents
internal import Foundation
internal import LabStore
internal import Synchronization

/// The faults that an embedded lab injected during a run, one JSON text a line; there is no file when there were none.
final class FaultJournalFile: Sendable {
  private enum State: Sendable {
    case unopened(path: String)
    case open(FileHandle)
    case failed
  }

  private let state: Mutex<State>
  private let recent = Mutex<[(time: Date, record: FaultRecord)]>([])
  /// How many are kept in memory, too.
  private static let limit = 10_000

  init(_ path: String) { state = Mutex(.unopened(path: path)) }

  /// Those since a time, as far as they are kept in memory.
  func records(since date: Date) -> [Value] {
    recent.withLock { $0.filter { $0.time >= date }.map(\.record.value) }
  }

  func append(_ record: FaultRecord) {
    recent.withLock { recent in
      recent.append((Date(), record))
      // Cut in large steps, so that appending stays cheap.
      if recent.count > Self.limit * 5 / 4 { recent.removeFirst(recent.count - Self.limit) }
    }
    state.withLock { state in
      if case .unopened(let path) = state {
        let isMade = FileManager.default.createFile(
          atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
        state = (isMade ? FileHandle(forWritingAtPath: path) : nil).map(State.open) ?? .failed
      }
      guard case .open(let file) = state else { return }
      // A full disk must not stop the lab.
      do { try file.write(contentsOf: Data(JSON.bytes(record.value) + [0x0A])) } catch { state = .failed }
    }
  }
}
