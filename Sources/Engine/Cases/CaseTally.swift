import Synchronization
import Verdicts

/// How the cases of a run ended, for whoever judges the run as a whole.
final class CaseTally: Sendable {
  private let state = Mutex<[CaseResult]>([])

  var results: [CaseResult] { state.withLock { $0 } }

  func add(_ result: CaseResult) { state.withLock { $0.append(result) } }
}
