package import Verdicts

/// What a terminal shows below the lines that have been printed: which cases run now, what each is waiting for, and how
/// far the run is.
package struct LiveDisplay: Sendable {
  private struct Running {
    var identity: CaseIdentity
    var name: String
    var step: String
    var start: Double
  }

  private let style: TextStyle
  private var names: [CaseIdentity: String] = [:]
  private var running: [Running] = []
  private var stages: [String] = []
  private var total = 0
  private var ended = 0

  package init(style: TextStyle) { self.style = style }

  package mutating func add(_ event: RunEvent) {
    switch event.kind {
    case .runStarted(_, let cases):
      total = cases.count
      names = Dictionary(cases.map { ($0.identity, $0.name) }, uniquingKeysWith: { first, _ in first })
    case .stageStarted(let name): stages.append(name)
    case .stageEnded(let name, _): stages.removeAll { $0 == name }
    case .roundStarted(let cases):
      total += cases.count
      names.merge(cases.map { ($0.identity, $0.name) }, uniquingKeysWith: { first, _ in first })
    case .attemptEnded(let result): running.removeAll { $0.identity == result.summary.identity }
    case .caseStarted(let identity):
      running.append(
        Running(identity: identity, name: names[identity] ?? identity.title, step: "", start: event.time))
    case .stepStarted(let identity, let name):
      if let index = running.firstIndex(where: { $0.identity == identity }) { running[index].step = name }
    case .caseEnded(let result):
      ended += 1
      running.removeAll { $0.identity == result.summary.identity }
    case .stepEnded, .labReached, .labNoise, .recorded, .criteriaJudged, .warning, .waiversJudged, .profilesScored,
      .runEnded:
      break
    }
  }

  /// The lines to show at `time` seconds after the start, none wider than `width`.
  package func frame(at time: Double, width: Int, height: Int) -> [String] {
    let shown = running.prefix(max(1, height - 3))
    var lines = shown.map { item in
      let elapsed = Seconds.text(time - item.start, decimals: 1)
      return "  \(elapsed) s  \(item.identity.title)  \(item.step.isEmpty ? item.name : item.step)"
    }
    if running.count > shown.count { lines.append("  … and \(running.count - shown.count) more") }
    lines += stages.map { "  \($0) …" }
    lines.append("  \(bar(width: 24)) \(ended) of \(total) cases, \(Seconds.text(time, decimals: 0)) s")
    return lines.map { style(PlainText.oneLine($0, limit: max(8, width - 1)), .quiet) }
  }

  private func bar(width: Int) -> String {
    let filled = total == 0 ? 0 : width * ended / total
    return String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
  }
}
