package import Verdicts

extension ConsoleReport {
  /// What the oracles rest on, what was masked with which reason, and what nobody could see; none without a recording.
  package static func recording(_ scorecard: Scorecard) -> [String] {
    guard let recording = scorecard.recording else { return [] }
    let masks = recording.masks.map { "masked: \($0.title): \($0.account)" }
    let unseen = recording.unseen.map { "not seen: \($0.resource): \($0.because)" }
    return (["evidence: \(recording.evidence)"] + masks + unseen).map { PlainText.oneLine($0, limit: 300) }
  }
}

extension Recording {
  /// `tier A (watch deltas)`, `tiers A (watch deltas) and C (audit log)`
  var evidence: String {
    let names = tiers.map { "\($0.rawValue) (\($0.title))" }
    guard let last = names.last, names.count > 1 else { return "tier \(names.joined())" }
    return "tiers \(names.dropLast().joined(separator: ", ")) and \(last)"
  }
}

extension Recording.Mask {
  /// `status.lastSync of Device`
  var title: String { kind.map { "\(path) of \($0)" } ?? path }

  /// `3 times (candidate: heartbeat)`
  var account: String { "\(hits == 1 ? "once" : "\(hits) times") (\(source): \(because))" }
}
