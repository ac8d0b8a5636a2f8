import Documents
import Plans
import Southbound
import Verdicts

extension CaseContext {
  /// Judges what the candidate asked of a system: by now, in a time, or as soon as everything holds. It is woken by what
  /// comes, and asks nobody.
  func judge(_ operation: Step.Operation.Journal) async throws -> String {
    let start = ContinuousClock.now
    let system = try system(operation.endpoint, at: operation.place)
    let look = JournalLook(
      journal: system.journal, begins: try beginning(of: operation, start, system.journal),
      selector: TrafficSelector(
        methods: operation.methods, path: try operation.path.map { try scope.text($0) },
        body: try operation.body.map { try scope.text($0) }), writes: operation.writes)
    if let trouble = system.journal.trouble { throw Failure(.harnessDefect, trouble, at: operation.place) }
    let entries: [TrafficEntry]
    if let within = operation.within {
      entries = try await wait(operation, look, until: min(start + within, deadline))
    } else if let duration = operation.duration {
      entries = try await watch(operation, look, from: start, for: duration)
    } else {
      entries = try look.entries(at: operation.place)
    }
    if let failure = mismatch(operation, look, entries) { throw failure }
    if let handle = operation.handle { scope.set(handle, Self.value(entries, system.journal)) }
    return entries.count == 1 ? "1 request" : "\(entries.count) requests"
  }

  private func beginning(
    of operation: Step.Operation.Journal, _ start: ContinuousClock.Instant, _ journal: TrafficJournal
  ) throws -> JournalLook.Beginning {
    switch operation.since {
    case .write: return .instant(scope.lastWrite.began)
    case .step: return .instant(start)
    case .case: return .instant(scope.beginning.began)
    case .handle(let name):
      guard case .value(let value)? = scope.name(name), let position = value["position"]?.integer else {
        throw Failure(
          .suiteDefect, "\"\(name)\" is no step that looked at a journal or began a fault", at: operation.place)
      }
      return .after(Int(position))
    }
  }

  /// Waits until everything holds; what is too much by then cannot become less.
  private func wait(
    _ operation: Step.Operation.Journal, _ look: JournalLook, until limit: ContinuousClock.Instant
  ) async throws -> [TrafficEntry] {
    let changes = look.journal.changes()
    @Sendable func decided() throws -> [TrafficEntry]? {
      let entries = try look.entries(at: operation.place)
      return look.isTooMany(entries, operation.count) || mismatch(operation, look, entries) == nil ? entries : nil
    }
    if let entries = try decided() { return entries }
    do {
      return try await withDeadline(limit) {
        for await _ in changes {
          if let entries = try decided() { return entries }
        }
        throw CancellationError()
      }
    } catch is DeadlineExceeded {
      return try look.entries(at: operation.place)
    }
  }

  private func watch(
    _ operation: Step.Operation.Journal, _ look: JournalLook, from start: ContinuousClock.Instant,
    for duration: Duration
  ) async throws -> [TrafficEntry] {
    guard start + duration <= deadline else {
      throw Failure(
        .suiteDefect, "the time of the case is used up before \(GoDuration.text(duration)) have passed",
        at: operation.place, remedy: "give the case more time: `timeout`")
    }
    let changes = look.journal.changes()
    do {
      return try await withDeadline(start + duration) {
        for await _ in changes {
          let entries = try look.entries(at: operation.place)
          if look.isTooMany(entries, operation.count) { return entries }
        }
        throw CancellationError()
      }
    } catch is DeadlineExceeded {
      return try look.entries(at: operation.place)
    }
  }

  private func mismatch(
    _ operation: Step.Operation.Journal, _ look: JournalLook, _ entries: [TrafficEntry]
  ) -> Failure? {
    let what = "\(look.title) to \(operation.endpoint)"
    if let count = operation.count, !count.contains(entries.count) {
      return Failure(
        .expectationNotMet, "the candidate sent \(entries.count) \(what), expected \(count)\(Self.first(entries))",
        details: look.story(entries), at: operation.place)
    }
    let value = Self.value(entries, look.journal)
    for case .condition(let template, let source, let place) in operation.conditions {
      guard let broken = check(template, source, place, extra: ["journal": value]) else { continue }
      return Failure(
        .expectationNotMet, "of the \(what): not so: \(broken.title)", details: broken.details + look.story(entries),
        at: broken.place)
    }
    return nil
  }

  private static func first(_ entries: [TrafficEntry]) -> String {
    guard let first = entries.first else { return "" }
    return entries.count == 1 ? ": \(first.text)" : ", the first of them: \(first.text)"
  }

  private static func value(_ entries: [TrafficEntry], _ journal: TrafficJournal) -> Value {
    let writes = entries.count(where: \.isWrite)
    return [
      "requests": .array(entries.map(\.document)), "count": .integer(Int64(entries.count)),
      "writes": .integer(Int64(writes)), "reads": .integer(Int64(entries.count - writes)),
      "position": .integer(Int64(entries.last?.number ?? journal.count)),
    ]
  }
}

/// Which part of a journal a step looks at.
private struct JournalLook {
  enum Beginning {
    case instant(ContinuousClock.Instant)
    /// What follows the request of this number.
    case after(Int)
  }

  let journal: TrafficJournal
  let begins: Beginning
  let selector: TrafficSelector
  let writes: Bool?

  /// `writes`, `POST requests for /api/ipam/prefixes/`
  var title: String {
    let methods = selector.methods.isEmpty ? "" : "\(selector.methods.joined(separator: ", ")) "
    let kind = writes.map { $0 ? "writes" : "reads" } ?? "requests"
    return methods + kind + (selector.path.map { " for \($0)" } ?? "") + (selector.body.map { " with \"\($0)\"" } ?? "")
  }

  /// - Throws: `Failure` when some are not kept any more: nothing is judged that nobody saw.
  func entries(at place: Place) throws -> [TrafficEntry] {
    let all: [TrafficEntry]
    let isComplete: Bool
    switch begins {
    case .instant(let instant): (all, isComplete) = journal.entries(since: instant)
    case .after(let number):
      all = journal.entries(after: number)
      isComplete = all.first.map { $0.number == number + 1 } ?? true
    }
    guard isComplete else {
      throw Failure(
        .harnessDefect, "the candidate sent so many requests that the first of them are not kept in memory", at: place,
        remedy: "judge a shorter time: `since`")
    }
    return all.filter { entry in
      (writes == nil || writes == entry.isWrite)
        && selector.matches(method: entry.method, path: entry.path, body: entry.body)
    }
  }

  func isTooMany(_ entries: [TrafficEntry], _ count: CountRange?) -> Bool {
    count?.atMost.map { entries.count > $0 } ?? false
  }

  /// What was asked, with the times since the beginning.
  func story(_ entries: [TrafficEntry]) -> [String] {
    let shown = 20
    let origin: ContinuousClock.Instant? =
      if case .instant(let instant) = begins { instant } else { entries.first?.instant }
    let lines = entries.prefix(shown).map { entry in
      origin.map { "+\(CaseContext.text(max(entry.instant - $0, .zero)))  \(entry.text)" } ?? entry.text
    }
    return lines + (entries.count > shown ? ["and \(entries.count - shown) more"] : [])
  }
}
