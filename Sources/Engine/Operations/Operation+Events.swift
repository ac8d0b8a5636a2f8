import Documents
import Kubernetes
import Plans
import Verdicts

extension CaseContext {
  /// Waits for Events that are newer than the last write, the step or the case; with an upper bound, all the time.
  func wait(for events: Step.Operation.Events) async throws -> String {
    let start = ContinuousClock.now
    let limit = min(start + events.within, deadline)
    let expected = try await follow(events.pattern)
    let position: Int
    switch events.since {
    case .write: position = scope.lastWrite.position
    case .step: position = watches.live.position
    case .case: position = scope.beginning.position
    }
    if let scope = watches.live.watchedLate(Interest(selections: [expected.selection]), since: position) {
      throw Failure(
        .labUnavailable, "\(scope.title) could not be watched from the beginning, so nobody can tell which are new",
        at: events.pattern.place, remedy: "let the run's user watch Events in all namespaces")
    }
    var moments = Moments(watches.live, Interest(selections: [expected.selection]), since: position, at: start)
    var count = 0
    var others: [String] = []
    func note(_ moment: Moment) {
      let more = expected.occurrences(at: moment)
      count += more
      if more == 0, let event = moment.change?.object, expected.isAbout(event) {
        others.append(ExpectedEvent.text(of: event))
      }
    }
    func failure(_ kind: Failure.Kind, _ what: String) -> Failure {
      let seen =
        others.isEmpty ? ["no other Event came"] : ["other Events that came:"] + others.suffix(10).map { "  \($0)" }
      return Failure(
        kind, "\(what): expected \(events.count), found \(count)", details: seen, at: events.pattern.place)
    }
    if events.count.atMost == nil {
      let come = try await met(in: &moments, until: limit) { moment -> Bool? in
        if moment.arrival <= limit { note(moment) }
        return count >= events.count.atLeast ? true : nil
      }
      guard come != nil else {
        throw failure(.expectationNotMet, "such an Event did not come within \(GoDuration.text(events.within))")
      }
    } else {
      try await keep(in: &moments, from: start, for: events.within, until: limit) { moment in
        note(moment)
        return count > events.count.atMost ?? .max ? failure(.stateNotKept, "such an Event came too often") : nil
      }
      guard events.count.contains(count) else {
        throw failure(.expectationNotMet, "such an Event did not come within \(GoDuration.text(events.within))")
      }
    }
    return "\(count) seen"
  }
}
