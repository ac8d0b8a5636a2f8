import Documents
import Kubernetes
import Testing

@testable import Oracles

@Suite struct MaskingTests {
  private static func mask(_ path: String, kind: String? = nil) throws -> Mask {
    Mask(path: try FieldPath(parsing: path), because: "it beats", source: .candidate, kind: kind)
  }

  /// A child that is written while nothing changes.
  private static func restless(_ masks: [Mask], phase: String = "idle") -> Rescoring {
    var ledger = SyntheticLedger()
    for mask in masks { ledger.mark(Mask.mark, at: 0, mask.details, isOfCase: false) }
    ledger.append(SyntheticLedger.beginning(of: phase == "idle" ? "quiescence" : phase))
    ledger.mark(phase, at: 4)
    for time in [5.0, 7, 9] {
      ledger.write("ConfigMap", by: "operator", at: time, owner: "demo", ["data": ["size": .string("\(time)")]])
    }
    ledger.end(at: 14)
    return ledger.rescoring()
  }

  @Test("a write whose changes are all masked is no write, and each mask counts what it covered")
  func hidden() throws {
    let mask = try Self.mask("data.size")
    let outcome = try #require(Self.restless([mask]).items.first?.outcome)
    #expect(outcome.verdict == .conforms && outcome.masked == [mask: 3])
  }

  @Test("a mask of another path or kind hides nothing", arguments: [("data.other", nil), ("data.size", "Secret")])
  func others(_ path: String, _ kind: String?) throws {
    let outcome = try #require(Self.restless([try Self.mask(path, kind: kind)]).items.first?.outcome)
    #expect(outcome.verdict == .violates && outcome.masked.isEmpty)
  }

  @Test("what is masked on a nudge and on a re-apply is no write either", arguments: ["nudge"])
  func phases(_ phase: String) throws {
    #expect(Self.restless([], phase: phase).items.first?.outcome?.verdict == .violates)
    #expect(Self.restless([try Self.mask("data")], phase: phase).items.first?.outcome?.verdict == .conforms)
  }

  @Test("a deletion and what comes back are never hidden, and neither is a write that changes nothing else")
  func never() throws {
    var ledger = Ledger()
    var lines = SyntheticLedger()
    lines.write("ConfigMap", as: .added, by: "operator", at: 1, ["data": ["size": "1"]])
    lines.write("ConfigMap", by: "operator", at: 2, ["data": ["size": "2"]])
    lines.write("ConfigMap", by: "operator", at: 3, ["data": ["size": "2"]])
    lines.write("ConfigMap", as: .deleted, by: "operator", at: 4, ["data": ["size": "2"]])
    lines.write("ConfigMap", as: .added, by: "operator", at: 5, ["data": ["size": "3"]])
    for line in lines.lines { ledger.add(line) }
    let masks = [try Self.mask("data")]
    #expect(ledger.revisions.map { masks.hide($0) } == [false, true, false, false, false])
  }

  @Test("a mask is read back from its mark", arguments: [nil, "ConfigMap"])
  func marks(_ kind: String?) throws {
    let mask = try Self.mask("status.last", kind: kind)
    #expect(Mask(LedgerLine.Mark(time: 0, name: Mask.mark, details: mask.details)) == mask)
  }
}
