import Documents
import Expressions
import Plans

extension StepReader {
  func readOperator(_ reader: inout MappingReader) -> Step.Operation.Operator? {
    reader.required("action", FieldType<Step.Operation.Operator.Action>.choice).map {
      Step.Operation.Operator(action: $0)
    }
  }

  func readSleep(_ reader: inout MappingReader) -> Step.Operation.Sleep? {
    let duration = reader.required("for", .duration)
    checkTime(duration, "for", reader)
    return duration.map { Step.Operation.Sleep(duration: $0) }
  }

  func readLogs(_ reader: inout MappingReader) -> Step.Operation.Logs? {
    let form = reader.exactlyOne(of: ["match", "forbid"])
    let pattern = form.flatMap { reader.required($0, expressions.text) }
    if let form { checkPattern(reader.node[form], form) }
    let since = reader.optional("since", .choice, or: Step.Operation.Logs.Beginning.case)
    let expectation: Step.Operation.Logs.Expectation?
    if form == "forbid" {
      let time = reader.optional("for", .duration)
      checkTime(time, "for", reader)
      if since == .step, time == nil {
        reader.error(
          "nothing can be logged in no time, so this would hold always", at: "since",
          hint: "say how long nothing may come, \"for\", or look at all since the case began")
      }
      expectation = .forbid(during: time ?? .zero)
    } else {
      let within = reader.optional("within", .duration, or: suite.timeouts.eventually)
      checkTime(within, "within", reader)
      expectation = within.map { .match(within: $0) }
    }
    guard let pattern, let since, let expectation else { return nil }
    return Step.Operation.Logs(pattern: pattern, expectation: expectation, since: since)
  }

  /// A pattern with `${…}` in it is known only when the step begins.
  func checkPattern(_ node: Node?, _ name: String) {
    guard let node, let text = node.string, !text.contains("${") else { return }
    _ = FieldType.regularExpression.read(node, name, diagnostics)
  }
}
