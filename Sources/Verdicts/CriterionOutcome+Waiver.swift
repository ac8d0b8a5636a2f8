extension CriterionOutcome {
  /// Whether it failed, and that is accepted for now.
  package var isWaived: Bool { status == .failed && waiver?.isExpired == false }

  /// `waived until 2026-12-31: …`, or `waiver expired on 2026-01-31: …`; nil unless it failed and has a waiver.
  package var waiverSentence: String? {
    guard status == .failed, let waiver else { return nil }
    return waiver.isExpired
      ? "waiver expired on \(waiver.until): \(waiver.because)" : "waived until \(waiver.until): \(waiver.because)"
  }
}
