package import Verdicts

/// What profiles say of a candidate, as lines for a person.
package struct ProfileReport: Sendable {
  private let style: TextStyle
  /// More of a kind are counted.
  private static let limit = 12

  package init(style: TextStyle) { self.style = style }

  /// `profile core: not reached (failure), 72.3 % of 90 %`, and below what stands in the way, first the worst.
  package func lines(_ result: ProfileResult) -> [String] {
    let parts = result.parts ?? []
    let items = parts.isEmpty ? result.notPassed : Self.once(parts.flatMap(\.notPassed))
    return [head(result)] + parts.map { line($0, among: parts) } + lines(items) + lines(result.features)
  }

  /// One line for each waiver, with what became of it.
  package func lines(_ waivers: [WaiverAccount]) -> [String] {
    waivers.map { waiver in
      let tone: TextStyle.Tone =
        switch waiver.state {
        case .used: .strong
        case .expired, .refused: .bad
        case .unneeded, .idle: .quiet
        }
      return PlainText.oneLine("waiver of \(waiver.id) until \(waiver.until): ", limit: 80)
        + style(waiver.state.phrase, tone) + PlainText.oneLine(": \(waiver.because)", limit: 200)
    }
  }

  /// What stands at the end of a run.
  package func lines(_ scorecard: Scorecard) -> [String] {
    lines(scorecard.waivers ?? []) + (scorecard.profiles ?? []).flatMap { lines($0) }
  }

  // MARK: Scores

  private func head(_ result: ProfileResult) -> String {
    let name = style("profile \(PlainText.oneLine(result.name, limit: 63))", .strong)
    return
      "\(name): \(style(result.standing.phrase, result.standing.tone)) (\(result.verdictSentence)), \(Self.score(result))"
  }

  /// `72.3 % of 90 %`, with what is attainable when something was not seen.
  private static func score(_ result: ProfileResult) -> String {
    guard let score = result.score, let attainable = result.attainable else { return "nothing in it applies" }
    let rest = attainable > score ? ", up to \(percent(attainable)) with what was not seen" : ""
    return result.threshold == 0 ? "\(percent(score))\(rest)" : "\(percent(score)) of \(result.threshold) %\(rest)"
  }

  private static func percent(_ value: Double) -> String { "\(Seconds.text(value, decimals: 1)) %" }

  private func line(_ part: ProfileResult, among parts: [ProfileResult]) -> String {
    let width = parts.map(\.name.count).max() ?? 0
    let name = part.name + String(repeating: " ", count: width - part.name.count)
    guard part.isApplicable else { return style("  \(PlainText.oneLine(name, limit: 80))  does not apply", .quiet) }
    let word = part.standing.phrase.padding(to: 11)
    let counts = part.countSentence.isEmpty ? "" : "  \(part.countSentence)"
    return
      "  \(PlainText.oneLine(name, limit: 80))  \(style(word, part.standing.tone))  \(Self.score(part))\(style(counts, .quiet))"
  }

  // MARK: Reasons

  /// A criterion may be in several parts.
  private static func once(_ items: [ProfileResult.Item]) -> [ProfileResult.Item] {
    var seen: Set<String> = []
    return (items.filter(\.isDecisive) + items.filter { !$0.isDecisive }).filter { seen.insert($0.id).inserted }
  }

  private func lines(_ items: [ProfileResult.Item]) -> [String] {
    let failed = items.filter { $0.state == .failed }
    let decisive = failed.filter(\.isDecisive)
    var lines = decisive.prefix(Self.limit).map { line($0, "failed", .bad) }
    if decisive.count > Self.limit { lines.append("  … and \(decisive.count - Self.limit) more that are decisive") }
    lines += summary("also failed", failed.filter { !$0.isDecisive })
    lines += items.filter { $0.state == .waived }.map { line($0, "waived", .strong) }
    let open = items.filter(\.state.isOpen)
    lines += summary("not seen, decisive", open.filter(\.isDecisive))
    lines += summary("not seen", open.filter { !$0.isDecisive })
    return lines
  }

  private func line(_ item: ProfileResult.Item, _ word: String, _ tone: TextStyle.Tone) -> String {
    let because = item.because.map { ": \($0)" } ?? ""
    return "  \(style(word, tone))  "
      + PlainText.oneLine("\(item.id)  \(item.statement) (\(item.severity.rawValue))\(because)", limit: 240)
  }

  private func summary(_ title: String, _ items: [ProfileResult.Item]) -> [String] {
    if items.isEmpty { return [] }
    let names = items.prefix(Self.limit).map(\.id).joined(separator: ", ")
    let more = items.count > Self.limit ? " and \(items.count - Self.limit) more" : ""
    return [style("  \(title) (\(items.count)): \(PlainText.oneLine(names, limit: 300))\(more)", .quiet)]
  }

  /// The vector of features, by their states: the worst first.
  private func lines(_ features: [ProfileResult.Feature]) -> [String] {
    let order: [ProfileResult.Feature.State] = [.failed, .waived, .notSeen, .supported, .notApplicable, .unclaimed]
    return order.compactMap { state in
      let names = features.filter { $0.state == state }.map { feature in
        let ids = feature.ids.prefix(3).joined(separator: ", ") + (feature.ids.count > 3 ? " …" : "")
        return ids.isEmpty ? feature.name : "\(feature.name) (\(ids))"
      }
      let list = PlainText.oneLine(names.joined(separator: ", "), limit: 1000)
      return names.isEmpty ? nil : "  features \(style(state.phrase, state.tone)): \(list)"
    }
  }
}

extension ProfileResult {
  /// `failure`, or with why it is partial.
  var verdictSentence: String {
    guard result == .partial else { return result.rawValue }
    let items = (parts ?? [self]).flatMap(\.notPassed).filter(\.isDecisive)
    let waived = items.contains { $0.state == .waived }
    let open = items.contains(where: \.state.isOpen)
    switch (waived, open) {
    case (true, true): return "partial: waived, and not seen"
    case (true, false): return "partial: waived"
    case (false, true): return "partial: not all seen"
    case (false, false): return "partial: nothing passed"
    }
  }

  /// `2 failed, 1 waived, 5 not seen`
  var countSentence: String {
    let open = (counts[State.notObservable.rawValue] ?? 0) + (counts[State.notChecked.rawValue] ?? 0)
    return [
      (counts[State.failed.rawValue] ?? 0, "failed"), (counts[State.waived.rawValue] ?? 0, "waived"),
      (open, "not seen"),
    ]
    .filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
  }
}

extension ProfileResult.Standing {
  var phrase: String {
    switch self {
    case .reached: "reached"
    case .missed: "not reached"
    case .open: "open"
    }
  }

  fileprivate var tone: TextStyle.Tone {
    switch self {
    case .reached: .good
    case .missed: .bad
    case .open: .broken
    }
  }
}

extension ProfileResult.Feature.State {
  var phrase: String {
    switch self {
    case .supported: "that hold"
    case .failed: "claimed, but FAILED"
    case .waived: "claimed, but waived"
    case .notSeen: "claimed, not seen"
    case .notApplicable: "claimed, that do not apply"
    case .unclaimed: "not claimed"
    }
  }

  fileprivate var tone: TextStyle.Tone {
    switch self {
    case .supported: .good
    case .failed: .bad
    case .waived, .notSeen: .broken
    case .notApplicable, .unclaimed: .quiet
    }
  }
}

extension WaiverAccount {
  /// `used, until 2026-12-31: it takes time`
  var account: String { "\(state.rawValue), until \(until): \(because)" }
}

extension WaiverAccount.State {
  /// What became of it.
  var phrase: String {
    switch self {
    case .used: "used"
    case .unneeded: "not needed any more"
    case .idle: "what it is for did not come up"
    case .expired: "EXPIRED, does not count"
    case .refused: "NOT ALLOWED, does not count"
    }
  }
}

extension String {
  fileprivate func padding(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
