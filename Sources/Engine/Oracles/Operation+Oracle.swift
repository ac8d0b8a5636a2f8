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
    var details = Consultation.details(
      oracle.recipe, id: consultation ?? "", caseID: caseID, wish: handle.reference.key,
      apiVersion: "\(handle.reference.kind.groupVersion)")
    details["scope"] = .string(scope.namespace)
    let beginning = recorder.mark(Consultation.beginning, details)
    guard let consulted = Consultation(beginning) else {
      throw Failure(.harnessDefect, "the ledger does not tell what the oracle is about", at: oracle.place)
    }
    let runner = DeedRunner(
      context: self, recorder: recorder, oracle: oracle, handle: handle, consultation: consulted)
    recorder.note(masks, from: .suite, for: scope.namespace)
    runner.mark("command", ["input": [handle.manifest.value]])
    defer { runner.endDisturbance() }
    do {
      try await runner.carryOut(oracle.recipe.recipe)
    } catch is RecipeEnded {
      // The ledger says why.
    } catch let unseen as NotObservable {
      runner.end(unseen: unseen.reason)
      throw unseen
    } catch {
      let failure = Failure(describing: error, kind: .suiteDefect, doing: "the recipe \(oracle.recipe.rawValue)")
      runner.end(trouble: failure.message)
      throw error
    }
    noteRequests(runner)
    let (ending, ledger) = runner.end()
    let outcome = consulted.outcome(endedBy: ending, in: ledger)
    recorder.add(masked: outcome.masked)
    return try tell(outcome, at: oracle.place)
  }

  private func tell(_ outcome: Consultation.Outcome, at place: Place) throws -> String {
    for figure in outcome.figures { record?.add(figure) }
    switch outcome.verdict {
    case .violates: throw Failure(.stateNotKept, outcome.sentence, details: outcome.details, at: place)
    case .conforms: return outcome.sentence
    case .notObservable, nil: throw NotObservable(reason: outcome.sentence)
    }
  }

  /// Notes what the candidate asked of systems outside, when no other case can have been the reason.
  private func noteRequests(_ runner: DeedRunner) {
    guard hasCandidateAlone else { return }
    for (name, system) in lab.southbound.sorted(by: { $0.key < $1.key }) {
      let (entries, isComplete) = system.journal.entries(since: began)
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
