package import Kubernetes
import Verdicts

/// Which cases of a plan are wanted.
package struct Selection: Sendable {
  /// By labels, and by what every case has: `id`, `suite`, `group`, `category`, `severity`.
  package var labels: [LabelSelector]
  /// Ids, or parts of names; of several, one is enough. Empty means all.
  package var included: [String]
  /// Ids, or parts of names; of several, one is enough.
  package var excluded: [String]

  package init(labels: [LabelSelector] = [], included: [String] = [], excluded: [String] = []) {
    self.labels = labels
    self.included = included
    self.excluded = excluded
  }

  package func contains(_ item: TestSuite.Case) -> Bool {
    let labels = item.selectableLabels
    return self.labels.allSatisfy { $0.matches(labels) }
      && (included.isEmpty || included.contains { Self.names($0, item) })
      && !excluded.contains { Self.names($0, item) }
  }

  private static func names(_ text: String, _ item: TestSuite.Case) -> Bool {
    item.summary.identity.isMeant(by: text) || item.summary.name.contains(text)
  }
}

extension TestSuite.Case {
  /// Its own labels win over what every case has. The cases of one text for several examples have its id.
  fileprivate var selectableLabels: [String: String] {
    let parts = summary.identity.id.split(separator: "/", maxSplits: 1).map(String.init)
    var all = [
      "id": parts.first ?? "", "suite": summary.identity.suite, "category": summary.category,
      "severity": summary.severity.rawValue,
    ]
    all["group"] = group
    if parts.count > 1 { all["example"] = parts[1] }
    return all.merging(labels) { $1 }
  }
}

extension Plan {
  /// The selected cases, and those that they need, since without them they could not say anything.
  package func selecting(_ selection: Selection) -> Plan {
    var plan = self
    for index in plan.suites.indices {
      let cases = plan.suites[index].cases
      var wanted = Set(cases.filter(selection.contains).map(\.summary.identity.id))
      var open = Array(wanted)
      while let id = open.popLast() {
        let needs = cases.first { $0.summary.identity.id == id }?.needs ?? []
        open += needs.filter { wanted.insert($0).inserted }
      }
      plan.suites[index].cases.removeAll { !wanted.contains($0.summary.identity.id) }
    }
    plan.suites.removeAll { $0.cases.isEmpty }
    return plan
  }
}
