package import Documents
import Verdicts

/// All that one run will do: one candidate, one lab, the selected cases of some suites. Plain data: it can be listed,
/// filtered and checked without running.
package struct Plan: Sendable {
  package var candidate: Candidate
  package var lab: Lab
  package var suites: [TestSuite]
  /// What does not keep the plan from running, but should be known.
  package var warnings: [Diagnostic]

  package init(candidate: Candidate, lab: Lab, suites: [TestSuite], warnings: [Diagnostic] = []) {
    self.candidate = candidate
    self.lab = lab
    self.suites = suites
    self.warnings = warnings
  }

  /// The cases of all suites, in the order of the files.
  package var cases: [TestSuite.Case] { suites.flatMap(\.cases) }

  /// Keeps the cases whose id or name contains one of the texts; keeps all when there are none.
  package func selecting(_ texts: [String]) -> Plan {
    guard !texts.isEmpty else { return self }
    var plan = self
    for index in plan.suites.indices {
      plan.suites[index].cases.removeAll { item in
        !texts.contains { item.summary.identity.id == $0 || item.summary.name.contains($0) }
      }
    }
    plan.suites.removeAll { $0.cases.isEmpty }
    return plan
  }
}
