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
  /// `tier A (watch deltas)`
  var evidence: String { tiers.map { "tier \($0.rawValue) (\($0.title))" }.joined(separator: ", ") }
}

extension Recording.Mask {
  /// `status.lastSync of Device`
  var title: String { kind.map { "\(path) of \($0)" } ?? path }

  /// `3 times (candidate: heartbeat)`
  var account: String { "\(hits == 1 ? "once" : "\(hits) times") (\(source): \(because))" }
}
