import Documents
import Kubernetes
import Testing

@testable import Oracles

@Suite struct AuditedStretchTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var name: String
    var verb = "patch"
    var resource = "prefixes"
    var object = "demo"
    var subresource = ""
    var code = 200
    var count: Int
    /// Revisions that watches show meanwhile.
    var changes = 0
    /// Watches that begin meanwhile.
    var watches = 0
    /// Whether its objects can be watched.
    var isSeen = true
    /// A part of the sentence; nil when nothing is held against it.
    var text: String?

    var testDescription: String { name }
  }

  static let rows: [Row] = [
    Row(
      name: "identical patches", subresource: "status", count: 29,
      text:
        "audit.jsonl lines 101-129: 29 PATCH of Prefix.netbox.dev plugfest-1/demo (status) by op/1 in 10.0 s in which "
        + "nothing is to be done, none changed it: it writes again what is there already"),
    Row(name: "identical puts", verb: "update", count: 20, changes: 2, text: "20 PUT"),
    Row(name: "resynchronization", count: 5),
    Row(name: "unwatched", count: 50, isSeen: false),
    Row(name: "dry creations", verb: "create", object: "", count: 50),
    Row(name: "lock", verb: "update", resource: "leases", count: 50),
    Row(name: "Events", verb: "patch", resource: "events", count: 50),
    Row(name: "tokens", verb: "create", resource: "serviceaccounts", subresource: "token", count: 50),
    Row(name: "conflicts", verb: "update", code: 409, count: 30, text: "all refused with 409"),
    Row(
      name: "denied creations", verb: "create", object: "", code: 403, count: 30, text: "30 POST of prefixes.netbox.dev"
    ),
    Row(name: "growing pauses", verb: "create", object: "", code: 422, count: 5),
    Row(name: "broken server", verb: "update", code: 500, count: 30),
    Row(name: "polling", verb: "get", count: 120, text: "for what a watch would tell"),
    Row(name: "polled lists", verb: "list", object: "", count: 120, watches: 2, text: "120 GET"),
    Row(name: "a look a second", verb: "get", count: 10),
    Row(name: "reconnecting", verb: "list", object: "", count: 60, watches: 60),
  ]

  @Test(
    "what an audit log shows of a candidate with nothing to do is held against it only far beyond what is usual",
    arguments: rows)
  func judging(row: Row) throws {
    var stretch = AuditedStretch(log: "audit.jsonl", time: 4...14)
    for number in 0..<row.count {
      stretch.add(Self.event(row, verb: row.verb), line: 101 + number) { _ in
        row.isSeen ? GroupKind(group: "netbox.dev", kind: "Prefix") : nil
      }
    }
    for number in 0..<row.watches { stretch.add(Self.event(row, verb: "watch"), line: 300 + number) { _ in nil } }
    var ledger = SyntheticLedger.beginning(of: "external-idempotence")
    ledger.mark("idle", at: 4)
    for number in 0..<row.changes {
      ledger.write("Prefix", by: "plugfest", at: 5 + Double(number), ["spec": ["n": .integer(Int64(number))]])
    }
    ledger.mark(AuditedStretch.mark, at: 14, stretch.details)
    ledger.end(at: 14)
    let outcome = try #require(ledger.rescoring().items.first?.outcome)
    let text = outcome.sentence
    #expect((outcome.verdict == .violates) == (row.text != nil), "\(text)")
    if let expected = row.text { #expect(text.contains(expected), "\(text)") }
  }

  private static func event(_ row: Row, verb: String) -> AuditEvent {
    var event = AuditEvent(
      auditID: "", requestURI: "", verb: verb, user: .init(name: "op"), received: .now, stageTime: .now)
    event.userAgent = "op/1"
    event.code = verb == "watch" ? 200 : row.code
    event.stage = verb == "watch" ? .responseStarted : .responseComplete
    event.subject = .init(
      group: "netbox.dev", version: "v1", resource: row.resource, subresource: row.subresource,
      namespace: SyntheticLedger.namespace, name: row.object)
    return event
  }

  @Test("where a watch began anew, changes may be missing, and nothing is said of writes in vain")
  func interrupted() throws {
    var stretch = AuditedStretch(log: "audit.jsonl", time: 4...14)
    let row = Row(name: "", count: 40)
    for line in 1...40 {
      stretch.add(Self.event(row, verb: "patch"), line: line) { _ in GroupKind(group: "netbox.dev", kind: "Prefix") }
    }
    var ledger = SyntheticLedger.beginning(of: "quiescence")
    ledger.mark("idle", at: 4)
    ledger.mark("interruption", at: 6, isOfCase: false)
    ledger.mark(AuditedStretch.mark, at: 14, stretch.details)
    ledger.end(at: 14)
    #expect(ledger.rescoring().items.first?.outcome?.verdict == .conforms)
  }
}
