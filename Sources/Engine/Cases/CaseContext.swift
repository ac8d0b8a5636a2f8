import Cluster
import Documents
import Foundation
import Plans
import Southbound

/// What the operations of a case need beside the case itself.
struct CaseContext: Sendable {
  var lab: LabConnection
  /// `lab` in the expressions of the candidate's bindings.
  let candidateLab: Value
  var candidate: Candidate
  /// Another one in the same lab.
  var beside: Candidate?
  let watches: Watches
  var scope: CaseScope
  let guardRails: Lab.GuardRails
  /// The name under which the engine writes; managed fields tell it from the candidate.
  static let fieldManager = "plugfest"
  /// A field that the kind does not have is a mistake in a suite or a binding, and must not be dropped in silence.
  static let writeOptions = WriteOptions(fieldManager: fieldManager, fieldValidation: .strict)
  static let runLabel = "plugfest.dev/run"
  static let caseLabel = "plugfest.dev/case"
  let runID: String
  let caseID: String
  let probe = HTTPProbe()
  /// Nil for a candidate that is not the harness's to start and stop.
  let control: (any CandidateControl)?
  /// Nil when the run is not recorded.
  let recorder: Recorder?
  /// Where figures go; nil for what surrounds cases.
  var record: CaseRecord?
  /// The programs beside the candidate, which are not judged.
  let companions: [CandidateSupervisor]
  /// Knows the lab's secrets.
  let redactor: Redactor
  /// Tells an oracle that a step consults from all others of the run, also from one in a step beside it.
  var consultation: String?
  /// Whether the case has the candidate to itself.
  var hasCandidateAlone = false
  /// Those of the case's suite.
  var masks: [Candidate.Mask] = []
  let began = ContinuousClock.now
  /// The same by the calendar.
  let beganAt = Date()
  /// When the present step began; times in messages count from here.
  var stepBegan = ContinuousClock.now
  /// No operation and no waiting goes on after it.
  var deadline: ContinuousClock.Instant
}
