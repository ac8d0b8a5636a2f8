import Documents
import Plans

/// Finds what is allowed in a suite, but rarely meant: `DiagnosticRule.smells`.
enum SuiteSmells {
  static func find(in suite: TestSuite) -> [Diagnostic] {
    let collector = SmellCollector()
    var walk = CaseWalk(collector)
    guard check("suite", suite.fixture, &walk) else { return collector.found }
    var groups: [String: CaseWalk] = [:]
    for group in suite.groups {
      var inner = walk
      if check("group", group.fixture, &inner) { groups[group.name] = inner }
    }
    for item in suite.cases {
      let around = item.group.map { groups[$0] } ?? walk
      if let around { check(item, around.known, collector) }
    }
    collector.reportUnused()
    return collector.found.inOrderOfPlaces
  }

  /// Finds what can be found in the steps of a template, whatever uses it.
  static func find(in templates: [[Step]]) -> [Diagnostic] {
    let collector = SmellCollector()
    for steps in templates {
      var walk = CaseWalk(collector)
      walk.known.hasPositive = true
      walk.walk(steps, .steps)
    }
    return collector.found.inOrderOfPlaces
  }

  /// False when nothing in it is ever carried out.
  private static func check(_ what: String, _ fixture: Fixture, _ walk: inout CaseWalk) -> Bool {
    guard walk.isReached(what, fixture.requirements) else { return false }
    walk.known.declare(fixture.variables)
    walk.walk(fixture.setup, .setup)
    // What the tear-down does is nothing for the cases.
    var teardown = walk
    teardown.walk(fixture.teardown, .teardown)
    // Its objects have been there for a while when a case begins, and its own checks are no part of the case.
    walk.known.hasPositive = false
    walk.known.elapsed = .zero
    walk.known.end = nil
    return true
  }

  private static func check(_ item: TestSuite.Case, _ known: CaseKnowledge, _ collector: SmellCollector) {
    var walk = CaseWalk(collector, known, timeout: item.timeout)
    walk.allowances = item.allowances
    collector.declare(item.allowances)
    guard walk.isReached("case", item.requirements) else { return }
    walk.known.declare(item.variables)
    walk.walk(item.setup, .setup)
    walk.walk(item.steps, .steps)
    walk.finish(item)
    walk.known.end = nil
    walk.walk(item.teardown, .teardown)
  }
}
