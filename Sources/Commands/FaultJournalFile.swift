internal import Documents
internal import Engine
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

  /// Those of a time, as far as they are kept in memory.
  func records(in time: ClosedRange<Date>) -> [LabJournal.Record] {
    recent.withLock { $0.filter { time.contains($0.time) } }.map { time, record in
      let fault = record.fault.map { "\($0.quoted): " } ?? ""
      return LabJournal.Record(
        time: time, text: "\(fault)\(record.action)\(record.request.map { ", \($0.text)" } ?? "")")
    }
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

extension FaultSubject {
  /// `update prefixes/status plugfest-a-1/demo, by netbox-operator/1.0.0`
  fileprivate var text: String {
    let what = [resource, subresource].filter { !$0.isEmpty }.joined(separator: "/")
    let which = [namespace, name].filter { !$0.isEmpty }.joined(separator: "/")
    let words = [verb, what, which].filter { !$0.isEmpty }.joined(separator: " ")
    return userAgent.isEmpty ? words : "\(words), by \(userAgent)"
  }
}
