import Documents
import Foundation
import Oracles
import Synchronization

/// Appends lines to the ledger of a run. Each is with the operating system when it is appended, so that a kill of this
/// process loses none; a part that is full, and the last one at the end, is compressed.
final class LedgerWriter: Sendable {
  private struct State {
    var part = 0
    var bytes = 0
    var file: FileHandle?
    /// Why nothing more is written.
    var trouble: String?
  }

  private let folder: String
  private let partLimit: Int
  private let start: ContinuousClock.Instant
  private let state = Mutex(State())

  /// - Parameter partLimit: in bytes.
  init(folder: String, partLimit: Int = 128 << 20, start: ContinuousClock.Instant = .now) {
    self.folder = folder
    self.partLimit = partLimit
    self.start = start
  }

  /// Why lines are missing; nil when none are.
  var trouble: String? { state.withLock(\.trouble) }

  /// Seconds since the recording began.
  func time(of instant: ContinuousClock.Instant) -> Double {
    let parts = (instant - start).components
    let seconds = Double(parts.seconds) + Double(parts.attoseconds) / 1e18
    return max(0, (seconds * 1000).rounded() / 1000)
  }

  func append(_ line: LedgerLine) {
    let bytes = JSON.bytes(line.value) + [UInt8(ascii: "\n")]
    state.withLock { state in
      guard state.trouble == nil else { return }
      if state.file == nil || state.bytes + bytes.count > partLimit { openNext(&state) }
      do {
        try state.file?.write(contentsOf: Data(bytes))
        state.bytes += bytes.count
      } catch {
        state.trouble = "the ledger could not be written on: \(error)"
      }
    }
  }

  /// Compresses the last part. Nothing may be appended afterwards.
  func finish() {
    state.withLock { state in
      close(&state)
      if state.trouble == nil { state.trouble = "the recording is over" }
    }
  }

  private func openNext(_ state: inout State) {
    close(&state)
    state.part += 1
    let path = path(of: state.part)
    guard FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]),
      let file = FileHandle(forWritingAtPath: path)
    else {
      state.trouble = "the ledger \(path) cannot be written"
      return
    }
    state.file = file
    state.bytes = 0
  }

  private func close(_ state: inout State) {
    guard let file = state.file else { return }
    try? file.close()
    state.file = nil
    // A part that cannot be compressed is as good as it is.
    _ = try? LedgerFile(path(of: state.part)).compress()
  }

  private func path(of part: Int) -> String { "\(folder)/ledger-\(part).jsonl" }
}
