import Documents
import Kubernetes
import Oracles
import Plans
import Verdicts

extension Recorder {
  /// For a run in its folder.
  convenience init(_ plan: Plan, _ description: RunDescription, folder: String, redactor: Redactor) {
    let manifests = plan.candidate.manifests.map { KubernetesObject($0.value) }
    let own = manifests.filter { $0.kind == "CustomResourceDefinition" }.compactMap { definition -> GroupKind? in
      guard let group = definition["spec", "group"]?.string, let kind = definition["spec", "names", "kind"]?.string
      else {
        return nil
      }
      return GroupKind(group: group, kind: kind)
    }
    let children = plan.candidate.children.map(\.groupKind)
    self.init(
      writer: LedgerWriter(folder: folder),
      scope: RecordingScope(
        namespaces: Set(manifests.compactMap(\.namespace)), kinds: Set(own + children), runID: description.id),
      redactor: redactor)
  }

  /// Says in the ledger what the run does, so that a reader knows why something changed.
  func note(_ event: RunEvent.Kind) {
    switch event {
    case .caseStarted(let identity): mark("case", ["case": .string(identity.title)])
    case .caseEnded(let result):
      mark(
        "case ended", ["case": .string(result.summary.identity.title), "verdict": .string(result.verdict.rawValue)])
    case .stepStarted(let identity, let name): mark("step", ["case": .string(identity.title), "step": .string(name)])
    case .stepEnded(let identity, let step):
      mark(
        "step ended", ["case": .string(identity.title), "step": .string(step.name), "passed": .bool(step.passed)])
    case .stageEnded(_, let failure?) where failure.kind == .candidateNotRunning:
      mark(LedgerLine.Mark.operatorExited, ["text": .string(failure.message)])
    default: break
    }
  }
}
