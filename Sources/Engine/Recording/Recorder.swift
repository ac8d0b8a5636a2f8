import Cluster
import Crypto
import Documents
import Foundation
import Kubernetes
import Oracles
import Southbound
import Synchronization
import Verdicts

/// Watches everything in scope and writes each revision to the ledger of the run, from before the candidate starts.
///
/// It shares the watches of the run, so an object comes once, whoever looks at it.
final class Recorder: Sendable {
  private struct State {
    /// The revision of each recorded object, so that a list after an interruption tells what is new.
    var known: [ObjectKey: KubernetesObject] = [:]
    var refused: [String: String] = [:]
    /// What was left out of account by oracles so far.
    var masked: [Mask: Int] = [:]
    var tiers: Set<Recording.Tier> = [.watches]
    /// Whether what a first list shows was there before the candidate.
    var isBeforeCandidate = true
    /// The same as in the file, without the objects of before.
    var ledger = Ledger()
    /// What all of it tells of the criteria.
    var witness = RunWitness()
    /// Objects in which a secret of the lab was seen.
    var telling: Set<String> = []
  }

  private let writer: LedgerWriter
  private let scope: RecordingScope
  let redactor: Redactor
  /// Tells whether a value of a Secret changed, and is thrown away with the process.
  private let key = SymmetricKey(size: .bits256)
  private let state = Mutex(State())
  private let bell = ChangeBell()
  /// How slow the machine and the lab are at this time.
  let lag = LagMeter()

  /// - Parameter redactor: knows the secrets that no object may tell.
  init(writer: LedgerWriter, scope: RecordingScope, redactor: Redactor = Redactor()) {
    self.writer = writer
    self.scope = scope
    self.redactor = redactor
  }

  /// Begins to watch every type that can be listed and watched, and is not watched yet.
  ///
  /// Types that are refused are noted in the ledger as not seen.
  func follow(_ watches: Watches) async throws {
    let resources = try await watches.client.resources(isFresh: true).preferred.filter(\.isWatchable)
    await withTaskGroup(of: (APIResource, (any Error)?).self) { group in
      for resource in resources {
        group.addTask {
          do {
            try await watches.follow(resource.groupVersionKind)
            return (resource, nil)
          } catch {
            return (resource, error)
          }
        }
      }
      for await (resource, error) in group {
        guard let error, !(error is CancellationError) else { continue }
        let reason = (error as? ClusterError)?.summary ?? "\(error)"
        let name = resource.groupResource.description
        let isNew = state.withLock { $0.refused.updateValue(reason, forKey: name) == nil }
        if isNew { mark("not seen", ["resource": .string(name), "because": .string(reason)]) }
      }
    }
  }

  /// What all that was recorded tells of the criteria.
  var witness: RunWitness { state.withLock(\.witness) }

  /// Types whose objects nobody could see, with the reason, sorted.
  var refused: [(resource: String, reason: String)] {
    state.withLock { $0.refused.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } }
  }

  /// Counts what an oracle left out of account.
  func add(masked: [Mask: Int]) { state.withLock { $0.masked.merge(masked, uniquingKeysWith: +) } }

  /// Verdicts rest on it, too.
  func use(_ tier: Recording.Tier) { state.withLock { _ = $0.tiers.insert(tier) } }

  var tiers: [Recording.Tier] { state.withLock(\.tiers).sorted { $0.rawValue < $1.rawValue } }

  /// How many revisions came since then, of whatever.
  func revisionCount(since time: Double) -> Int {
    state.withLock { $0.ledger.revisions.indices(in: time...max(time, $0.ledger.end)).count }
  }

  var masked: [Mask: Int] { state.withLock(\.masked) }

  /// What comes in a first list from now on was made by somebody in the run.
  func candidateStarts() {
    state.withLock { $0.isBeforeCandidate = false }
    mark("start")
  }

  /// Returns the mark as it stands in the ledger.
  @discardableResult
  func mark(
    _ name: String, _ details: Value = [:], at instant: ContinuousClock.Instant = .now
  ) -> LedgerLine.Mark {
    append(mark: name, details, at: instant) { _ in }.0
  }

  /// The same, with what is recorded of a namespace up to the mark and not beyond.
  func conclude(_ name: String, _ details: Value, for namespace: String) -> (LedgerLine.Mark, Ledger) {
    append(mark: name, details, at: .now) { $0.filtered(to: namespace) }
  }

  private func append<Result: Sendable>(
    mark name: String, _ details: Value, at instant: ContinuousClock.Instant, _ read: @Sendable (Ledger) -> Result
  ) -> (LedgerLine.Mark, Result) {
    var details = details
    // What servers answer may hold what they were sent.
    if let text = details["message"]?.string { details["message"] = .string(redactor.redact(text)) }
    var mark = LedgerLine.Mark(time: writer.time(of: instant), name: name, details: details)
    let (time, result) = append(.mark(mark)) { ($0.end, read($0)) }
    mark.time = time
    return (mark, result)
  }

  /// Takes what a watch shows.
  func take(_ event: Informer.Event) {
    switch event.change {
    case .snapshot(let objects, let isAfterLoss):
      if isAfterLoss { mark("interruption", [:], at: event.arrival) }
      for object in objects { take(object, at: event.arrival, isFirst: !isAfterLoss) }
    case .added(let object), .modified(_, let object): take(object, at: event.arrival, isFirst: false)
    case .deleted(let object):
      guard state.withLock({ $0.known.removeValue(forKey: object.key) }) != nil else { return }
      scope.forget(object)
      append(.deleted, object, at: event.arrival)
    }
  }

  private func take(_ object: KubernetesObject, at arrival: ContinuousClock.Instant, isFirst: Bool) {
    guard scope.takes(object) else { return }
    let (before, isBeforeCandidate) = state.withLock { state in
      (state.known.updateValue(object, forKey: object.key), state.isBeforeCandidate)
    }
    if let before, before.resourceVersion == object.resourceVersion { return }
    append(
      before?.uid == object.uid ? .modified : .added, object, at: arrival,
      isInitial: before == nil && isFirst && isBeforeCandidate)
  }

  private func append(
    _ change: LedgerLine.Change, _ object: KubernetesObject, at arrival: ContinuousClock.Instant,
    isInitial: Bool = false
  ) {
    var shown = object
    var digests: Value?
    if object.key.groupKind == SecretMask.kind {
      digests = .object(
        Object((object.value["data"]?.object ?? [:]).map { name, value in (name, .string(digest(value))) }))
      shown.value = SecretMask.mask(object)
    }
    let tellsSecret = digests == nil && redactor.isTold(in: JSON.bytes(object.value))
    if tellsSecret { shown = redactor.redact(object) }
    append(
      .event(
        LedgerLine.Event(
          time: writer.time(of: arrival), change: change, object: shown, isInitial: isInitial, digests: digests)))
    if tellsSecret, !isInitial { noteSecret(in: object) }
  }

  /// Where it stands is told once; the mark does not hold it.
  private func noteSecret(in object: KubernetesObject) {
    guard let uid = object.uid else { return }
    guard state.withLock({ $0.telling.insert(uid).inserted }) else { return }
    let leaf = FieldChange.changes(from: [:], to: object.value).first { change in
      change.after?.string.map { redactor.isTold(in: $0) } ?? false
    }
    guard let leaf else { return }
    var details: Object = [
      "kind": .string(object.kind), "name": .string(object.name), "path": .string(leaf.path.plainText),
    ]
    details["scope"] = object.namespace.map(Value.string)
    mark(CandidateLife.secretTold, .object(details))
  }

  private func append(_ line: LedgerLine) { append(line) { _ in } }

  /// - Parameter read: the ledger as it is right after the line.
  private func append<Result: Sendable>(_ line: LedgerLine, _ read: @Sendable (Ledger) -> Result) -> Result {
    defer { bell.ring() }
    return state.withLock { state in
      // The lines of the file have the order and the numbers of those in memory.
      writer.append(line)
      state.witness.add(line, to: &state.ledger)
      return read(state.ledger)
    }
  }

  // MARK: Reading

  /// Seconds since the recording began.
  var now: Double { time(of: .now) }

  /// The same of another moment.
  func time(of instant: ContinuousClock.Instant) -> Double { writer.time(of: instant) }

  /// What is recorded of the objects in a namespace, and of those of the cluster that came meanwhile.
  func ledger(of namespace: String) -> Ledger {
    state.withLock { $0.ledger.filtered(to: namespace) }
  }

  /// What is recorded of the same since somebody looked.
  func news(
    of namespace: String, since cursor: inout Ledger.Cursor
  ) -> (revisions: [Revision], marks: [LedgerLine.Mark]) {
    let (news, seen) = state.withLock { [cursor] state in
      var cursor = cursor
      let news = state.ledger.news(of: namespace, since: &cursor)
      return (news, cursor)
    }
    cursor = seen
    return news
  }

  /// Whether the candidate wrote in the last seconds, though it is at rest.
  func hasUnrest(in namespace: String, for seconds: Double) -> Bool {
    var stir = Stir(namespace: namespace)
    let since = now - seconds
    return stir.update(from: self).contains { $0.time > since }
  }

  /// Yields when something was recorded; what comes while the receiver is busy is joined into one.
  func changes() -> AsyncStream<Void> { bell.changes() }

  /// Waits until the watch has shown this state of the object, or a later one; gives up quietly.
  func waitUntilSeen(_ object: KubernetesObject, until limit: ContinuousClock.Instant) async {
    let changes = changes()
    @Sendable func isSeen() -> Bool {
      guard let known = state.withLock({ $0.known[object.key] }) else { return false }
      guard known.uid == object.uid, let seen = known.resourceVersion.flatMap(Int.init),
        let wanted = object.resourceVersion.flatMap(Int.init)
      else { return known.uid == object.uid }
      return seen >= wanted
    }
    _ = try? await withDeadline(limit) {
      if isSeen() { return }
      for await _ in changes where isSeen() { return }
    }
  }

  /// Of a value of a Secret; behind a mark, of what stands in it in any order.
  private func digest(_ value: Value) -> String {
    let text = value.string.flatMap { Data(base64Encoded: $0) }.map { String(decoding: $0, as: UTF8.self) } ?? ""
    let words = UnorderedText.words(text).sorted().joined(separator: " ")
    return "\(digest(JSON.bytes(value)))\(UnorderedText.mark)\(digest(Array(words.utf8)))"
  }

  private func digest(_ bytes: [UInt8]) -> String {
    let code = HMAC<SHA256>.authenticationCode(for: bytes, using: key)
    return code.prefix(12).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  /// The ledger is complete.
  func finish() {
    mark("end")
    writer.finish()
  }

  /// Why lines are missing in the ledger; nil when none are.
  var trouble: String? { writer.trouble }
}
