package import Expressions

extension Step.Operation {
  /// Asks a Prometheus of the lab.
  package struct PromQL: Sendable {
    package enum Question: Sendable {
      /// At a time; nil is now.
      case instant(Template, at: Template?)
      case range(Template, start: Template, end: Template?, step: Template)
      case targets(labels: [String: Template])
      case rules(name: Template?, group: Template?)
      case alerts(labels: [String: Template])
    }

    package var endpoint: String
    package var question: Question
    /// How many series, targets, rules or alerts there must be.
    package var count: CountRange?
    /// What the result must match.
    package var match: Template?
    /// Conditions over `result` (`type`, `value`, `values`, `series`, `items`, `count`, `warnings`).
    package var conditions: [Expectation]
    /// Under which name later expressions see the result.
    package var handle: String?
    /// Asks again until everything holds; nil asks once.
    package var within: Duration?
    /// How long one request may take.
    package var timeout: Duration

    package init(
      endpoint: String, question: Question, count: CountRange?, match: Template?, conditions: [Expectation],
      handle: String?, within: Duration?, timeout: Duration
    ) {
      self.endpoint = endpoint
      self.question = question
      self.count = count
      self.match = match
      self.conditions = conditions
      self.handle = handle
      self.within = within
      self.timeout = timeout
    }

    /// Whether it can fail for what Prometheus knows.
    package var expectsSomething: Bool { count != nil || match != nil || !conditions.isEmpty }
  }
}
