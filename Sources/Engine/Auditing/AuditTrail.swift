package import Documents
import Foundation
package import Kubernetes
import Southbound
import Synchronization

/// An audit log: each request that the API server tells of, as a line of a file. What candidates may have asked is kept in
/// memory, too.
///
/// Taking a request costs its sender next to nothing: it is written down later, all that came meanwhile at once.
package final class AuditTrail: Sendable {
  package struct Entry: Sendable {
    /// Of the file, from 1 on.
    package var line: Int
    package var arrival: ContinuousClock.Instant
    package var event: AuditEvent
  }

  /// Of the log of a run, in its folder.
  package static let fileName = "audit.jsonl"

  private struct Pending {
    var events: [(event: AuditEvent, arrival: ContinuousClock.Instant)] = []
    var lost = 0
  }

  private struct Store {
    /// A log that somebody else writes.
    var source: AuditLogReader?
    var file: FileHandle?
    var lineCount = 0
    var bytes = 0
    var entries: [Entry] = []
    var trouble: String?
  }

  private static let pendingLimit = 50_000
  private static let entryLimit = 20_000
  private static let pause = Duration.seconds(1)

  /// Of the file.
  let name: String
  private let byteLimit: Int
  private let redactor: Redactor
  private let isWanted: @Sendable (AuditEvent) -> Bool
  private let follows: Bool
  private let pending = Mutex(Pending())
  private let store: Mutex<Store>
  private let bell = ChangeBell()

  /// - Parameters:
  ///   - path: Of the file; an older one is replaced.
  ///   - source: The log of a kube-apiserver; nil when an API server tells this object itself.
  ///   - isWanted: What of the source concerns the run.
  /// - Throws: when the file cannot be written.
  package init(
    path: String, redactor: Redactor, source: AuditLogReader? = nil, byteLimit: Int = 256 << 20,
    isWanted: @escaping @Sendable (AuditEvent) -> Bool = { _ in true }
  ) throws(Diagnostic) {
    guard FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]),
      let file = FileHandle(forWritingAtPath: path)
    else { throw .error("cannot write the audit log \"\(path)\"", hint: "check that its folder is writable") }
    name = path.split(separator: "/").last.map(String.init) ?? path
    self.redactor = redactor
    self.byteLimit = byteLimit
    self.isWanted = isWanted
    follows = source != nil
    store = Mutex(Store(source: source, file: file))
  }

  /// Takes what the API server tells.
  package func take(_ event: AuditEvent) {
    let isFirst = pending.withLock { pending in
      guard pending.events.count < Self.pendingLimit else {
        pending.lost += 1
        return false
      }
      pending.events.append((event, .now))
      return pending.events.count == 1
    }
    if isFirst { bell.ring() }
  }

  /// Writes down what comes until the task is cancelled.
  package func run() async {
    // No event tells that another program, perhaps on another machine, has written on.
    while follows, (try? await Task.sleep(for: Self.pause)) != nil { catchUp() }
    let changes = bell.changes()
    // What came before the bell was heard.
    catchUp()
    for await _ in changes { catchUp() }
  }

  /// Writes down all that has come.
  ///
  /// - Returns: how many lines there are now.
  @discardableResult
  func catchUp() -> Int {
    store.withLock { store in
      var news = pending.withLock { pending in
        defer { pending.events = [] }
        return pending.events
      }
      news += (store.source?.news() ?? []).filter(isWanted).map { ($0, .now) }
      if !news.isEmpty { write(news, to: &store) }
      return store.lineCount
    }
  }

  /// What came after that line of all that may be a candidate's business, as far as it is kept.
  func entries(after line: Int) -> [Entry] {
    catchUp()
    return store.withLock { store in Array(store.entries.reversed().prefix { $0.line > line }.reversed()) }
  }

  /// Why lines are missing; nil when none are.
  package var trouble: String? {
    let lost = pending.withLock(\.lost)
    return store.withLock { $0.trouble ?? $0.source?.trouble }
      ?? (lost > 0
        ? "\(lost) requests are missing in \(name): they came faster than it could be written" : nil)
  }

  /// Nothing may be taken afterwards.
  package func finish() {
    catchUp()
    store.withLock { store in
      store.source?.close()
      try? store.file?.close()
      store.file = nil
    }
  }

  private func write(_ news: [(event: AuditEvent, arrival: ContinuousClock.Instant)], to store: inout Store) {
    guard let file = store.file, store.trouble == nil else { return }
    var text = ""
    var count = store.lineCount
    var entries: [Entry] = []
    for (event, arrival) in news {
      count += 1
      text += redactor.redact(JSON.text(event.value)) + "\n"
      guard let subject = event.subject, !subject.namespace.isEmpty, !event.userAgent.hasPrefix("plugfest/") else {
        continue
      }
      entries.append(Entry(line: count, arrival: arrival, event: event))
    }
    guard store.bytes + text.utf8.count <= byteLimit else {
      store.trouble = "\(name) is full: what came after line \(store.lineCount) is not in it"
      return
    }
    do { try file.write(contentsOf: Data(text.utf8)) } catch {
      store.trouble = "\(name) could not be written after line \(store.lineCount): \(error)"
      return
    }
    store.bytes += text.utf8.count
    store.lineCount = count
    store.entries += entries
    // Cut in large steps, so that appending stays cheap.
    if store.entries.count > Self.entryLimit * 5 / 4 {
      store.entries.removeFirst(store.entries.count - Self.entryLimit)
    }
  }
}
