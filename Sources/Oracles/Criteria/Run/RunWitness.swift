import Documents
import Kubernetes
import Plans

/// Takes a run line by line, as it is recorded or read again, and remembers what criteria ask for.
package struct RunWitness: Sendable {
  private var scene = RunScene()
  private var checks: [(name: CriterionCheckName, check: any RunCheck)] = CriterionCheckName.allCases.compactMap {
    name in name.runCheck.map { (name, $0) }
  }
  private var measures = RunMeasures()

  package init() {}

  /// Adds the line to the ledger, and takes note of it.
  package mutating func add(_ line: LedgerLine, to ledger: inout Ledger) {
    switch line {
    case .mark(let mark):
      ledger.add(line)
      scene.take(mark)
      measures.see(mark)
      for index in checks.indices { checks[index].check.see(mark, in: scene) }
    case .event(let event):
      let known = ledger.add(line)
      guard let revision = ledger.revisions.last else { return }
      let sight = scene.take(event, revision, known: known)
      measures.see(sight, in: scene)
      for index in checks.indices { checks[index].check.see(sight, in: scene) }
    }
  }

  /// What a check has seen; nil for one that is not about runs.
  func judgement(_ name: CriterionCheckName) -> RunJudgement? {
    guard let check = checks.first(where: { $0.name == name })?.check else { return nil }
    return scene.isRecorded ? check.judgement(in: scene) : .unseen(RunScene.unrecorded)
  }

  var isRecorded: Bool { scene.isRecorded }

  var figures: [RunFigure: Double] { measures.figures }

  /// The names that conditions about runs may use.
  var values: [String: Value] {
    let figures = figures.sorted { $0.key.rawValue < $1.key.rawValue }.map { ($0.key.rawValue, Value.double($0.value)) }
    return ["figures": .object(Object(figures)), "candidate": scene.candidate.details]
  }
}
