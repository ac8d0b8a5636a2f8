import Documents
import Expressions
import Plans
import Verdicts

extension CaseContext {
  /// Stops or starts the candidate.
  func control(_ step: Step.Operation.Operator) async throws -> String {
    guard hasCandidateAlone else {
      throw Failure(
        .suiteDefect,
        "what surrounds cases cannot stop or start the candidate, because other cases may be judged by it",
        remedy: "do it in a case")
    }
    let control = try requireControl()
    return try await withDeadline(deadline) {
      switch step.action {
      case .stop: try await control.stop()
      case .start: try await control.start()
      case .restart: try await control.restart()
      case .crash: try await control.crash()
      case .downgrade: try await control.change(to: .previous)
      case .upgrade: try await control.change(to: .present)
      }
    }
  }

  /// No other case may be judged by a candidate that this one stopped.
  func restoreCandidate(_ record: CaseRecord) async {
    for repair in scope.takeRepairs() {
      do {
        try await repair()
      } catch {
        record.fail(Failure(describing: error, kind: .labUnavailable, doing: "put the lab right again"))
      }
    }
    guard hasCandidateAlone, let control else { return }
    do {
      try await control.restore()
    } catch {
      record.fail(Failure(describing: error, kind: .candidateNotRunning, doing: "start the candidate again"))
    }
  }

  /// Adds what the programs did by themselves during the case. Without a companion that it needs, nobody can tell what
  /// the candidate would have done.
  func explain(_ failure: Failure) async -> Failure {
    guard failure.kind.accusesCandidate else { return failure }
    var failure = failure
    if let control { failure.details += await control.incidents(since: began) }
    var beside: [String] = []
    for companion in companions { beside += await companion.troubles(since: began) }
    guard !beside.isEmpty else { return failure }
    failure.details += beside
    failure.message += " (but what the candidate needs did not run all the time)"
    failure.kind = .labUnavailable
    return failure
  }

  /// Expects or forbids a line in the candidate's log, woken by the lines that come.
  func look(_ logs: Step.Operation.Logs) async throws -> String {
    guard let log = try requireControl().log else {
      throw Failure(
        .suiteDefect, "the log of this candidate cannot be read",
        remedy: "the one Deployment among its manifests needs a selector with labels")
    }
    let text = try scope.text(logs.pattern)
    let pattern: RegularExpression
    do { pattern = try RegularExpression(text) } catch {
      throw Failure(.suiteDefect, "\"\(text)\" is no regular expression: \(error)")
    }
    let start = ContinuousClock.now
    let since = logs.since == .case ? began : start
    switch logs.expectation {
    case .match(let within):
      guard let line = try await line(like: pattern, in: log, since: since, until: min(start + within, deadline)) else {
        try checkIsReadable(log)
        throw Failure(
          .expectationNotMet, "the candidate did not log \"\(text)\" within \(GoDuration.text(within))",
          details: Self.excerpt(log, since: since))
      }
      return line
    case .forbid(let time):
      let line = try await line(like: pattern, in: log, since: since, until: min(start + time, deadline))
      if let line {
        throw Failure(.stateNotKept, "the candidate logged what it must not: \(line)", details: ["pattern: \(text)"])
      }
      if start + time > deadline {
        throw Failure(.suiteDefect, "the time of the case is used up before \(GoDuration.text(time)) have passed")
      }
      try checkIsReadable(log)
      guard !log.hasForgotten(since: since) else {
        throw Failure(
          .suiteDefect,
          "the candidate logged so much that its first lines are not kept, so nothing can be said of them",
          remedy: "look at a shorter time, or less verbose a log")
      }
      return "nothing like it"
    }
  }

  func sleep(_ sleep: Step.Operation.Sleep) async throws -> String {
    guard .now + sleep.duration <= deadline else {
      throw Failure(
        .suiteDefect, "the time of the case would be used up before \(GoDuration.text(sleep.duration)) have passed",
        remedy: "give the case more time: `timeout`")
    }
    try await Task.sleep(for: sleep.duration)
    return "slept"
  }

  // MARK: Parts

  private func requireControl() throws -> any CandidateControl {
    if let control { return control }
    throw Failure(
      .suiteDefect, "the candidate was not started by plugfest, so it cannot be stopped, started or read",
      remedy: "install it as a process, or name one Deployment among its manifests")
  }

  private func line(
    like pattern: RegularExpression, in log: CandidateLog, since: ContinuousClock.Instant,
    until limit: ContinuousClock.Instant
  ) async throws -> String? {
    let changes = log.changes()
    @Sendable func found() -> String? { log.lines(since: since).first(where: pattern.matches) }
    if let line = found() { return line }
    do {
      return try await withDeadline(limit) {
        for await _ in changes {
          if let line = found() { return line }
        }
        throw CancellationError()
      }
    } catch is DeadlineExceeded {
      return found()
    }
  }

  /// What nobody could read says nothing.
  private func checkIsReadable(_ log: CandidateLog) throws {
    guard let problem = log.problem else { return }
    throw Failure(
      .labUnavailable, "the log of the candidate cannot be read: \(problem)",
      remedy:
        "let the run's user get pods/log; in the embedded lab no container runs, so that there are no logs of pods")
  }

  private static func excerpt(_ log: CandidateLog, since: ContinuousClock.Instant) -> [String] {
    let lines = log.lines(since: since)
    if lines.isEmpty { return ["it logged nothing in that time"] }
    return ["\(lines.count) lines in that time, the last of them:"] + lines.suffix(8).map { "| \($0.prefix(400))" }
  }
}
