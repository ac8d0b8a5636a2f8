import Documents
import Kubernetes

/// What the candidate's endpoint of metrics told, first and last.
private struct Metrics: Sendable {
  private(set) var first: Value?
  private(set) var last: Value?

  mutating func see(_ mark: LedgerLine.Mark) {
    guard mark.name == CandidateLife.metrics else { return }
    if first == nil { first = mark.details }
    last = mark.details
  }

  static let unseen = "the candidate's file does not say where its metrics are (`metrics`)"

  var trouble: String? { last?["trouble"]?.string }

  func sum(_ details: Value?, where isMeant: (String) -> Bool) -> Double? {
    let values = (details?["values"]?.object ?? [:]).filter { isMeant($0.key) }.compactMap { $0.value.number }
    return values.isEmpty ? nil : values.reduce(0, +)
  }

  var names: [String] { (last?["values"]?.object ?? [:]).map(\.key) }
}

/// OBS-02: metrics are served in the format of Prometheus.
struct ServedMetricsCheck: RunCheck {
  private var metrics = Metrics()

  mutating func see(_ mark: LedgerLine.Mark, in scene: RunScene) { metrics.see(mark) }

  func judgement(in scene: RunScene) -> RunJudgement {
    guard metrics.last != nil else { return .unseen(Metrics.unseen) }
    var faults = RunFaults()
    if let trouble = metrics.trouble { faults.add(trouble) }
    return RunJudgement(
      subjects: 1, faults: faults, holds: "\(metrics.names.count) metrics could be read", unseen: Metrics.unseen)
  }
}

/// OBS-03: metrics tell how often it reconciles, with what errors, how long, and what waits.
struct WorkMetricsCheck: RunCheck {
  private var metrics = Metrics()

  mutating func see(_ mark: LedgerLine.Mark, in scene: RunScene) { metrics.see(mark) }

  /// What is told, and words of which one is in the name of a metric that tells it.
  private static let wanted = [
    ("how often it reconciles", ["reconcile_total", "reconciliations", "reconcile_count", "reconciles_total"]),
    ("errors", ["error", "failure", "failed"]),
    ("how long it takes", ["duration", "latency", "_seconds"]),
    ("what waits", ["workqueue_depth", "queue_depth", "queue_length", "pending"]),
  ]

  func judgement(in scene: RunScene) -> RunJudgement {
    guard metrics.last != nil else { return .unseen(Metrics.unseen) }
    if let trouble = metrics.trouble { return .unseen(trouble) }
    var faults = RunFaults()
    for (what, words) in Self.wanted {
      let isTold = metrics.names.contains { name in words.contains { name.lowercased().contains($0) } }
      if !isTold { faults.add("no metric tells \(what)") }
    }
    return RunJudgement(subjects: 1, faults: faults, holds: "metrics tell all four", unseen: Metrics.unseen)
  }
}

/// OBS-04: when wishes failed, a counter of errors moved.
struct ErrorMetricsCheck: RunCheck {
  private var metrics = Metrics()
  private var failures = ToldFailuresCheck()

  mutating func see(_ mark: LedgerLine.Mark, in scene: RunScene) { metrics.see(mark) }

  mutating func see(_ sight: RunSight, in scene: RunScene) { failures.see(sight, in: scene) }

  func judgement(in scene: RunScene) -> RunJudgement {
    guard metrics.last != nil else { return .unseen(Metrics.unseen) }
    if let trouble = metrics.trouble { return .unseen(trouble) }
    let count =
      switch failures.judgement(in: scene) {
      case .holds(let subjects, _), .broken(let subjects, _): subjects
      case .unseen, .inapplicable: 0
      }
    guard count > 0 else { return .unseen("nothing failed in this run") }
    let isError = { (name: String) in
      let lower = name.lowercased()
      return ["error", "failure", "failed"].contains(where: lower.contains)
    }
    let before = metrics.sum(metrics.first, where: isError) ?? 0
    guard let after = metrics.sum(metrics.last, where: isError) else {
      return .broken(subjects: 1, ["\(count) wishes failed, and there is no counter of errors"])
    }
    // After a restart counters begin anew.
    return after > 0 || after != before
      ? .holds(subjects: 1, "the counters of errors stand at \(Int(after))")
      : .broken(subjects: 1, ["\(count) wishes failed, and no counter of errors moved"])
  }
}
