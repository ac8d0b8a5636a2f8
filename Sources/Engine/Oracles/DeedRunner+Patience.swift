import Oracles
import Plans

extension DeedRunner {
  /// Gives the candidate the whole time that it has to settle before it is blamed for something that has not happened: that
  /// it writes nothing for a while does not show that it has finished, when it may not even have begun.
  func waitForWhatIsMissing(_ consultation: Consultation) async throws {
    let end = lastDeed + RunClock.seconds(patience)
    let settling = Settling(recorder: recorder, namespace: context.scope.namespace)
    let changes = recorder.changes()
    var hasWaited = false
    while consultation.isMissingSomething(at: recorder.now, in: recorder.ledger(of: context.scope.namespace)) {
      let left = end - recorder.now
      guard left > 0, .now < context.deadline else { return }
      hasWaited = true
      try await settling.wake(by: min(.now + .seconds(left), context.deadline), changes)
    }
    if hasWaited { try await rest(isReady: false) }
  }
}
