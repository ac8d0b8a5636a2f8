package import Documents

/// Rules as objects of the cluster hold them, turned into Prometheus's, and what is wrong with them as far as it can be
/// told without asking Prometheus.
package enum RuleGroups {
  private static let ruleFields = ["alert", "record", "expr", "for", "keep_firing_for", "labels", "annotations"]
  private static let groupFields = ["interval", "limit", "partial_response_strategy"]

  /// - Parameter groups: `{name, interval, rules}`, as in a PrometheusRule.
  package static func read(_ groups: [Value]) -> (groups: [Value], problems: [String]) {
    var problems: [String] = []
    var names: Set<String> = []
    let result = groups.map { group -> Value in
      let name = group["name"]?.string ?? ""
      if !names.insert(name).inserted { problems.append("the group \"\(name)\" is there twice") }
      let rules = group["rules"]?.array ?? []
      for rule in rules { problems += Self.problems(of: rule, in: name) }
      var written: Value = ["name": .string(name)]
      // Strategies of Thanos mean nothing to Prometheus.
      for field in groupFields where field != "partial_response_strategy" { written[field] = group[field] }
      written["rules"] = .array(rules.map(Self.rule))
      return written
    }
    return (result, problems)
  }

  private static func rule(_ rule: Value) -> Value {
    var written: Value = [:]
    for field in ruleFields {
      let value = rule[field] ?? (field == "keep_firing_for" ? rule["keepFiringFor"] : nil)
      guard let value, !value.isNull, value.object?.isEmpty != true else { continue }
      // An expression may be a number.
      written[field] = field == "expr" ? .string(value.string ?? JSON.text(value)) : value.object.map(sorted) ?? value
    }
    return written
  }

  private static func sorted(_ object: Object) -> Value { .object(object.sortedByKey()) }

  /// `HighLoad` or `job:up:sum`
  package static func name(of rule: Value) -> String { rule["alert"]?.string ?? rule["record"]?.string ?? "" }

  private static func problems(of rule: Value, in group: String) -> [String] {
    let name = name(of: rule)
    var problems: [String] = []
    if name.isEmpty { problems.append("a rule of the group \"\(group)\" has neither \"alert\" nor \"record\"") }
    if rule["alert"] != nil, rule["record"] != nil { problems.append("\(name) has both \"alert\" and \"record\"") }
    if rule["record"] != nil {
      if name.wholeMatch(of: /[a-zA-Z_:][a-zA-Z0-9_:]*/) == nil {
        problems.append("record: \(name) is no name of a metric")
      }
      for field in ["for", "annotations"] where rule[field] != nil {
        problems.append("\(name) records, so it has no \"\(field)\"")
      }
    }
    for label in rule["labels"]?.object?.keys.map(\.self) ?? [] where label.wholeMatch(of: labelName) == nil {
      problems.append("\(name): labels: \"\(label)\" is no name of a label")
    }
    if let duration = rule["for"]?.string, !PrometheusDuration.isValid(duration) {
      problems.append("\(name): for: \"\(duration)\" is no duration")
    }
    return problems
  }

  private static var labelName: Regex<Substring> { /[a-zA-Z_][a-zA-Z0-9_]*/ }
}

/// Durations as Prometheus writes them: whole numbers with units, the larger ones first.
package enum PrometheusDuration {
  package static func isValid(_ text: String) -> Bool { milliseconds(text) != nil }

  /// Nil for what is none.
  package static func milliseconds(_ text: String) -> Int64? {
    if text == "0" { return 0 }
    guard !text.isEmpty,
      let match = text.wholeMatch(
        of: /(?:(\d{1,9})y)?(?:(\d{1,9})w)?(?:(\d{1,9})d)?(?:(\d{1,9})h)?(?:(\d{1,9})m)?(?:(\d{1,9})s)?(?:(\d{1,9})ms)?/
      )
    else { return nil }
    let parts = [match.1, match.2, match.3, match.4, match.5, match.6, match.7]
    let units: [Int64] = [31_536_000_000, 604_800_000, 86_400_000, 3_600_000, 60_000, 1000, 1]
    return zip(parts, units).reduce(0) { sum, part in sum + (part.0.flatMap { Int64($0) } ?? 0) * part.1 }
  }
}
