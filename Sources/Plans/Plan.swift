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

  /// Multiplies every time limit of the cases: above 1 for a slow lab, below for a quick look. How long a state has to
  /// last is left alone, since that is what is asserted.
  package func withPatience(_ factor: Double) -> Plan {
    var plan = self
    for suite in plan.suites.indices {
      for index in plan.suites[suite].cases.indices { plan.suites[suite].cases[index].scaleLimits(by: factor) }
    }
    return plan
  }
}

extension TestSuite.Case {
  fileprivate mutating func scaleLimits(by factor: Double) {
    timeout = timeout * factor
    for index in setup.indices { setup[index].operation.scaleLimits(by: factor) }
    for index in steps.indices { steps[index].operation.scaleLimits(by: factor) }
    for index in teardown.indices { teardown[index].operation.scaleLimits(by: factor) }
  }
}

extension Step.Operation {
  fileprivate mutating func scaleLimits(by factor: Double) {
    switch self {
    case .eventually(var eventually):
      eventually.within = eventually.within * factor
      self = .eventually(eventually)
    case .delete(var delete):
      delete.within = delete.within.map { $0 * factor }
      self = .delete(delete)
    case .http(var request):
      request.within = request.within.map { $0 * factor }
      request.timeout = request.timeout * factor
      self = .http(request)
    case .run(var command):
      command.timeout = command.timeout * factor
      self = .run(command)
    case .apply, .create, .establish, .patch, .consistently: break
    }
  }
}
