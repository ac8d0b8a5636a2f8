import Verdicts

/// Whether text for a person is coloured.
package struct TextStyle: Sendable {
  package enum Tone: Sendable { case good, bad, broken, quiet, strong }

  package var isColoured: Bool

  package init(isColoured: Bool) { self.isColoured = isColoured }

  package func callAsFunction(_ text: String, _ tone: Tone) -> String {
    guard isColoured else { return text }
    let code =
      switch tone {
      case .good: "32"
      case .bad: "31"
      case .broken: "35"
      case .quiet: "2"
      case .strong: "1"
      }
    return "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }
}

extension TextStyle {
  /// The word of a fixed width with which a line about a case begins.
  func word(_ verdict: Verdict) -> String {
    switch verdict {
    case .pass: self("PASS ", .good)
    case .fail: self("FAIL ", .bad)
    case .error: self("ERROR", .broken)
    case .skipped: self("SKIP ", .quiet)
    case .flaky: self("FLAKY", .bad)
    }
  }
}
