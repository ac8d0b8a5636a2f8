import Verdicts

extension JUnitReport {
  /// One time that a case was carried out before the last one, as Surefire tells it inside the case.
  struct RepeatedAttempt {
    /// Named `flaky…` when the case passed in the end, and `rerun…` when it did not.
    enum Element: String { case flakyFailure, flakyError, rerunFailure, rerunError }

    var element: Element
    var type: String
    var message: String
    var content: String
    var output: String
  }

  /// None for a case that counts as skipped, which no consumer expects to have been carried out.
  func repeatedAttempts(of result: CaseResult) -> [RepeatedAttempt] {
    guard result.verdict != .skipped else { return [] }
    let hasPassed = result.verdict == .pass || result.verdict == .flaky
    return (result.earlierAttempts ?? []).map { attempt in
      let isFailure = attempt.verdict == .fail
      let failure = attempt.failure ?? Failure(.harnessDefect, "no reason was recorded")
      let message = PlainText.oneLine(failure.message, limit: 200)
      let lines =
        attempt.evidence.map(attachment) + (attempt.warnings ?? []).map { "WARN \(PlainText.oneLine($0, limit: 300))" }
        + attempt.steps.map(Self.line)
      return RepeatedAttempt(
        element: isFailure ? hasPassed ? .flakyFailure : .rerunFailure : hasPassed ? .flakyError : .rerunError,
        type: failure.kind.rawValue, message: message,
        content: ([message] + failure.explanation).joined(separator: "\n"),
        output: PlainText.shortened(lines.joined(separator: "\n"), to: Self.attemptOutputLimit))
    }
  }

  /// For those who read only the output of a case.
  func attemptLines(of result: CaseResult) -> [String] {
    let earlier = result.earlierAttempts ?? []
    let lines = earlier.enumerated().flatMap { index, attempt in
      let reason = attempt.failure.map { ": \(PlainText.oneLine($0.message, limit: 300))" } ?? ""
      return ["attempt \(index + 1): \(attempt.verdict.rawValue)\(reason)"] + attempt.evidence.map(attachment)
    }
    return earlier.isEmpty ? [] : lines + ["[[PROPERTY|attempts=\(earlier.count + 1)]]"]
  }

  func write(
    _ attempts: [RepeatedAttempt], _ elements: Set<RepeatedAttempt.Element>, to document: borrowing XMLDocument
  ) throws(XMLDocument.WriteError) {
    for attempt in attempts where elements.contains(attempt.element) {
      try document.element(
        attempt.element.rawValue, [("message", attempt.message), ("type", attempt.type)]
      ) { () throws(XMLDocument.WriteError) in
        try document.element("stackTrace", text: attempt.content)
        if !attempt.output.isEmpty { try document.element("system-out", text: attempt.output) }
      }
    }
  }
}
