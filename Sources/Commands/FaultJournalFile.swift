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

  init(_ path: String) { state = Mutex(.unopened(path: path)) }

  func append(_ record: FaultRecord) {
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
