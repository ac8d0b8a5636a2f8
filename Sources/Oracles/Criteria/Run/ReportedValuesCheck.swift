import Documents
import Kubernetes

/// STS-10: what a contract wants to be observable can be observed on wishes that are ready.
struct ReportedValuesCheck: RunCheck {
  private var seen: [String: Set<String>] = [:]
  private var missing: [String: Set<String>] = [:]

  mutating func see(_ mark: LedgerLine.Mark, in scene: RunScene) {
    guard mark.name == CandidateLife.observed, let intent = mark.details["intent"]?.string else { return }
    let names = { (field: String) in (mark.details[field]?.array ?? []).compactMap(\.string) }
    seen[intent, default: []].formUnion(names("seen"))
    missing[intent, default: []].formUnion(names("missing"))
  }

  func judgement(in scene: RunScene) -> RunJudgement {
    var faults = RunFaults()
    // What is there now and then depends on the wish.
    for (intent, names) in missing.sorted(by: { $0.key < $1.key }) {
      let never = names.subtracting(seen[intent] ?? []).sorted()
      if !never.isEmpty { faults.add("of a \(intent) that is ready \(never.joined(separator: ", ")) is never told") }
    }
    let count = seen.values.reduce(0) { $0 + $1.count }
    return RunJudgement(
      subjects: count, faults: faults, holds: "\(count) values of \(seen.count) intents could be read from objects",
      unseen: "no wish with values to be read became ready")
  }
}
