import Documents
import Oracles
import Plans
import Verdicts

// What somebody else does to what the candidate made in systems outside.
extension DeedRunner {
  private func outside() throws -> Step.Operation.Oracle.Outside {
    guard let outside = oracle.outside else {
      throw NotObservable(reason: "nothing is said of what is made outside for the wish")
    }
    return outside
  }

  /// - Throws: `NotObservable` when it is not right though nobody has touched it: then nothing could be told later.
  func noteOutside() async throws {
    do {
      try await carryOut(try outside().right)
    } catch let failure as Failure {
      throw NotObservable(
        reason: "before anything is done, what is made outside is not as the sample says: \(failure.message)")
    }
  }

  func disturbOutside() async throws {
    let steps = try outside().disturbance
    try await carryOut(steps)
    mark(
      "disturbed outside", ["steps": .string(steps.filter(\.operation.isChange).map(\.name).joined(separator: ", "))])
  }

  /// Such a system tells nobody when it changes, so it is asked again and again, less and less often.
  func awaitOutside() async throws {
    let start = ContinuousClock.now
    var pause = Duration.milliseconds(50)
    var wrong = try await wrongOutside()
    while wrong != nil, .now + pause < start + patience {
      guard .now + pause < context.deadline else { throw outOfTime("\(wrong ?? "it") had to be right") }
      try await Task.sleep(for: pause)
      pause = min(pause * 2, .seconds(1))
      wrong = try await wrongOutside()
    }
    var details: Object = [
      "right": .bool(wrong == nil), "text": .string(wrong ?? ""), "seconds": .double(RunClock.seconds(.now - start)),
    ]
    details["ready"] = isReady(handle).map(Value.bool)
    mark(RecipeEvidence.outside, .object(details))
  }

  /// What is wrong; nil when all is right.
  private func wrongOutside() async throws -> String? {
    do {
      try await carryOut(try outside().right)
      return nil
    } catch let failure as Failure where failure.kind == .unexpectedResponse || failure.kind == .expectationNotMet {
      return failure.message
    }
  }

  private func carryOut(_ steps: [Step]) async throws {
    var inner = context
    inner.scope = context.scope.inner()
    for step in steps { _ = try await inner.carryOut(step.operation) }
  }
}
