import Documents
package import Verdicts

/// A scorecard as JUnit XML in the portable dialect: every common consumer shows each verdict with its reason.
///
/// Valid by the Jenkins xunit schema `junit-10.xsd`; each `testsuite` alone is valid by Surefire's schema, too, which
/// is why the host name stands among the properties. One level of `testsuite`, one for each suite and category.
package struct JUnitReport: Sendable {
  /// No consumer needs more of one case; the rest is in the evidence.
  static let outputLimit = 64 << 10
  /// There may be many.
  static let attemptOutputLimit = 8 << 10

  let scorecard: Scorecard
  private let timestamp: String
  /// Where attachments are looked for: put before each path of evidence, `reports/run-1/`.
  private let attachmentBase: String

  package init(_ scorecard: Scorecard, attachmentBase: String = "") {
    self.scorecard = scorecard
    self.attachmentBase = attachmentBase
    // Surefire's schema takes an xs:dateTime, and so does everybody else.
    timestamp = scorecard.run.startedAt
  }

  /// - Throws: when libxml2 runs out of memory.
  package func bytes() throws -> [UInt8] {
    let suites = groups() + criteriaSuites + [scorecardSuite()]
    let totals = suites.reduce(into: Suite.Totals()) { $0.add($1.totals) }
    let document = try XMLDocument()
    let head = [
      ("name", "plugfest \(scorecard.run.candidate.name)"), ("tests", "\(totals.tests)"),
      ("failures", "\(totals.failures)"), ("errors", "\(totals.errors)"), ("time", Self.seconds(scorecard.duration)),
    ]
    try document.element("testsuites", head) { () throws(XMLDocument.WriteError) in
      for suite in suites { try write(suite, to: document) }
    }
    return try document.finish()
  }

  /// What Allure shows beside the cases of a class: a text for each class name, with why its cases did not pass.
  package func attachments() -> [(name: String, text: String)] {
    groups().compactMap { suite in
      let texts = suite.cases.compactMap { testCase -> String? in
        switch testCase.outcome {
        case .failure(_, _, let content), .error(_, _, let content):
          "\(testCase.name)\n\(content)\n\(testCase.output)\n"
        case .passed, .skipped: nil
        }
      }
      guard let name = suite.cases.first?.className, !texts.isEmpty else { return nil }
      return ("\(name).txt", PlainText.sanitized(texts.joined(separator: "\n")))
    }
  }

  // MARK: What is written

  struct Suite {
    struct Totals {
      var tests = 0
      var failures = 0
      var errors = 0
      var skipped = 0

      mutating func add(_ other: Totals) {
        tests += other.tests
        failures += other.failures
        errors += other.errors
        skipped += other.skipped
      }
    }

    var name: String
    var cases: [Case]

    var totals: Totals {
      cases.reduce(into: Totals()) { totals, testCase in
        totals.tests += 1
        switch testCase.outcome {
        case .passed: break
        case .failure: totals.failures += 1
        case .error: totals.errors += 1
        case .skipped: totals.skipped += 1
        }
      }
    }
  }

  struct Case {
    enum Outcome {
      case passed
      case failure(type: String, message: String, content: String)
      case error(type: String, message: String, content: String)
      case skipped(String)
    }

    var name: String
    var className: String
    var duration: Double
    var outcome: Outcome
    var attempts: [RepeatedAttempt] = []
    var output: String
  }

  /// Cases of one suite and category together, in the order in which each group first occurs.
  private func groups() -> [Suite] {
    let several = Set(scorecard.cases.map(\.summary.identity.title)).count < scorecard.cases.count
    var order: [String] = []
    var suites: [String: Suite] = [:]
    for result in scorecard.cases {
      let summary = result.summary
      let name = [summary.identity.suite, scorecard.run.candidate.name, summary.category].joined(separator: " / ")
      if suites[name] == nil { order.append(name) }
      let suffix = several ? " (\(summary.identity.suite))" : ""
      suites[name, default: Suite(name: name, cases: [])].cases.append(testCase(result, suffix: suffix))
    }
    return order.compactMap { suites[$0] }
  }

  private func testCase(_ result: CaseResult, suffix: String) -> Case {
    Case(
      name: "\(result.summary.identity.title) \(result.summary.name)\(suffix)",
      className: className(result.summary.category), duration: result.duration, outcome: outcome(of: result),
      attempts: repeatedAttempts(of: result), output: output(of: result))
  }

  private func outcome(of result: CaseResult) -> Case.Outcome {
    switch result.verdict {
    case .pass: .passed
    case .skipped: .skipped(result.skipReason ?? "NA: no reason given")
    case .fail, .error, .flaky:
      Self.outcome(of: result.failure, flaky: result.verdict == .flaky, rerun: rerun(of: result))
    }
  }

  private static func outcome(of failure: Failure?, flaky: Bool = false, rerun: String? = nil) -> Case.Outcome {
    guard let failure else {
      let message = "no reason was recorded"
      return .error(type: Failure.Kind.harnessDefect.rawValue, message: message, content: message)
    }
    let message = PlainText.oneLine(failure.message, limit: 200)
    // Many consumers show nothing but this.
    let lines = [message] + failure.explanation + (rerun.map { ["reproduce: \($0)"] } ?? [])
    let content = lines.joined(separator: "\n")
    return flaky
      ? .failure(type: "Flaky", message: message, content: content)
      : failure.kind.accusesCandidate
        ? .failure(type: failure.kind.rawValue, message: message, content: content)
        : .error(type: failure.kind.rawValue, message: message, content: content)
  }

  private func rerun(of result: CaseResult) -> String? {
    guard result.failure != nil else { return nil }
    return scorecard.run.rerun?.command(for: result.summary.identity, seed: scorecard.run.seed)
  }

  /// Verdict and evidence come first, because some consumers keep only the head and the tail.
  private func output(of result: CaseResult) -> String {
    var lines = result.warnings.map { "WARN \(result.summary.identity.title): \(PlainText.oneLine($0, limit: 300))" }
    lines.append("verdict: \(result.verdict.rawValue)")
    lines += result.evidence.map(attachment)
    if result.verdict == .skipped, let failure = result.failure {
      lines += (["what it came to: \(failure.message)"] + failure.explanation)
    }
    if let rerun = rerun(of: result) { lines.append("reproduce: \(rerun)") }
    lines += attemptLines(of: result)
    for figure in result.figures ?? [] { lines.append("figure: \(PlainText.oneLine(figure.text, limit: 300))") }
    if let noise = result.noise { lines.append("lab noise: \(PlainText.counts(noise))") }
    lines.append("[[PROPERTY|severity=\(result.summary.severity.rawValue)]]")
    if let place = result.summary.place { lines.append("[[PROPERTY|source=\(place)]]") }
    lines += result.steps.map(Self.line)
    return PlainText.shortened(lines.joined(separator: "\n"), to: Self.outputLimit)
  }

  static func line(_ step: StepResult) -> String {
    let mark = step.skipReason != nil ? "skip" : step.passed ? "ok  " : "FAIL"
    let observation = (step.skipReason ?? step.observation).map { ": \($0)" } ?? ""
    return "\(mark) \(seconds(step.duration)) s  \(step.name)\(observation)"
  }

  func attachment(_ file: String) -> String { "[[ATTACHMENT|\(attachmentBase)\(file)]]" }

  /// The run as a whole: what went wrong outside the cases, warnings, and whether all that is essential held.
  private func scorecardSuite() -> Suite {
    let name = className("scorecard")
    var cases = scorecard.failures.enumerated().map { index, failure in
      Case(
        name: "run failure \(index + 1)", className: name, duration: 0, outcome: Self.outcome(of: failure), output: "")
    }
    if !scorecard.isComplete, scorecard.failures.isEmpty {
      let failure = Failure(.interrupted, "the run was stopped before its end")
      cases.append(
        Case(name: "complete", className: name, duration: 0, outcome: Self.outcome(of: failure), output: ""))
    }
    cases.append(essentialCase(className: name))
    cases.append(totalCase(className: name))
    cases += (scorecard.profiles ?? []).map { thresholdCase($0, className: name) }
    let warnings = scorecard.warnings + scorecard.cases.flatMap(\.warnings)
    if !warnings.isEmpty {
      let list = warnings.map { "WARN \(PlainText.oneLine($0, limit: 300))" }.joined(separator: "\n")
      cases.append(Case(name: "warnings", className: name, duration: 0, outcome: .passed, output: list))
    }
    return Suite(name: "scorecard / \(scorecard.run.candidate.name)", cases: cases)
  }

  /// Says how many points were reached; what was not carried out counts as not reached, so that skipping never helps.
  private func totalCase(className: String) -> Case {
    let reached = scorecard.cases.filter { $0.verdict == .pass }.reduce(0) { $0 + $1.summary.severity.weight }
    // Bonus cases add to the points and not to what could be expected.
    let expected = scorecard.cases.filter { $0.summary.severity != .bonus }
      .reduce(0) { $0 + $1.summary.severity.weight }
    return Case(
      name: "total", className: className, duration: 0, outcome: .passed,
      output: "\(reached) of \(expected) points\n[[PROPERTY|points=\(reached)]]\n[[PROPERTY|maxPoints=\(expected)]]")
  }

  private func thresholdCase(_ profile: ProfileResult, className: String) -> Case {
    let (result, message, content) = ProfileReport.junit(profile)
    let outcome: Case.Outcome =
      switch result {
      case .passed: .passed
      case .failure(let type): .failure(type: type, message: message, content: content)
      case .error(let type): .error(type: type, message: message, content: content)
      }
    let properties = ProfileReport.properties(profile).map { "[[PROPERTY|\($0.name)=\($0.value)]]" }
    return Case(
      name: "threshold \(profile.name)", className: className, duration: 0, outcome: outcome,
      output: (content.split(separator: "\n").map(String.init) + properties).joined(separator: "\n"))
  }

  private func essentialCase(className: String) -> Case {
    let essential = scorecard.cases.filter { $0.summary.severity == .essential }
    let failed = essential.filter { $0.verdict == .fail || $0.verdict == .flaky }
    let broken = essential.filter { $0.verdict == .error }
    let summary = "\(essential.count { $0.verdict == .pass }) of \(essential.count) essential cases passed"
    let ids = (failed + broken).map { $0.summary.identity.title }.joined(separator: ", ")
    let outcome: Case.Outcome =
      if !failed.isEmpty {
        .failure(type: "EssentialCasesFailed", message: summary, content: "\(summary)\nnot passed: \(ids)")
      } else if !broken.isEmpty {
        .error(type: "EssentialCasesBroken", message: summary, content: "\(summary)\nnot passed: \(ids)")
      } else {
        .passed
      }
    return Case(name: "essential", className: className, duration: 0, outcome: outcome, output: summary)
  }

  // MARK: Writing

  private func write(_ suite: Suite, to document: borrowing XMLDocument) throws(XMLDocument.WriteError) {
    let totals = suite.totals
    let attributes = [
      ("name", suite.name), ("tests", "\(totals.tests)"), ("failures", "\(totals.failures)"),
      ("errors", "\(totals.errors)"), ("skipped", "\(totals.skipped)"),
      ("time", Self.seconds(suite.cases.reduce(0) { $0 + $1.duration })), ("timestamp", timestamp),
    ]
    try document.element("testsuite", attributes) { () throws(XMLDocument.WriteError) in
      try document.element("properties") { () throws(XMLDocument.WriteError) in
        for (name, value) in properties() { try document.element("property", [("name", name), ("value", value)]) }
      }
      for testCase in suite.cases { try write(testCase, to: document) }
    }
  }

  private func write(_ testCase: Case, to document: borrowing XMLDocument) throws(XMLDocument.WriteError) {
    let attributes = [
      ("name", testCase.name), ("classname", testCase.className), ("time", Self.seconds(testCase.duration)),
    ]
    // In the order of Surefire's schema.
    try document.element("testcase", attributes) { () throws(XMLDocument.WriteError) in
      if case .failure(let type, let message, let content) = testCase.outcome {
        try document.element("failure", [("message", message), ("type", type)], text: content)
      }
      try write(testCase.attempts, [.rerunFailure], to: document)
      try write(testCase.attempts, [.flakyFailure], to: document)
      if case .skipped(let reason) = testCase.outcome {
        try document.element("skipped", [("message", PlainText.oneLine(reason, limit: 200))], text: reason)
      }
      if case .error(let type, let message, let content) = testCase.outcome {
        try document.element("error", [("message", message), ("type", type)], text: content)
      }
      try write(testCase.attempts, [.rerunError, .flakyError], to: document)
      if !testCase.output.isEmpty { try document.element("system-out", text: testCase.output) }
    }
  }

  private func properties() -> [(String, String)] {
    let run = scorecard.run
    return [
      ("run", run.id), ("hostname", run.hostname), ("plugfest", run.harnessVersion),
      ("candidate", "\(run.candidate.name) \(run.candidate.version)"), ("vendor", run.candidate.vendor),
      ("lab", "\(run.lab.name) (\(run.lab.kind))"),
      ("kubernetes", run.lab.kubernetesVersion ?? "unknown"), ("result", scorecard.result.rawValue),
    ] + (scorecard.noise.map { [("labNoise", PlainText.counts($0))] } ?? [])
      + (run.seed.map { [("seed", "\($0)")] } ?? []) + run.suites.map { ("suite \($0.name)", $0.digest) }
      + scorecard.figures.map { ("figure \(PlainText.oneLine($0.name, limit: 200))", $0.amount) }
      + (run.candidate.claims.map { [("claims", $0.joined(separator: ", "))] } ?? [])
      + (scorecard.waivers ?? []).map { waiver in
        (PlainText.oneLine("waiver \(waiver.id)", limit: 200), PlainText.oneLine(waiver.account, limit: 300))
      } + (scorecard.profiles ?? []).flatMap(ProfileReport.properties) + recordingProperties
  }

  private var recordingProperties: [(String, String)] {
    guard let recording = scorecard.recording else { return [] }
    let masks = recording.masks.map { ("mask \($0.title)", $0.account) }
    let unseen = recording.unseen.map { ("not seen \($0.resource)", $0.because) }
    return [("evidence", recording.evidence)]
      + (masks + unseen).map { (PlainText.oneLine($0.0, limit: 200), PlainText.oneLine($0.1, limit: 300)) }
  }

  /// `<product>.<candidate>.<category>`, in characters and a length that also make a file name.
  func className(_ category: String) -> String {
    let name = "plugfest.\(scorecard.run.candidate.name).\(category)"
    let allowed = name.unicodeScalars.map { scalar -> Character in
      let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
      return isPlain || scalar == "." || scalar == "_" || scalar == "-" ? Character(scalar) : "-"
    }
    return String(allowed.prefix(96))
  }

  /// At most three decimals, never negative, no exponent.
  private static func seconds(_ value: Double) -> String { Seconds.text(value, decimals: 3) }
}
