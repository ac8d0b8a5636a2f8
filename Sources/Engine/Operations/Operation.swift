import Plans
import Verdicts

extension CaseContext {
  /// Carries out one operation and says in a few words what was seen.
  ///
  /// - Throws: `Failure`, or what the parts throw.
  func carryOut(_ operation: Step.Operation) async throws -> String {
    switch operation {
    case .apply(let write): try await apply(write)
    case .create(let write): try await create(write)
    case .establish(let intent): try await establish(intent)
    case .patch(let patch): try await self.patch(patch)
    case .delete(let delete): try await self.delete(delete)
    case .eventually(let eventually): try await self.eventually(eventually)
    case .consistently(let consistently): try await self.consistently(consistently)
    case .http(let request): try await http(request)
    case .run(let command): try await run(command)
    case .candidate(let step): try await control(step)
    case .logs(let logs): try await look(logs)
    case .sleep(let sleep): try await self.sleep(sleep)
    case .loop, .parallel, .template:
      throw Failure(.harnessDefect, "steps that hold steps are carried out by the step runner")
    }
  }
}
