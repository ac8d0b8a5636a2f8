import Documents
import Kubernetes

/// OBS-10: a metric of the running candidate, or a label or annotation of its workload, tells which build it is.
struct ToldBuildCheck: RunCheck {
  private static let words = ["build_info", "version_info", "target_info"]

  private var names: [String]?

  mutating func see(_ mark: LedgerLine.Mark, in scene: RunScene) {
    guard mark.name == CandidateLife.metrics, let values = mark.details["values"]?.object else { return }
    names = values.map(\.key)
  }

  func judgement(in scene: RunScene) -> RunJudgement {
    if let name = names?.first(where: { name in Self.words.contains { name.lowercased().contains($0) } }) {
      return .holds(subjects: 1, "the metric \(name) tells it")
    }
    if scene.candidate.details["tellsBuild"]?.bool == true {
      return .holds(subjects: 1, "labels or annotations of its workload tell it")
    }
    guard let names else { return .unseen("neither its metrics nor a workload with such a label could be seen") }
    return .broken(
      subjects: 1, ["none of \(names.count) metrics and no label of a workload tells its version or commit"])
  }
}
