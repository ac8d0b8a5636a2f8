import Testing
import Verdicts

@testable import Reports

@Suite struct CatchTableTests {
  static let proof: OracleProof = {
    var loop = OracleProof.Run(candidate: "netbox", mistake: "hot-loop", outcome: .caught)
    loop.findings = [.init(oracle: "quiescence", sentence: "rewritten | again\nand again")]
    loop.seconds = 12.34
    var leak = OracleProof.Run(candidate: "netbox", mistake: "leaks", outcome: .caught)
    leak.findings = [
      .init(oracle: "deletion", sentence: "Prefix plugfest-a1b2-deletion-prefix/demo is left"),
      .init(oracle: "re-creation", sentence: "there"),
    ]
    let missed = OracleProof.Run(candidate: "dnn", mistake: "silent", outcome: .missed)
    var good = OracleProof.Run(candidate: "dnn", mistake: nil, outcome: .clean)
    (good.passed, good.skipped, good.hasFaults) = (20, 2, true)
    return OracleProof(
      lab: "embedded", oracles: ["quiescence", "nudge", "deletion", "re-creation"], runs: [loop, leak, missed, good])
  }()

  let table = CatchTable(style: TextStyle(isColoured: false))

  @Test("mistakes stand in rows, and the oracles that caught any in columns")
  func text() {
    #expect(
      table.text(Self.proof) == """
        1   quiescence
        2   deletion
        3   re-creation

                         1  2  3
        netbox hot-loop  x  .  .
        netbox leaks     .  x  x
        dnn silent       .  .  .
        """)
  }

  @Test("a page shows what was said, and nothing that was said can break its table")
  func markdown() {
    let lines = table.markdown(Self.proof).split(separator: "\n")
    #expect(lines.contains("| netbox | `hot-loop` | ● |   |   | rewritten \\| again and again |"), "\(lines)")
    #expect(lines.contains("| netbox | `leaks` |   | ● | ● | Prefix demo is left |"), "\(lines)")
    #expect(lines.contains("| dnn | `silent` |   |   |   | nothing |"))
  }

  @Test("a line tells of one run")
  func line() throws {
    #expect(
      table.line(try #require(Self.proof.mistaken.first)) == """
        caught  netbox hot-loop  12.3 s
            quiescence: rewritten | again and again
        """)
    #expect(
      table.line(try #require(Self.proof.good.first))
        == "clean  dnn as it is, round 1, with API faults  0.0 s, 20 cases passed, 2 skipped")
  }
}
