import Documents

/// Whether the rules of a PrometheusRule can be loaded, and alerts tell how urgent they are and what to do.
enum AlertRules {
  static func problems(_ subject: JudgedSubject) -> [Problem] {
    (subject.node["spec"]?["groups"]?.items ?? []).flatMap { group in
      (group["rules"]?.items ?? []).flatMap { rule($0, subject) }
    }
  }

  private static func rule(_ rule: Node, _ subject: JudgedSubject) -> [Problem] {
    let name = (rule["alert"]?.string ?? rule["record"]?.string ?? "").quoted
    var problems: [Problem] = []
    let expression = rule["expr"].map { $0.string ?? $0.value.description } ?? ""
    if expression.allSatisfy(\.isWhitespace) {
      problems.append(subject.problem("the rule \(name) has no expression", at: rule.place))
    } else if let flaw = PromQLSyntax.flaw(in: expression) {
      problems.append(
        subject.problem("the expression of the rule \(name) \(flaw)", at: rule.place(nearest: ["expr"])))
    }
    guard rule["alert"] != nil else { return problems }
    if rule["labels"]?["severity"] == nil {
      problems.append(subject.problem("the alert \(name) has no severity", at: rule.place(nearest: ["labels"])))
    }
    if rule["annotations"]?["runbook_url"] == nil {
      problems.append(subject.problem("the alert \(name) has no runbook_url", at: rule.place(nearest: ["annotations"])))
    }
    return problems
  }
}
