import Documents
import Foundation
import Testing
import Verdicts

@testable import Reports

@Suite struct ProfileReportTests {
  static func item(
    _ id: String, _ state: ProfileResult.State, _ severity: Severity = .essential, because: String? = nil
  ) -> ProfileResult.Item {
    .init(
      id: id, statement: "\(id) holds.", severity: severity, state: state, isDecisive: severity == .essential,
      because: because)
  }

  static let core = ProfileResult(
    name: "core", title: "Core", result: .failure, standing: .missed, score: 72.3, attainable: 80, threshold: 90,
    points: 17, expected: 23, counts: ["passed": 3, "failed": 2, "waived": 1, "not-checked": 1, "not-observable": 1],
    notPassed: [
      item("REC-02", .failed, because: "3 writes\u{1B}[31m at rest"), item("STS-06", .failed, .normal),
      item("SEC-12", .waived, because: "waived until 2030-01-01: later"), item("CFG-08", .notChecked),
      item("OBS-09", .notObservable, .bonus),
    ],
    features: [
      .init(name: "drift-repair", state: .supported), .init(name: "adoption", state: .failed, ids: ["LCY-11"]),
      .init(name: "rollback", state: .unclaimed),
    ])
  static let plain = ProfileReport(style: TextStyle(isColoured: false))

  @Test("one line says whether it was reached, and those below say what stands in the way")
  func text() {
    #expect(
      Self.plain.lines(Self.core) == [
        "profile core: not reached (failure), 72.3 % of 90 %, up to 80.0 % with what was not seen",
        "  failed  REC-02  REC-02 holds. (essential): 3 writes at rest",
        "  also failed (1): STS-06",
        "  waived  SEC-12  SEC-12 holds. (essential): waived until 2030-01-01: later",
        "  not seen, decisive (1): CFG-08",
        "  not seen (1): OBS-09",
        "  features claimed, but FAILED: adoption (LCY-11)", "  features that hold: drift-repair",
        "  features not claimed: rollback",
      ])
  }

  @Test("a combination has a line for each part, and each reason once")
  func combination() {
    let other = ProfileResult(
      name: "ha", title: "HA", result: .partial, standing: .open, score: nil, attainable: nil, threshold: 75)
    var whole = ProfileResult(
      name: "all", title: "All", result: .failure, standing: .missed, score: 72.3, attainable: 80, threshold: 75)
    whole.parts = [Self.core, Self.core, other]
    let lines = Self.plain.lines(whole)
    #expect(
      lines[1]
        == "  core  not reached  72.3 % of 90 %, up to 80.0 % with what was not seen  2 failed, 1 waived, 2 not seen")
    #expect(lines[3] == "  ha    does not apply")
    #expect(lines.count { $0.contains("REC-02") } == 1)
  }

  @Test("each waiver is told with what became of it")
  func waivers() {
    let accounts = WaiverAccount.State.allCases.map {
      WaiverAccount(id: "SEC-12", until: "2030-01-01", because: "later", state: $0)
    }
    #expect(
      Self.plain.lines(accounts) == [
        "waiver of SEC-12 until 2030-01-01: used: later",
        "waiver of SEC-12 until 2030-01-01: not needed any more: later",
        "waiver of SEC-12 until 2030-01-01: what it is for did not come up: later",
        "waiver of SEC-12 until 2030-01-01: EXPIRED, does not count: later",
        "waiver of SEC-12 until 2030-01-01: NOT ALLOWED, does not count: later",
      ])
  }

  // MARK: In a run

  static func events(_ kinds: [RunEvent.Kind]) -> [RunEvent] {
    let run = RunDescription(
      id: "1", harnessVersion: "0",
      candidate: .init(name: "one", vendor: "A", version: "1", contract: nil, claims: ["adoption"]), suites: [],
      lab: .init(name: "l", kind: "embedded"), startedAt: "2026-11-21T10:00:00Z", hostname: "h", command: [])
    return ([.runStarted(run, cases: [])] + kinds + [.runEnded]).map { RunEvent(at: 0, $0) }
  }

  @Test("a run's scorecard and JUnit have profiles and waivers, as its record tells them")
  func run() throws {
    let waiver = WaiverAccount(id: "SEC-12", until: "2030-01-01", because: "later", state: .used)
    var open = Self.core
    open.name = "open"
    open.standing = .open
    let events = Self.events([.waiversJudged([waiver]), .profilesScored([Self.core, open])])
    let scorecard = try #require(Scorecard(events: events))
    #expect(scorecard.profiles == [Self.core, open] && scorecard.waivers == [waiver])
    #expect(try ScorecardFile.read(Data(ScorecardFile.bytes(scorecard))) == scorecard)
    #expect(Self.plain.lines(scorecard).first == "waiver of SEC-12 until 2030-01-01: used: later")
    let bytes = try JUnitReport(scorecard).bytes()
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.contains("name=\"threshold core\"") && text.contains("type=\"ProfileNotReached\""))
    #expect(text.contains("name=\"threshold open\"") && text.contains("type=\"ProfileOpen\""))
    #expect(text.contains("<property name=\"waiver SEC-12\" value=\"used, until 2030-01-01: later\"/>"))
    #expect(text.contains("<property name=\"claims\" value=\"adoption\"/>"))
    guard let schema = try? XMLSchema(path: "\(JUnitReportTests.shared)/data/junit/junit-10.xsd") else { return }
    #expect(schema.accepts(bytes))
  }

  // MARK: In lint

  static func report(isExpired: Bool) -> LintReport {
    var outcomes = LintReportTests.outcomes
    outcomes[0].waiver = .init(until: "2030-01-01", because: "later", isExpired: isExpired)
    var report = LintReport(outcomes, objects: 2, findings: [LintReportTests.finding])
    report.profiles = [core]
    report.waivers = [
      WaiverAccount(id: "SEC-01", until: "2030-01-01", because: "later", state: isExpired ? .expired : .used)
    ]
    return report
  }

  @Test("what is waived is told as waived in text, JUnit, JSON and SARIF, and counts as no finding")
  func lint() throws {
    let report = Self.report(isExpired: false)
    let text = report.text(TextStyle(isColoured: false))
    #expect(text.hasPrefix("a.yaml:3:7: waived: it is red [SEC-01]\n"))
    #expect(text.contains("\n  waived until 2030-01-01: later\nprofile core: not reached"))
    #expect(text.hasSuffix("\nwaiver of SEC-01 until 2030-01-01: used: later\nno findings in 2 objects; 1 waived\n"))
    #expect(report.count(.essential) == 0)
    let junit = String(decoding: try report.junit(), as: UTF8.self)
    #expect(junit.contains("tests=\"4\" failures=\"1\" errors=\"0\" skipped=\"2\""))
    #expect(junit.contains("<skipped message=\"WAIVED(SEC-01 until 2030-01-01): later\">"))
    #expect(junit.contains("<property name=\"profile core\" value=\"missed, failure, 72.3 % of 90 %\"/>"))
    #expect(junit.contains("<property name=\"feature core adoption\" value=\"failed\"/>"))
    #expect(junit.contains("name=\"threshold core\"") && junit.contains("type=\"failure\">profile core: not reached"))
    let json = try report.json()
    #expect(json["findings"]?[0]?["waiver"]?["because"] == "later" && json["errors"] == 0)
    #expect(json["profiles"]?[0]?["features"]?[1]?["state"] == "failed")
    #expect(json["profiles"]?[0]?["notPassed"]?[3]?["state"] == "not-checked")
    #expect(json["waivers"]?[0]?["state"] == "used")
    let suppression = report.sarif(rules: [], version: "0")["runs"]?[0]?["results"]?[0]?["suppressions"]?[0]
    #expect(suppression?["status"] == "accepted" && suppression?["justification"] == "later (until 2030-01-01)")
    let folder = "\(JUnitReportTests.shared)/data/junit"
    guard let schema = try? XMLSchema(path: "\(folder)/junit-10.xsd") else { return }
    #expect(schema.accepts(try report.junit()))
  }

  @Test("an expired waiver is told, and hides nothing")
  func expired() throws {
    let report = Self.report(isExpired: true)
    let text = report.text(TextStyle(isColoured: false))
    #expect(text.contains("essential: it is red") && text.contains("\n  waiver expired on 2030-01-01: later\n"))
    #expect(text.hasSuffix("1 finding in 2 objects: 1 essential\n"))
    #expect(
      String(decoding: try report.junit(), as: UTF8.self).contains("waiver expired on 2030-01-01: later</failure>"))
    let result = report.sarif(rules: [], version: "0")["runs"]?[0]?["results"]?[0]
    #expect(result?["suppressions"]?[0]?["status"] == "rejected")
    #expect(try report.json()["findings"]?[0]?["waiver"]?["isExpired"] == true)
  }
}
