package import Verdicts

/// Shows which broken operators a suite noticed, and by which cases.
package struct KillTable: Sendable {
  private let style: TextStyle

  package init(style: TextStyle) { self.style = style }

  /// `  noticed   stale-status     IPAM-004, IPAM-007   reports on …   6.2 s`
  package func line(_ entry: ProofResult.Entry) -> String {
    let isHealthy = entry.name == ProofResult.healthy
    let word =
      switch entry.outcome {
      case .conforms: isHealthy ? style("conforms", .good) : style("SURVIVED", .bad)
      case .noticed: isHealthy ? style("FAILED  ", .bad) : style("noticed ", .good)
      case .inconclusive: style("BROKE   ", .bad)
      case .notApplicable: style("n/a     ", .quiet)
      }
    let name = entry.name + String(repeating: " ", count: max(1, 18 - entry.name.count))
    var parts = [entry.title]
    if !entry.failed.isEmpty { parts.append((isHealthy ? "fails " : "by ") + Self.list(entry.failed)) }
    if !entry.reason.isEmpty { parts.append(PlainText.oneLine(entry.reason, limit: 200)) }
    if entry.seconds > 0 { parts.append("\(Seconds.text(entry.seconds, decimals: 1)) s") }
    return "  \(word)  \(PlainText.oneLine(name, limit: 40)) \(parts.filter { !$0.isEmpty }.joined(separator: "; "))"
  }

  package func head(_ suites: [String], candidate: String, lab: String) -> String {
    style("\(suites.joined(separator: ", "))", .strong)
      + " against \(candidate) and broken versions of it, on the lab \(lab)"
  }

  package func summary(_ result: ProofResult) -> String {
    let applicable = result.broken.filter { $0.outcome != .notApplicable }
    let noticed = applicable.filter { $0.outcome == .noticed }
    var lines = ["\(noticed.count) of \(applicable.count) broken operators are noticed"]
    switch result.verdict {
    case .proven: break
    case .notProven:
      let names = applicable.filter { $0.outcome == .conforms }.map(\.name)
      lines.append("no case fails for \(names.joined(separator: ", ")): the suite says nothing about that")
    case .inconclusive:
      lines =
        result.entries.first?.outcome == .conforms
        ? lines + ["harness or lab broke, so this is no proof"]
        : ["the candidate as it is must conform before its broken versions say anything"]
    }
    if result.verdict != .inconclusive, !result.idle.isEmpty {
      lines.append("cases that none of them fails: \(Self.list(result.idle))")
    }
    return lines.joined(separator: "\n")
  }

  private static func list(_ ids: [String]) -> String {
    let shown = ids.prefix(8).joined(separator: ", ")
    return ids.count > 8 ? "\(shown) and \(ids.count - 8) more" : shown
  }
}
