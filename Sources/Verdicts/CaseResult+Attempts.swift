extension CaseResult {
  /// What a case came to that was tried again: a failure that a later pass contradicts makes it flaky, and no later error
  /// of the lab takes a failure back. Errors before a pass say nothing about the candidate, and are told.
  ///
  /// - Parameter attempts: In their order; at least one.
  package init(attempts: [CaseResult]) {
    self = attempts[attempts.count - 1]
    let earlier = attempts.dropLast()
    guard let first = earlier.first else { return }
    let end = start + duration
    start = first.start
    duration = end - first.start
    earlierAttempts = earlier.map(Attempt.init)
    noise = attempts.reduce(into: [String: Int]()) { $0.merge($1.noise ?? [:], uniquingKeysWith: +) }
    if noise?.isEmpty == true { noise = nil }
    let failed = earlier.first { $0.verdict == .fail }
    switch (verdict, failed) {
    case (.pass, let failed?):
      verdict = .flaky
      failure = failed.failure
    case (.pass, nil):
      let message = first.failure?.message ?? "an error"
      warnings.append("passed at attempt \(attempts.count); before that it broke: \(message)")
    case (.error, let failed?), (.skipped, let failed?):
      if let message = failure?.message ?? skipReason { warnings.append("tried again: \(message)") }
      verdict = .fail
      failure = failed.failure
      skipReason = nil
    case (.skipped, nil):
      verdict = .error
      failure = first.failure
      skipReason = nil
    default: break
    }
  }
}
