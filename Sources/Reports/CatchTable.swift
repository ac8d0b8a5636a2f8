package import Verdicts

/// Shows which oracles caught which mistakes: mistakes in rows, oracles in columns.
package struct CatchTable: Sendable {
  private let style: TextStyle

  package init(style: TextStyle) { self.style = style }

  /// One line as a run ends: `caught  reference-netbox hot-loop  by quiescence: …  12.1 s`.
  package func line(_ run: OracleProof.Run) -> String {
    let word =
      switch run.outcome {
      case .clean, .caught: style(run.outcome.rawValue, .good)
      case .accused, .missed, .misnamed: style(run.outcome.rawValue.uppercased(), .bad)
      case .broken: style("BROKEN", .broken)
      }
    let what = run.mistake ?? "as it is, round \(run.round)\(run.hasFaults ? ", with API faults" : "")"
    var text = "\(word)  \(run.candidate) \(what)  \(Seconds.text(run.seconds, decimals: 1)) s"
    if run.mistake == nil { text += ", \(run.passed) cases passed, \(run.skipped) skipped" }
    for finding in run.findings {
      text += "\n    \(finding.oracle): \(PlainText.oneLine(finding.sentence, limit: 300))"
    }
    if !run.reason.isEmpty { text += "\n    \(PlainText.oneLine(run.reason, limit: 300))" }
    return text
  }

  /// The oracles that caught something are numbered, since their names would not fit above their columns.
  package func text(_ proof: OracleProof) -> String {
    let oracles = used(proof)
    let width = (proof.mistaken.map { title($0).count }.max() ?? 0) + 2
    var lines = oracles.enumerated().map { "\(padded("\($0 + 1)", to: 4))\($1)" }
    lines.append("")
    lines.append(String(repeating: " ", count: width) + oracles.indices.map { padded("\($0 + 1)", to: 3) }.joined())
    for run in proof.mistaken {
      let marks = oracles.map { oracle in padded(run.hasCaught(oracle) ? "x" : ".", to: 3) }
      lines.append(padded(title(run), to: width) + marks.joined())
    }
    return lines.map(Self.trimmed).joined(separator: "\n")
  }

  /// The same for a page, with what was said.
  package func markdown(_ proof: OracleProof) -> String {
    let oracles = used(proof)
    var lines = oracles.enumerated().map { "\($0 + 1). `\($1)`" }
    lines.append("")
    let numbers = oracles.indices.map { "\($0 + 1)" }
    lines.append("| candidate | mistake | \(numbers.joined(separator: " | ")) | what it says |")
    lines.append("|---|---|" + numbers.map { _ in ":-:|" }.joined() + "---|")
    for run in proof.mistaken {
      let marks = oracles.map { run.hasCaught($0) ? "●" : " " }.joined(separator: " | ")
      let said = run.findings.first.map { PlainText.oneLine(Self.timeless($0.sentence), limit: 320) } ?? "nothing"
      lines.append("| \(run.candidate) | `\(run.mistake ?? "")` | \(marks) | \(Self.escaped(said)) |")
    }
    return lines.joined(separator: "\n")
  }

  // MARK: Parts

  private func used(_ proof: OracleProof) -> [String] {
    proof.oracles.filter { oracle in proof.mistaken.contains { $0.hasCaught(oracle) } }
  }

  private func title(_ run: OracleProof.Run) -> String {
    "\(PlainText.oneLine(run.candidate, limit: 40)) \(PlainText.oneLine(run.mistake ?? "", limit: 40))"
  }

  private func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  private static func trimmed(_ line: String) -> String {
    var line = line
    while line.last == " " { line.removeLast() }
    return line
  }

  /// Without the namespaces of the run: they are other ones each time, and as long as what is said.
  private static func timeless(_ sentence: String) -> String {
    sentence.replacing(#/plugfest-[0-9a-z]{4}-[0-9a-z-]+\//#, with: "")
  }

  /// What an operator said cannot end a cell, or begin a link.
  private static func escaped(_ text: String) -> String {
    text.reduce(into: "") { result, character in
      if "|\\`*_<>[]".contains(character) { result.append("\\") }
      result.append(character)
    }
  }
}

extension OracleProof.Run {
  fileprivate func hasCaught(_ oracle: String) -> Bool { findings.contains { $0.oracle == oracle } }
}
