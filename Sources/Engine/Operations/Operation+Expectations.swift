import Documents
import Kubernetes
import Plans
import Verdicts

extension CaseContext {
  /// Waits until all expectations hold at once, woken by changes of the objects on which they depend. When a state came
  /// counts, not when it was looked at.
  func eventually(_ eventually: Step.Operation.Eventually) async throws -> String {
    let start = ContinuousClock.now
    let limit = min(start + eventually.within, deadline)
    let expectations = try await follow(eventually.expectations)
    let interest = interest(of: expectations)
    var moments = Moments(watches.live, interest, at: start)
    let come = try await met(in: &moments, until: limit) { moment in
      moment.arrival <= limit && hold(expectations, at: moment) ? moment.arrival : nil
    }
    if let come {
      try check(eventually, came: come, window: Moments(watches.live, interest, since: moments.start, at: start), start)
      return "after \(Self.text(max(come - start, .zero)))"
    }
    throw failure(
      .expectationNotMet, broken(expectations, at: moments.last),
      "did not become true within \(GoDuration.text(eventually.within))", moments, start, at: moments.last)
  }

  /// How long it took since the last write, to the arrival of what made it true.
  private func check(
    _ eventually: Step.Operation.Eventually, came: ContinuousClock.Instant, window: Moments,
    _ start: ContinuousClock.Instant
  ) throws {
    guard let bound = eventually.faster else { return }
    let time = max(came - scope.lastWrite.time, .zero)
    guard time > bound else { return }
    var moments = window
    let moment = moments.next().last { $0.arrival == came } ?? window.last
    throw Failure(
      .expectationNotMet, "became true \(Self.text(time)) after the last write, and may take \(GoDuration.text(bound))",
      details: story(window, start, at: moment))
  }

  /// Looks at every state in the time, and fails at the first one in which an expectation does not hold.
  func consistently(_ consistently: Step.Operation.Consistently) async throws -> String {
    let start = ContinuousClock.now
    let limit = min(start + consistently.duration, deadline)
    let expectations = try await follow(consistently.expectations)
    let interest = interest(of: expectations)
    let window = Moments(watches.live, interest, at: start)
    var moments = window
    try await keep(in: &moments, from: start, for: consistently.duration, until: limit) { moment in
      let broken = broken(expectations, at: moment)
      if broken.isEmpty { return nil }
      return failure(
        .stateNotKept, broken, "did not stay true for \(Self.text(max(moment.arrival - start, .zero)))", window, start,
        at: moment)
    }
    return "held for \(GoDuration.text(consistently.duration))"
  }

  /// Returns whether the object was gone by then.
  func waitUntilGone(_ reference: ObjectReference, deadline: ContinuousClock.Instant) async throws -> Bool {
    let interest = Interest(keys: [reference.key])
    var moments = Moments(watches.live, interest)
    let gone: Bool? = try await Lookout(live: watches.live, interest: interest, limit: deadline).look(
      through: &moments
    ) { $0.object(reference.key) == nil ? true : nil }
    if gone != nil { return true }
    // It may be the watch that is behind.
    try await watches.catchUp(with: interest)
    return watches.live.object(reference.key) == nil
  }

  // MARK: Waiting

  /// Gives each moment to `judge` until that gives a result or the time is up. Before it is said that nothing came in
  /// time, one look at the server makes sure that it was not the lab that kept it back.
  ///
  /// - Throws: `Failure` of the lab when nobody can tell.
  func met<Result: Sendable>(
    in moments: inout Moments, until limit: ContinuousClock.Instant, _ judge: (Moment) throws -> Result?
  ) async throws -> Result? {
    let lookout = Lookout(live: watches.live, interest: moments.interest, limit: limit)
    if let result = try await lookout.look(through: &moments, judge) { return result }
    let time = try await watches.catchUp(with: moments.interest)
    for moment in moments.next() { if let result = try judge(moment) { return result } }
    if let loss = moments.loss {
      throw Failure(.labUnavailable, "nobody can tell whether it came true: \(loss)")
    }
    guard time < Self.slow else {
      throw Failure(
        .labUnavailable, "it did not come true in time, but the lab did not answer for \(Self.text(time)) either")
    }
    return nil
  }

  /// A server that answers later was away.
  private static let slow = Duration.seconds(2)

  /// Gives each moment until the time has passed to `judge`, and fails with what that gives.
  ///
  /// - Throws: `Failure`, of the lab when a state may have been missed, and of the suite when the case ends before.
  func keep(
    in moments: inout Moments, from start: ContinuousClock.Instant, for duration: Duration,
    until limit: ContinuousClock.Instant, _ judge: (Moment) throws -> Failure?
  ) async throws {
    let lookout = Lookout(live: watches.live, interest: moments.interest, limit: limit)
    if let failure = try await lookout.look(through: &moments, judge) { throw failure }
    try await watches.catchUp(with: moments.interest)
    for moment in moments.next() {
      guard let failure = try judge(moment) else { continue }
      if moment.arrival <= limit { throw failure }
      throw Failure(
        .labUnavailable,
        "a state that breaks it came when the time was just over, so nobody can tell: \(failure.message)",
        details: failure.details)
    }
    if let loss = moments.loss {
      throw Failure(.labUnavailable, "nobody can tell whether it held all the time: \(loss)")
    }
    guard limit == start + duration else {
      throw Failure(
        .suiteDefect, "the time of the case is used up before \(GoDuration.text(duration)) have passed",
        remedy: "give the case more time: `timeout`")
    }
  }

  // MARK: Failures

  /// - Parameters:
  ///   - window: What was looked at, from where on.
  ///   - moment: At which it went wrong.
  func failure(
    _ kind: Failure.Kind, _ broken: [Expected.Broken], _ what: String, _ window: Moments,
    _ start: ContinuousClock.Instant, at moment: Moment
  ) -> Failure {
    let details = broken.flatMap { item in
      item.details.isEmpty ? [] : ["\(item.title)"] + item.details.map { "  \($0)" }
    }
    return Failure(
      kind, "\(what): \(broken.map(\.title).joined(separator: "; "))",
      details: details + story(window, start, at: moment), at: broken.first?.place)
  }

  /// What a person looks at first: the objects as they were, and how they came to that.
  func story(_ window: Moments, _ start: ContinuousClock.Instant, at moment: Moment) -> [String] {
    let timeline = Timeline(start: start)
    var lines: [String] = []
    if let change = moment.change { lines.append("as of " + timeline.line(change, before: moment.before)) }
    for key in window.interest.keys.sorted(by: { $0.description < $1.description }) {
      lines += Self.summary(of: key, moment.object(key))
    }
    let came = timeline.lines(of: window.interest, since: window.start, in: window.live)
    return lines + (came.isEmpty ? ["nothing changed meanwhile"] : ["what changed meanwhile:"] + came)
  }

  private static func summary(of key: ObjectKey, _ object: KubernetesObject?) -> [String] {
    guard let object else { return ["\(key.kind) \(key.name) does not exist"] }
    let head = "\(key.kind) \(key.name), generation \(object.generation ?? 0)"
    let conditions = object.conditions.map { condition in
      "  \(condition.type)=\(condition.status) \(condition.reason): \(condition.message)"
    }
    return [conditions.isEmpty ? "\(head): no conditions" : "\(head):"] + conditions
  }

  static func text(_ duration: Duration) -> String { "\((RunClock.seconds(duration) * 1000).rounded() / 1000) s" }

  static func elapsed(since start: ContinuousClock.Instant) -> String { text(.now - start) }
}
