import Plans
import Testing
import Verdicts

@testable import Engine

@Suite struct CaseOrderTests {
  private static func item(_ id: String, _ severity: Severity, seconds: Int, needs: [String] = []) -> TestSuite.Case {
    TestSuite.Case(
      summary: CaseSummary(
        identity: CaseIdentity(suite: "s", id: id), name: id, category: "general", severity: severity),
      labels: [:], timeout: .seconds(60), expected: .seconds(seconds), needs: needs, endpoints: [], claims: [],
      variables: [], setup: [], steps: [], teardown: [])
  }

  private static func order(_ cases: [TestSuite.Case]) -> [String] { cases.map(\.summary.identity.id) }

  @Test("within a budget, what is worth most a minute comes first")
  func value() {
    let cases = [
      Self.item("slow", .essential, seconds: 100), Self.item("quick", .normal, seconds: 3),
      Self.item("bonus", .bonus, seconds: 3), Self.item("best", .essential, seconds: 2),
    ]
    #expect(Self.order(CaseOrder.byValue(cases, expected: \.estimate)) == ["best", "quick", "bonus", "slow"])
  }

  @Test("what a case needs comes before it, and its time counts")
  func needs() {
    let cases = [
      Self.item("quick", .normal, seconds: 3), Self.item("slow", .bonus, seconds: 100),
      Self.item("first", .essential, seconds: 2, needs: ["slow"]),
    ]
    #expect(Self.order(CaseOrder.byValue(cases, expected: \.estimate)) == ["quick", "slow", "first"])
  }

  @Test("a seed gives one order, and another seed another one")
  func seeds() {
    let cases = (0..<20).map { Self.item("\($0)", .normal, seconds: 1) }
    let first = Self.order(CaseOrder.shuffled(cases, seed: 7))
    #expect(first == Self.order(CaseOrder.shuffled(cases, seed: 7)))
    #expect(first != Self.order(CaseOrder.shuffled(cases, seed: 8)))
    #expect(Set(first) == Set(Self.order(cases)))
    // Written down once: it must be the same on every machine, today and later.
    #expect(first.prefix(5) == ["4", "1", "2", "15", "16"])
  }
}
