import Plans
import Verdicts

extension CaseContext {
  /// Carries out one operation and says in a few words what was seen.
  ///
  /// - Throws: `Failure`, or what the parts throw.
  func carryOut(_ operation: Step.Operation) async throws -> String {
    guard operation.isChange else { return try await observe(operation) }
    scope.noteWrite()
    let observation = try await observe(operation)
    // How fast the candidate is, the lab's time for the write does not decide.
    scope.noteAnswer()
    return observation
  }

  private func observe(_ operation: Step.Operation) async throws -> String {
    switch operation {
    case .apply(let write): try await apply(write)
    case .create(let write): try await create(write)
    case .update(let write): try await update(write)
    case .establish(let intent): try await establish(intent)
    case .patch(let patch): try await self.patch(patch)
    case .delete(let delete): try await self.delete(delete)
    case .eventually(let eventually): try await self.eventually(eventually)
    case .consistently(let consistently): try await self.consistently(consistently)
    case .never(let never): try await self.never(never)
    case .sequence(let sequence): try await see(sequence)
    case .absent(let absent): try await wait(for: absent)
    case .ready(let ready): try await wait(for: ready)
    case .events(let events): try await wait(for: events)
    case .http(let request): try await http(request)
    case .run(let command): try await run(command)
    case .candidate(let step): try await control(step)
    case .logs(let logs): try await look(logs)
    case .metrics(let metrics): try await self.metrics(metrics)
    case .promQL(let question): try await promQL(question)
    case .netconf(let request): try await netconf(request)
    case .sleep(let sleep): try await self.sleep(sleep)
    case .southbound(let interference): try await interfere(interference)
    case .journal(let journal): try await judge(journal)
    case .oracle(let oracle): try await consult(oracle)
    case .figure:
      throw Failure(.harnessDefect, "figures are noted by the step runner")
    case .loop, .parallel, .template:
      throw Failure(.harnessDefect, "steps that hold steps are carried out by the step runner")
    }
  }
}
