package import Plans
import Verdicts

/// The order in which the cases of a run begin.
package enum CaseOrder {
  /// By value per minute, the most first, each after those that it needs: for a run whose time is bounded. A case that
  /// others need is worth what they are worth, too.
  ///
  /// - Parameter expected: how long each case is expected to take.
  package static func byValue(_ cases: [TestSuite.Case], expected: (TestSuite.Case) -> Duration) -> [TestSuite.Case] {
    let byIdentity = Dictionary(cases.map { ($0.summary.identity, $0) }, uniquingKeysWith: { first, _ in first })
    let rated = cases.map { item -> (item: TestSuite.Case, value: Double) in
      let closure = needed(by: item, byIdentity)
      let seconds = closure.reduce(0) { $0 + RunClock.seconds(expected($1)) }
      let weight = closure.reduce(0) { $0 + $1.summary.severity.weight }
      return (item, Double(weight) / max(seconds, 0.001))
    }
    // Sorting is stable: what is worth the same keeps the order of the files.
    let sorted = rated.enumerated().sorted { ($1.element.value, $0.offset) < ($0.element.value, $1.offset) }
    var placed: Set<CaseIdentity> = []
    return sorted.flatMap { needed(by: $0.element.item, byIdentity) }.filter {
      placed.insert($0.summary.identity).inserted
    }
  }

  /// In an order that the seed decides, the same on every machine.
  package static func shuffled(_ cases: [TestSuite.Case], seed: Int) -> [TestSuite.Case] {
    var generator = SeededGenerator(seed: UInt64(bitPattern: Int64(seed)))
    var cases = cases
    for index in cases.indices.dropFirst().reversed() {
      cases.swapAt(index, Int(generator.next() % UInt64(index + 1)))
    }
    return cases
  }

  /// The case and all that it needs, those first.
  private static func needed(
    by item: TestSuite.Case, _ cases: [CaseIdentity: TestSuite.Case]
  ) -> [TestSuite.Case] {
    var result: [TestSuite.Case] = []
    var seen: Set<CaseIdentity> = []
    func visit(_ item: TestSuite.Case) {
      guard seen.insert(item.summary.identity).inserted else { return }
      for need in item.neededIdentities { cases[need].map(visit) }
      result.append(item)
    }
    visit(item)
    return result
  }
}

extension TestSuite.Case {
  /// Needs are named within a suite.
  var neededIdentities: [CaseIdentity] {
    needs.map { CaseIdentity(suite: summary.identity.suite, id: $0, round: summary.identity.round) }
  }
}
