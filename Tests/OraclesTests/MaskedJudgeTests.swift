import Documents
import Testing

@testable import Oracles

@Suite struct MaskedJudgeTests {
  private static let masks = [
    Mask(
      path: FieldPath([.field("status"), .field("lastSync")]), because: "heartbeat", source: .candidate,
      kind: "Widget"),
    Mask(
      path: FieldPath([.field("data"), .field("at")]), because: "of another kind", source: .candidate,
      kind: "Secret"),
  ]

  private func judge(_ build: (inout LedgerBuilder) -> Void) -> LedgerJudge {
    var builder = LedgerBuilder.established()
    build(&builder)
    builder.mark("end")
    return LedgerJudge(builder.ledger, masks: Self.masks)
  }

  @Test("a masked change does not count, and how often it was needed is told")
  func masked() {
    let judge = judge { builder in
      builder.idle(every: 5) { $0.status([("lastSync", .string("2026-01-01T00:\(10 + $1):00Z"))]) }
    }
    #expect(judge.judgements().allSatisfy { $0.verdict != .violates })
    #expect(judge.masks.map(\.hits) == [6, 0])
    #expect(judge.masks.map(\.mask.because) == ["heartbeat", "of another kind"])
  }

  @Test("what is written beside a masked field counts, and evidence is counted in the recording as it is")
  func beside() throws {
    let judge = judge { builder in
      builder.idle(every: 5) {
        $0.status([("lastSync", .string("2026-01-01T00:\(10 + $1):00Z")), ("text", .string("\($1)"))])
      }
    }
    let finding = try #require(judge.findings().first { $0.verdict == .violates })
    #expect(finding.kind == .quiescence)
    #expect(finding.evidence.map(\.count) == [6])
    #expect(finding.evidence.map(\.paths) == [["status.text"]])
  }

  @Test("a mask hides no deletion, and nothing that is made again")
  func recreation() {
    let judge = judge { builder in
      builder.idle(every: 10) { builder, _ in
        builder.delete(.config)
        builder.write(.config, [("data.at", "x")], owner: .widget)
      }
    }
    #expect(judge.judgements().contains { $0.verdict == .violates && $0.sentence.hasPrefix("W7") })
  }
}
