import Documents
import Kubernetes
import Plans
import Verdicts

extension CaseContext {
  /// Looks at every state in the time, and fails at the first one in which something holds that must not.
  func never(_ never: Step.Operation.Never) async throws -> String {
    let start = ContinuousClock.now
    let limit = min(start + never.duration, deadline)
    let expectations = try await follow(never.expectations)
    let events = try await follow(never.events)
    var interest = interest(of: expectations)
    interest.selections.formUnion(events.map(\.selection))
    let window = Moments(watches.live, interest, at: start)
    var moments = window
    // What can never be evaluated, because a name in it is misspelt, would never be found.
    var unseen = Set(expectations.indices)
    var reasons: [Int: Expected.Broken] = [:]
    try await keep(in: &moments, from: start, for: never.duration, until: limit) { moment in
      if let event = events.lazy.compactMap({ $0.happened(at: moment) }).first {
        return Failure(
          .stateNotKept, "there must never be such an Event, and one came: \(event)",
          details: story(window, start, at: moment), at: never.events.first?.place)
      }
      for (index, expected) in expectations.enumerated() {
        let broken = broken([expected], at: moment).first
        if broken == nil { return found(expected, window, start, at: moment) }
        reasons[index] = broken
        if broken?.isUnevaluable == false { unseen.remove(index) }
      }
      return nil
    }
    if let index = unseen.min(), let reason = reasons[index] {
      throw Failure(
        .suiteDefect, "nobody can tell that it never was, since no state could be judged: \(reason.title)",
        details: reason.details, at: reason.place,
        remedy:
          "ask for what may be missing with has(…) or .?, such as ${claim.object.?status.?phase.orValue('') == 'Failed'}"
      )
    }
    return "never in \(GoDuration.text(never.duration))"
  }

  private func found(
    _ expected: Expected, _ window: Moments, _ start: ContinuousClock.Instant, at moment: Moment
  ) -> Failure {
    let time = Self.text(max(moment.arrival - start, .zero))
    var place: Place?
    switch expected {
    case .condition(_, _, let at), .object(_, _, let at): place = at
    case .selection(let selected): place = selected.place
    }
    return Failure(
      .stateNotKept, "must never be, and was after \(time): \(expected.title)",
      details: story(window, start, at: moment), at: place)
  }
}
