import Documents
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

  /// Waits for a line about the namespace.
  ///
  /// - Returns: false when the time that the candidate has to settle is over, or when this was waited for already in all.
  private func somethingComes(after ledger: Ledger) async throws -> Bool {
    let settling = Settling(recorder: recorder, namespace: context.scope.namespace)
    let changes = recorder.changes()
    let begin = recorder.now
    let time = RunClock.seconds(patience)
    let left = min(lastDeed + time - begin, time - patienceUsed)
    let end = min(ContinuousClock.now + .seconds(max(left, 0)), context.deadline)
    defer { usePatience(recorder.now - begin) }
    while .now < end {
      if recorder.ledger(of: context.scope.namespace).revisions.count > ledger.revisions.count { return true }
      try await settling.wake(by: end, changes)
    }
    return false
  }
}
