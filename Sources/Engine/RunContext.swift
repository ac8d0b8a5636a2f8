import Cluster
import Documents
import Kubernetes
import Plans
import SupplyChain
import Verdicts

/// What all parts of a run share.
struct RunContext: Sendable {
  let plan: Plan
  /// Which time the cases are carried out, from 1 on.
  var round = 1
  let lab: LabConnection
  let description: RunDescription
  let clock: RunClock
  let watches: Watches
  let redactor: Redactor
  let evidence: EvidenceCollector
  /// Opens when the run has to stop: then cases end early, and everything is cleaned up.
  let stop: Latch
  /// When its time budget is used up but for what the clean-up may take; nil without a budget.
  let budgetEnd: ContinuousClock.Instant?
  let events: AsyncStream<RunEvent>.Continuation
  /// Nil when the run is not recorded.
  let recorder: Recorder?
  /// How the cases ended so far.
  let tally = CaseTally()
  /// Judges the evidence that the candidate brings; nil when it brings none.
  var supplyChain: EvidenceJudge?
  let sightings = SupplyChainSightings()
  /// Nil for a candidate that is not the harness's to start and stop.
  var control: (any CandidateControl)?
  /// Why the candidate cannot be started in this lab, so that all cases are skipped.
  var absence: String?
  /// The programs beside the candidate that run so far.
  var companions: [CandidateSupervisor] = []

  /// Decides everything random in the round, and makes it again as the seed of a run.
  var seed: Int { plan.seed &+ (round - 1) }

  func emit(_ kind: RunEvent.Kind) {
    if case .caseEnded(let result) = kind { tally.add(result) }
    recorder?.note(kind)
    events.yield(RunEvent(at: clock.seconds, kind))
  }

  /// Carries out something long outside the cases, and tells its begin, its end and its failure.
  ///
  /// - Returns: Whether it succeeded.
  func stage(_ name: String, failingAs kind: Failure.Kind, _ body: () async throws -> Void) async -> Bool {
    emit(.stageStarted(name))
    do {
      try await body()
      emit(.stageEnded(name, failure: nil))
      return true
    } catch {
      emit(.stageEnded(name, failure: redactor.redact(Failure(describing: error, kind: kind, doing: name))))
      return false
    }
  }

  /// The name of a namespace of this run: stable within the run, different from run to run, and short enough for a label.
  ///
  /// - Parameter attempt: From 1 on; a namespace of before may still be on its way out.
  func namespace(_ name: String, attempt: Int = 1) -> String {
    let again = (round > 1 ? "r\(round)-" : "") + (attempt > 1 ? "a\(attempt)-" : "")
    return Self.shortened("\(Run.namespacePrefix(description.id))\(again)\(Self.labelText(name))")
  }

  /// At most 63 characters; names that only differ at their ends stay different.
  static func shortened(_ name: String) -> String {
    if name.utf8.count <= 63 { return name.trimmingSuffix("-") }
    return "\(name.prefix(54).trimmingSuffix("-"))-\(fingerprint(name))"
  }

  /// Eight hexadecimal digits: FNV-1a of 32 bits.
  private static func fingerprint(_ text: String) -> String {
    let hash = text.utf8.reduce(UInt32(0x811C_9DC5)) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }

  /// What labels and names of objects can hold of a name.
  static func labelText(_ name: String) -> String {
    String(name.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
  }

  /// The names that the expressions of every case can use.
  func values(namespace: String) -> [String: Value] {
    [
      "lab": labValue,
      "run": [
        "id": .string(description.id), "namespace": .string(namespace), "seed": .integer(Int64(seed)),
      ],
    ]
  }

  /// `lab` in expressions: name, endpoints and the lab's own values.
  var labValue: Value { labValue(lab.endpoints) }

  /// The same in the expressions of a candidate: what it reaches through a proxy, it is told so.
  var candidateLabValue: Value { labValue(lab.endpoints.merging(lab.candidateEndpoints) { $1 }) }

  private func labValue(_ endpoints: [String: LabConnection.Endpoint]) -> Value {
    let endpoints = endpoints.sorted { $0.key < $1.key }.map { name, endpoint -> (String, Value) in
      (name, endpoint.value)
    }
    return ["name": .string(plan.lab.name), "endpoints": .object(Object(endpoints)), "values": lab.values]
  }

  /// What the steps of a case, or of what surrounds cases, need.
  func context(namespace: String, caseID: String, outer: CaseScope?, timeout: Duration) -> CaseContext {
    let scope = CaseScope(
      namespace: namespace, values: values(namespace: namespace), live: watches.live, outer: outer)
    var context = CaseContext(
      lab: lab, candidateLab: candidateLabValue, candidate: plan.candidate, watches: watches, scope: scope,
      guardRails: plan.lab.guardRails, runID: description.id, caseID: caseID, control: control, recorder: recorder,
      companions: companions, redactor: redactor, deadline: .now + timeout)
    context.beside = plan.beside
    return context
  }

  func createNamespace(_ name: String, caseID: String) async throws {
    try plan.lab.guardRails.check(namespace: name)
    var namespace = KubernetesObject(apiVersion: "v1", kind: "Namespace", name: name)
    namespace.labels = [CaseContext.runLabel: description.id, CaseContext.caseLabel: Self.labelText(caseID)]
    try await watches.follow(GroupVersionKind(group: "", version: "v1", kind: "Namespace"))
    watches.live.take(try await lab.client.create(namespace, options: CaseContext.writeOptions))
  }
}

extension Run {
  /// What the names of all namespaces of the run with this id begin with.
  package static func namespacePrefix(_ id: String) -> String { "plugfest-\(id.suffix(4))-" }
}

extension StringProtocol {
  fileprivate func trimmingSuffix(_ character: Character) -> String {
    var text = String(self)
    while text.last == character { text.removeLast() }
    return text
  }
}
