import Testing

@testable import Verdicts

@Suite struct ProofResultTests {
  typealias Outcome = ProofResult.Outcome

  @Test(
    "a suite is proven when the candidate conforms and every broken one that applies is noticed",
    arguments: [
      (Outcome.conforms, [Outcome.noticed, .notApplicable], ProofResult.Verdict.proven),
      (.conforms, [.noticed, .conforms], .notProven),
      (.conforms, [.noticed, .inconclusive], .inconclusive),
      (.conforms, [.conforms, .inconclusive], .notProven),
      // Nothing was shown.
      (.conforms, [.notApplicable], .inconclusive),
      (.conforms, [], .inconclusive),
      // What a broken version of a broken candidate does says nothing.
      (.noticed, [.noticed], .inconclusive),
      (.inconclusive, [.noticed], .inconclusive),
    ])
  func verdict(healthy: Outcome, broken: [Outcome], verdict: ProofResult.Verdict) {
    var result = ProofResult(suites: ["s"], candidate: "c", lab: "l", cases: ["A", "B"])
    result.entries = [.init(name: ProofResult.healthy, title: "", outcome: healthy, reason: "")]
    for (index, outcome) in broken.enumerated() {
      var entry = ProofResult.Entry(name: "broken-\(index)", title: "", outcome: outcome, reason: "")
      if outcome == .noticed { entry.failed = ["A"] }
      result.entries.append(entry)
    }
    #expect(result.verdict == verdict)
    if broken.contains(.noticed) { #expect(result.idle == ["B"]) }
  }
}
