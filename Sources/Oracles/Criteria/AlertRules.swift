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
    } else if let flaw = flaw(in: expression) {
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

  /// What keeps a text from being PromQL by its brackets, quotes and ends; nil when nothing does.
  static func flaw(in expression: String) -> String? {
    var open: [Character] = []
    var quote: Character?
    var isEscaped = false
    var isComment = false
    var last: Character = " "
    for character in expression {
      if isComment {
        isComment = character != "\n"
        continue
      }
      if let inner = quote {
        if isEscaped {
          isEscaped = false
        } else if character == "\\", inner != "`" {
          isEscaped = true
        } else if character == inner {
          quote = nil
        }
        last = character
        continue
      }
      switch character {
      case "\"", "'", "`": quote = character
      case "#": isComment = true
      case "(", "[", "{": open.append(character)
      case ")", "]", "}":
        guard open.popLast() == [")": "(", "]": "[", "}": "{"][character] else {
          return "closes \(character) too often"
        }
      default: break
      }
      if !character.isWhitespace, !isComment { last = character }
    }
    if quote != nil { return "has a quote that is not closed" }
    if let character = open.last { return "does not close \(character)" }
    return "+-*/%^=<>,".contains(last) ? "ends in \(last)" : nil
  }
}
