import Documents
import Kubernetes
import Oracles
import Plans
import Southbound
import Verdicts

/// What nobody could see, so that nothing can be said: the step is left out, and says why.
struct NotObservable: Error {
  var reason: String
}

extension CaseContext {
  /// Perturbs a wish in the way of a recipe, waits until the candidate has come to rest, and judges what the ledger shows.
  func consult(_ oracle: Step.Operation.Oracle) async throws -> String {
    guard let recorder else {
      throw Failure(.harnessDefect, "an oracle rests on the ledger, and this run is not recorded", at: oracle.place)
    }
    guard let handle = scope.handle(oracle.wish) else {
      throw Failure(.suiteDefect, "no earlier step has established \"\(oracle.wish)\"", at: oracle.place)
    }
    let recipe = oracle.recipe.recipe
    let start = recorder.now
    let runner = DeedRunner(context: self, recorder: recorder, oracle: oracle, handle: handle)
    runner.mark(
      "oracle",
      [
        "recipe": .string(oracle.recipe.rawValue), "case": .string(caseID), "wish": .string("\(handle.reference.key)"),
        "object": [
          "apiVersion": .string("\(handle.reference.kind.groupVersion)"), "kind": .string(handle.reference.kind.kind),
          "name": .string(handle.reference.name), "namespace": handle.reference.namespace.map(Value.string) ?? .null,
        ],
      ])
    runner.mark("command", ["input": [handle.manifest.value]])
    do {
      try await runner.carryOut(recipe)
    } catch is RecipeEnded {
      // The ledger says why.
    }
    noteRequests(since: start, runner)
    let end = recorder.now
    runner.mark("oracle ended", ["window": .double(runner.window.length), "because": .string(runner.window.reason)])
    let evidence = RecipeEvidence(
      recorder.ledger(of: scope.namespace), wish: handle.reference.key, time: start...max(start, end))
    return try verdict(evidence.judgements(recipe), runner.window, at: oracle.place)
  }

  private func verdict(_ judgements: [Judgement], _ window: SettleWindow, at place: Place) throws -> String {
    let settled = "settle window \((window.length * 10).rounded() / 10) s: \(window.reason)"
    if let wrong = judgements.first(where: { $0.verdict == .violates }) {
      let lines = wrong.evidence.prefix(20).map { "ledger line \($0.line): \($0.summary)" }
      let others = judgements.filter { $0.verdict == .violates }.dropFirst().map { "also: \($0.sentence)" }
      throw Failure(.stateNotKept, wrong.sentence, details: lines + others + [settled], at: place)
    }
    let seen = judgements.filter { $0.verdict == .conforms }
    guard let first = seen.first(where: { !$0.evidence.isEmpty }) ?? seen.first else {
      throw NotObservable(reason: judgements.first?.sentence ?? "nothing of it could be seen")
    }
    return "\(first.sentence) (\(settled))"
  }

  /// Notes what the candidate asked of systems outside, when no other case can have been the reason.
  private func noteRequests(since start: Double, _ runner: DeedRunner) {
    guard hasCandidateAlone else { return }
    for (name, system) in lab.southbound.sorted(by: { $0.key < $1.key }) {
      let (entries, isComplete) = system.journal.entries(since: runner.began)
      guard isComplete, system.journal.trouble == nil else { continue }
      let requests = entries.map { entry in
        OutsideRequest(
          time: runner.recorder.time(of: entry.instant), endpoint: name, isWrite: entry.isWrite, text: entry.text,
          body: entry.body ?? "")
      }
      runner.mark(OutsideRequest.mark, ["endpoint": .string(name), "requests": .array(requests.map(\.details))])
    }
  }
}
