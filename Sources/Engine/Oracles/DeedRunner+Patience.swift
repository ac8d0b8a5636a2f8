import Documents
import Kubernetes
import Oracles
import Plans

// Before a candidate is blamed for what has not happened it gets the whole time that it has to settle: that it writes nothing for
// a while does not show that it has finished, when it may not even have begun.
extension DeedRunner {
  /// For repairs and the like.
  func waitForWhatIsMissing() async throws {
    let hasWaited = try await wait { consultation.isMissingSomething(at: recorder.now, in: $0) }
    if hasWaited { try await rest(isReady: false) }
  }

  /// Looks again as long as the state is not what it has to come to.
  func takeSnapshot(_ name: String) async throws {
    func take() { mark(Ledger.Snapshot.mark, ["name": .string(name)]) }
    take()
    try await wait(again: take) { consultation.isBlamingState(at: recorder.now, in: $0) }
  }

  /// What is told late is told: an API server that fails keeps it waiting, too.
  func awaitTidings() async throws { try await wait { consultation.isBlamingState(at: recorder.now, in: $0) } }

  /// - Returns: whether anything was waited for.
  @discardableResult
  private func wait(again: () -> Void = {}, while isTooEarly: (Ledger) -> Bool) async throws -> Bool {
    var hasWaited = false
    while case let ledger = recorder.ledger(of: context.scope.namespace), isTooEarly(ledger) {
      hasWaited = true
      guard try await somethingComes(after: ledger) else { break }
      again()
    }
    return hasWaited
  }

  /// Waits until it is gone.
  ///
  /// - Parameter mark: what is noted when it stays.
  /// - Throws: `RecipeEnded` when it stays.
  func waitUntilGone(_ reference: ObjectReference, orElse mark: String) async throws {
    let begin = ContinuousClock.now
    var time = Duration.zero
    // A lab that gets slow meanwhile makes it longer.
    while time < patience {
      time = patience
      let limit = begin + time
      if try await context.waitUntilGone(reference, deadline: min(limit, context.deadline)) { return }
      guard limit <= context.deadline else { throw outOfTime("\(reference.title) had to be gone") }
    }
    self.mark(mark, ["seconds": .double(RunClock.seconds(time))])
    throw RecipeEnded()
  }

  func outOfTime(_ what: String) -> NotObservable {
    NotObservable(reason: "the time of the case is over before \(what)")
  }

  /// Waits for a line about the namespace.
  ///
  /// - Returns: false when the time that the candidate has to settle is over, or when this was waited for already in all.
  private func somethingComes(after ledger: Ledger) async throws -> Bool {
    let settling = Settling(recorder: recorder, namespace: context.scope.namespace)
    let changes = recorder.changes()
    let begin = recorder.now
    defer { usePatience(recorder.now - begin) }
    while case let left = timeLeft(from: begin), left > 0 {
      if recorder.ledger(of: context.scope.namespace).revisions.count > ledger.revisions.count { return true }
      guard .now < context.deadline else { throw outOfTime("what is missing had to be there") }
      try await settling.wake(by: min(.now + .seconds(left), context.deadline), changes)
    }
    return false
  }

  /// Seconds; more on a machine that gets slow meanwhile.
  private func timeLeft(from begin: Double) -> Double {
    let time = RunClock.seconds(patience)
    return min(lastDeed + time, begin + time - patienceUsed) - recorder.now
  }
}
