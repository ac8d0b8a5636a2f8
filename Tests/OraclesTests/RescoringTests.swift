import Documents
import Kubernetes
import Testing

@testable import Oracles

@Suite struct RescoringTests {
  /// Three writes of a child while nothing changes.
  private static func restless() -> SyntheticLedger {
    var ledger = SyntheticLedger.beginning(of: "quiescence")
    ledger.mark("idle", at: 4)
    for time in [5.0, 7, 9] {
      ledger.write("ConfigMap", by: "operator", at: time, owner: "demo", ["data": ["size": .string("\(time)")]])
    }
    ledger.end(at: 14)
    return ledger
  }

  @Test("a write while nothing changes is told with its times and the lines of the ledger")
  func verdict() throws {
    let item = try #require(Self.restless().rescoring().items.first)
    let outcome = try #require(item.outcome)
    #expect(outcome.verdict == .violates)
    #expect(
      outcome.sentence
        == "W6 content rewritten while nothing changes: 3 writes: ConfigMap plugfest-1/demo data.size by operator (Update) at +1.0 s, +3.0 s, +5.0 s"
    )
    #expect(
      outcome.details.first
        == "ledger line 5: MODIFIED ConfigMap plugfest-1/demo data.size by operator (Update) at 5.0 s")
  }

  @Test("of two that were consulted side by side, each ends with its own end")
  func sideBySide() throws {
    var ledger = SyntheticLedger.beginning(of: "quiescence", id: "one")
    ledger.append(SyntheticLedger.beginning(of: "nudge", id: "two"))
    ledger.mark(
      Consultation.ending, at: 5, Consultation.details(SettleWindow(length: 1, reason: ""), id: "one", unseen: "first"))
    ledger.mark(
      Consultation.ending, at: 6, Consultation.details(SettleWindow(length: 1, reason: ""), id: "two", unseen: "second")
    )
    let items = ledger.rescoring().items
    #expect(items.map(\.consultation.id) == ["one", "two"])
    #expect(items.map { $0.outcome?.sentence } == ["first", "second"])
  }

  @Test(
    "writes that a candidate counts and that watches do not show are held against it",
    arguments: [
      (40.0, true), (12.0, false),
    ])
  func unseenWrites(_ writes: Double, _ isLoop: Bool) {
    var ledger = SyntheticLedger.beginning(of: "quiescence")
    ledger.mark("idle", at: 4)
    ledger.mark(UnseenWrites.mark, at: 14, ["writes": .double(writes), "seen": 3, "seconds": 10])
    ledger.end(at: 14)
    let outcome = ledger.rescoring().items.first?.outcome
    #expect(outcome?.verdict == (isLoop ? .violates : .conforms))
    #expect(outcome?.sentence.contains("40 writes") == isLoop)
  }

  @Test("what comes after the end of a consultation does not count in it")
  func later() throws {
    var ledger = SyntheticLedger.beginning(of: "quiescence")
    ledger.mark("idle", at: 4)
    ledger.end(at: 14)
    ledger.write("ConfigMap", by: "operator", at: 15, owner: "demo", ["data": ["size": "other"]])
    #expect(ledger.rescoring().items.first?.outcome?.verdict == .conforms)
  }

  @Test("a ledger without the lines on which a verdict rests gives another one")
  func tampered() throws {
    let ledger = Self.restless()
    let kept = ledger.lines.filter { line in
      if case .event(let event) = line { return event.time < 5 }
      return true
    }
    let rescoring = try ledger.withFolder(lines: kept) { try Rescoring(folder: $0) }
    #expect(rescoring.items.first?.outcome?.verdict == .conforms)
  }

  @Test("a ledger that a kill cut off is told, and what it holds is judged")
  func cut() throws {
    var ledger = Self.restless()
    ledger.mark(
      Consultation.beginning, at: 20,
      ["recipe": "nudge", "case": "CASE-2", "object": ["apiVersion": "v1", "kind": "Thing", "name": "demo"]])
    let rescoring = try ledger.withFolder(cutAfter: #"{"t": 21, "type": "MOD"#) { try Rescoring(folder: $0) }
    #expect(rescoring.items.map { $0.outcome?.verdict } == [.violates, nil])
    #expect(rescoring.notes.count == 2 && rescoring.notes[0].contains("cut off"))
    #expect(!rescoring.isComplete)
  }

  @Test("what nobody could see, and what was broken off, stays so")
  func unseen() {
    for (details, verdict) in [
      (Consultation.details(SettleWindow(length: 0, reason: ""), unseen: "why"), Judgement.Verdict.notObservable),
      (Consultation.details(SettleWindow(length: 0, reason: ""), trouble: "why"), nil),
    ] {
      var ledger = SyntheticLedger.beginning(of: "drift-child")
      ledger.mark(Consultation.ending, at: 5, details)
      let outcome = ledger.rescoring().items.first?.outcome
      #expect(outcome?.verdict == verdict && outcome?.sentence == "why")
    }
  }

  @Test("the part of a ledger that is about one namespace is what came there and in the cluster, in order")
  func filtered() {
    var ledger = Ledger()
    var cursor = Ledger.Cursor()
    for index in 0..<300 {
      let namespace = ["a", "b", nil][index % 3]
      let object = KubernetesObject(
        apiVersion: "v1", kind: namespace == nil ? "Namespace" : "ConfigMap", namespace: namespace, name: "n\(index)")
      ledger.add(.event(LedgerLine.Event(time: Double(index), change: .added, object: object, isInitial: index < 3)))
      if index == 99 { _ = ledger.news(of: "a", since: &cursor) }
    }
    let part = ledger.filtered(to: "a")
    #expect(part.revisions.map(\.line) == (1...300).filter { ($0 - 1) % 3 != 1 && $0 != 3 })
    #expect(ledger.news(of: "a", since: &cursor).revisions.map(\.line) == (101...300).filter { ($0 - 1) % 3 != 1 })
    #expect(part.revisions(in: 10...20).map(\.time) == [11, 12, 14, 15, 17, 18, 20])
  }
}
