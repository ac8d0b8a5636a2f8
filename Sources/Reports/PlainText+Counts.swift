extension PlainText {
  /// `request answered 503, and repeated (3 times); watch ended early, and resumed (once)`, the most frequent first.
  static func counts(_ counts: [String: Int]) -> String {
    counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { "\(oneLine($0.key, limit: 100)) (\($0.value == 1 ? "once" : "\($0.value) times"))" }
      .joined(separator: "; ")
  }
}
