package import Verdicts

/// Tells a run line by line as it happens: one line for each case that ended, and the reason under those that did not
/// pass. A fold over events without any privileges: it knows only what is in them.
package struct ConsoleReport: Sendable {
  private let style: TextStyle
  /// The run folder; nil where nobody could open what is in it.
  private let folder: String?
  private var fold = Scorecard.Fold()
  private var stageStart: [String: Double] = [:]
  private var nameWidth = 0
  private var run: RunDescription?
  /// What the present stage has found out.
  private var found = ""

  package init(style: TextStyle, folder: String? = nil) {
    self.style = style
    self.folder = folder
  }

  /// The lines to print now; mostly none.
  package mutating func add(_ event: RunEvent) -> [String] {
    fold.add(event)
    switch event.kind {
    case .runStarted(let run, let cases):
      self.run = run
      nameWidth = cases.map { $0.name.count }.max() ?? 0
      return head(run, caseCount: cases.count)
    case .labReached(let version):
      found = ", Kubernetes \(PlainText.oneLine(version, limit: 40))"
      return []
    case .stageStarted(let name):
      stageStart[name] = event.time
      return []
    case .stageEnded(let name, nil):
      let duration = event.time - (stageStart[name] ?? event.time)
      defer { found = "" }
      return [style("  \(name): \(Seconds.text(duration, decimals: 2)) s\(found)", .quiet)]
    case .stageEnded(let name, let failure?):
      return ["\(style(failure.verdict == .fail ? "FAIL " : "ERROR", .bad))  \(name)"] + lines(failure)
    case .caseEnded(let result): return lines(result)
    case .attemptEnded(let result):
      let reason = PlainText.oneLine(result.failure?.message ?? "", limit: 200)
      return [style("again  \(result.summary.identity.title)  \(reason)", .quiet)]
    case .roundStarted(let cases):
      let round = cases.first?.identity.round.map { "round \($0)" } ?? "once more"
      return [style("  \(round)", .quiet)]
    case .warning(let text): return ["\(style("warning:", .strong)) \(PlainText.oneLine(text, limit: 300))"]
    case .caseStarted, .stepStarted, .stepEnded, .labNoise, .recorded, .criteriaJudged, .waiversJudged, .profilesScored,
      .runEnded:
      return []
    }
  }

  /// `9 passed, 0 failed, 0 errors, 0 skipped`; flaky cases are told only when there are some.
  package static func totals(_ totals: Scorecard.Totals) -> String {
    let flaky = totals.flaky > 0 ? ", \(totals.flaky) flaky" : ""
    return
      "\(totals.passed) passed, \(totals.failed) failed, \(totals.errors) errors, \(totals.skipped) skipped\(flaky)"
  }

  /// `lab noise: request answered 503, and repeated (3 times)`; nil when there was none.
  package static func noise(_ scorecard: Scorecard) -> String? {
    scorecard.noise.map { "lab noise: \(PlainText.counts($0))" }
  }

  private func head(_ run: RunDescription, caseCount: Int) -> [String] {
    let candidate = "\(run.candidate.name) \(run.candidate.version)"
    let suites = run.suites.map(\.name).joined(separator: ", ")
    let cases = caseCount == 1 ? "1 case" : "\(caseCount) cases"
    let seed = run.seed.map { " · seed \($0)" } ?? ""
    return [
      style(PlainText.oneLine(candidate, limit: 80), .strong)
        + PlainText.oneLine(" · \(suites), \(cases) · lab \(run.lab.name) (\(run.lab.kind))\(seed)", limit: 200)
    ]
  }

  private func lines(_ result: CaseResult) -> [String] {
    let summary = result.summary
    let name = PlainText.oneLine(summary.name, limit: 100)
    let padding = String(repeating: " ", count: max(0, min(nameWidth, 100) - name.count))
    let duration = style("\(Seconds.text(result.duration, decimals: 2)) s", .quiet)
    let title = "\(style.word(result.verdict)) \(summary.identity.title)  \(name)\(padding)  \(duration)"
    let reason = result.skipReason.map { ["      \(PlainText.oneLine($0, limit: 300))"] } ?? []
    let warnings = result.warnings.map { "      warning: \(PlainText.oneLine($0, limit: 300))" }
    var failure = result.failure.map(lines) ?? []
    if !failure.isEmpty, let run, let rerun = run.rerun {
      failure.append(style("      reproduce: \(rerun.command(for: summary.identity, seed: run.seed))", .quiet))
    }
    if !failure.isEmpty, let folder, let evidence = result.evidence.first {
      failure.append(style("      evidence: \(folder)/\(evidence)", .quiet))
    }
    let noise = result.noise.map { [style("      lab noise: \(PlainText.counts($0))", .quiet)] } ?? []
    let figures = (result.figures ?? []).map { style("      \(PlainText.oneLine($0.text, limit: 200))", .quiet) }
    return [title] + reason + failure + figures + warnings + noise
  }

  private func lines(_ failure: Failure) -> [String] {
    let text = ([failure.message] + failure.explanation).joined(separator: "\n")
    return PlainText.shortened(PlainText.sanitized(text), to: 4000)
      .split(separator: "\n", omittingEmptySubsequences: false).map { "      \($0)" }
  }
}
