import Testing

@testable import Verdicts

@Suite struct OracleProofTests {
  typealias Outcome = OracleProof.Outcome

  @Test(
    "it is proven only when all mistakes are caught, nobody is accused and nothing broke",
    arguments: [
      (
        [Outcome.clean, .clean], [Outcome.caught, .caught], OracleProof.Verdict.proven, "caught 2 of 2, accused 0 of 2"
      ),
      ([.clean], [.caught, .missed], .notProven, "caught 1 of 2, accused 0 of 1"),
      // What is called by another name is not understood.
      ([.clean], [.misnamed], .notProven, "caught 0 of 1, accused 0 of 1"),
      ([.accused, .clean], [.caught], .notProven, "caught 1 of 1, accused 1 of 2"),
      ([.clean], [.broken], .inconclusive, "caught 0 of 1, accused 0 of 1"),
      // A verdict stands, whatever else broke.
      ([.broken, .accused], [.caught], .notProven, "caught 1 of 1, accused 1 of 2"),
      ([], [], .inconclusive, "caught 0 of 0, accused 0 of 0"),
    ])
  func verdict(good: [Outcome], mistaken: [Outcome], verdict: OracleProof.Verdict, summary: String) {
    let runs =
      good.map { OracleProof.Run(candidate: "c", mistake: nil, outcome: $0) }
      + mistaken.map { OracleProof.Run(candidate: "c", mistake: "m", outcome: $0) }
    let proof = OracleProof(lab: "l", oracles: [], runs: runs)
    #expect(proof.verdict == verdict)
    #expect(proof.summary == summary)
  }
}
