import Foundation
import Plans
import Synchronization
import Verdicts

/// Keeps what explains the cases of a run.
final class EvidenceCollector: Sendable {
  private struct State {
    var folders: Set<String> = []
    /// How much longer the lab may still be waited for.
    var patience: Duration
  }

  /// The run folder.
  let folder: String
  let redactor: Redactor
  let wanted: Plan.EvidenceSelection
  let description: RunDescription
  let limits: EvidenceLimits
  private let allowance: EvidenceAllowance
  private let state: Mutex<State>

  init(
    folder: String, redactor: Redactor, wanted: Plan.EvidenceSelection, description: RunDescription,
    limits: EvidenceLimits = EvidenceLimits()
  ) {
    self.folder = folder
    self.redactor = redactor
    self.wanted = wanted
    self.description = description
    self.limits = limits
    allowance = EvidenceAllowance(limits.run)
    state = Mutex(State(patience: limits.runPatience))
  }

  /// A folder for one case at one attempt, that no other has.
  ///
  /// - Parameter secrets: What beside the lab's own secrets must not be in it.
  func folder(_ identity: CaseIdentity, attempt: Int, secrets: [String]) -> EvidenceFolder {
    let name = Self.folderName(identity, attempt)
    let path = state.withLock { state in
      var path = name
      var number = 1
      while !state.folders.insert(path).inserted {
        number += 1
        path = "\(name)-\(number)"
      }
      return path
    }
    let redactor = redactor
    let more = Redactor()
    for secret in secrets { more.add(secret) }
    return EvidenceFolder(
      root: folder, path: "evidence/\(path)", limits: limits,
      redact: { CredentialMask.mask(more.redact(redactor.redact($0))) }, ofRun: allowance,
      ofCase: EvidenceAllowance(limits.perCase))
  }

  /// Until when the lab may be asked for one case; nil when it has been waited for long enough.
  var deadline: ContinuousClock.Instant? {
    state.withLock { $0.patience > .zero ? .now + min(limits.patience, $0.patience + limits.usual) : nil }
  }

  /// Notes how long the lab took; what is usual costs nothing.
  func noteWait(_ duration: Duration) {
    state.withLock { $0.patience -= max(.zero, duration - limits.usual) }
  }

  private static func folderName(_ identity: CaseIdentity, _ attempt: Int) -> String {
    let round = identity.round.map { "-round-\($0)" } ?? ""
    let again = attempt > 1 ? "-attempt-\(attempt)" : ""
    let name = "\(identity.suite)-\(identity.id)".prefix(100) + "\(round)\(again)"
    return String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
  }
}
