import Documents
import Kubernetes
import Plans
import Verdicts

extension CaseContext {
  /// Waits until all states have been seen, each after the one before it, in what is known of the objects since they
  /// were made.
  func see(_ sequence: Step.Operation.Sequence) async throws -> String {
    let start = ContinuousClock.now
    let limit = min(start + sequence.within, deadline)
    var states: [[Expected]] = []
    for state in sequence.states { states.append(try await follow(state.expectations)) }
    let interest = interest(of: states.flatMap(\.self))
    let position = sequence.since == .step ? watches.live.position : beginning(of: states)
    let window = Moments(watches.live, interest, since: position, at: start)
    var moments = window
    var seen: [ContinuousClock.Instant] = []
    let end = try await met(in: &moments, until: limit) { moment -> ContinuousClock.Instant? in
      guard moment.arrival <= limit, hold(states[seen.count], at: moment) else { return nil }
      seen.append(moment.arrival)
      return seen.count == states.count ? moment.arrival : nil
    }
    let timeline = Timeline(start: start)
    if end != nil {
      return zip(sequence.states, seen).map { "\($0.title) \(timeline.time($1))" }.joined(separator: ", ")
    }
    try checkWasWatched(interest, since: position)
    let missing = sequence.states[seen.count]
    let before = seen.isEmpty ? "" : " after \(sequence.states[seen.count - 1].title)"
    var failure = failure(
      .expectationNotMet, broken(states[seen.count], at: moments.last),
      "was not seen\(before) within \(GoDuration.text(sequence.within))", window, start, at: moments.last)
    failure.details =
      zip(sequence.states, seen).map { "seen \(timeline.time($1)): \($0.title)" } + ["not seen: \(missing.title)"]
      + failure.details
    failure.place = missing.place
    throw failure
  }

  /// Before the first of the handles that the states read was made; without one, the beginning of the case.
  private func beginning(of states: [[Expected]]) -> Int {
    let handles = states.flatMap(\.self).flatMap { expected in
      if case .condition(let template, _, _) = expected { scope.handles(in: template) } else { [Handle]() }
    }
    return handles.map(\.madeAt).min() ?? scope.beginning.position
  }

  /// States that came before anybody looked are not the candidate's to show again.
  private func checkWasWatched(_ interest: Interest, since position: Int) throws {
    guard let scope = watches.live.watchedLate(interest, since: position) else { return }
    throw Failure(
      .suiteDefect, "\(scope.title) was not watched yet when the first of the states may have come",
      remedy: "make the object under a name (\"as\") and read that, or let an earlier step look at objects of the kind")
  }
}
