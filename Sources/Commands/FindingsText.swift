import Oracles
import Reports

/// Findings for people: by verdict, what is violated first, each with the lines of the ledger on which it rests.
struct FindingsText: Sendable {
  var style: TextStyle

  init(style: TextStyle) { self.style = style }

  func text(_ findings: [Finding]) -> String {
    var lines: [String] = []
    for verdict in [Judgement.Verdict.violates, .notObservable, .conforms] {
      let group = findings.filter { $0.verdict == verdict }
      if group.isEmpty { continue }
      lines.append(style("\(Self.title(verdict)) (\(group.count))", Self.tone(verdict)))
      for finding in group { lines += self.lines(finding) }
      lines.append("")
    }
    return lines.map { "\($0)\n" }.joined()
  }

  /// What did not count, each with its reason and how often it was needed.
  func masks(_ masks: [(mask: Mask, hits: Int)]) -> String {
    if masks.isEmpty { return "" }
    var hits: [Mask: Int] = [:]
    for (mask, count) in masks { hits[mask, default: 0] += count }
    let lines = hits.sorted { "\($0.key.path)" < "\($1.key.path)" }.map { mask, count in
      "  \(mask.kind.map { "\($0) " } ?? "")\(mask.path) (\(mask.because)): \(count == 1 ? "1 change" : "\(count) changes")"
    }
    return ([style("MASKED (\(lines.count))", .strong)] + lines + [""]).map { "\($0)\n" }.joined()
  }

  /// The last line.
  static func summary(_ findings: [Finding]) -> String {
    let counts = [Judgement.Verdict.violates, .notObservable, .conforms].map { verdict in
      findings.count { $0.verdict == verdict }
    }
    return "\(counts[0]) violated, \(counts[1]) not observable, \(counts[2]) conform"
  }

  private func lines(_ finding: Finding) -> [String] {
    let kind = finding.kind.rawValue.padded(to: 20)
    let subject = finding.evidence.first?.object.map { "\($0): " } ?? ""
    // Most sentences name the object already.
    let isNamed = finding.evidence.first?.object.map { finding.about.contains("\($0)") } ?? true
    let first = "  \(style(kind, .strong)) \(isNamed ? "" : subject)\(finding.about)"
    if finding.verdict == .conforms { return [first] }
    let shown = finding.evidence.prefix(8).map { "      \(style(Self.line($0), .quiet))" }
    let rest = finding.evidence.count - shown.count
    return [first] + shown + (rest > 0 ? ["      \(style("and \(rest) more", .quiet))"] : [])
  }

  /// `12.266–42.266 s  ConfigMap calib-b/w-config  MODIFIED data.items.json by widget-operator: 15 lines`
  private static func line(_ entry: Finding.Evidence) -> String {
    let (from, to) = (entry.time.lowerBound, entry.time.upperBound)
    var text = from == to ? "at \(seconds(from))" : "\(seconds(from, unit: ""))–\(seconds(to))"
    if let mark = entry.mark { text += "  mark \"\(mark)\"" }
    if let object = entry.object { text += "  \(object)" }
    if let event = entry.event { text += "  \(event.rawValue)" }
    if !entry.paths.isEmpty { text += " \(entry.paths.joined(separator: ", "))" }
    if let writer = entry.writer { text += " by \(writer)" }
    return "\(text): \(entry.count == 0 ? "no line" : entry.count == 1 ? "1 line" : "\(entry.count) lines")"
  }

  private static func seconds(_ time: Double, unit: String = " s") -> String {
    "\((time * 1000).rounded() / 1000)\(unit)"
  }

  private static func title(_ verdict: Judgement.Verdict) -> String {
    switch verdict {
    case .violates: "VIOLATED"
    case .notObservable: "NOT OBSERVABLE"
    case .conforms: "CONFORMS"
    }
  }

  private static func tone(_ verdict: Judgement.Verdict) -> TextStyle.Tone {
    switch verdict {
    case .violates: .bad
    case .notObservable: .broken
    case .conforms: .good
    }
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
