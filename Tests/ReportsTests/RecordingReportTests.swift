import Testing
import Verdicts

@testable import Reports

@Suite struct RecordingReportTests {
  private static func scorecard() throws -> Scorecard {
    let run = RunDescription(
      id: "run", harnessVersion: "1", candidate: .init(name: "c", vendor: "v", version: "1", contract: nil), suites: [],
      lab: .init(name: "lab", kind: "embedded"), startedAt: "2026-01-01T00:00:00Z", hostname: "host", command: [])
    let recording = Recording(
      tiers: [.watches],
      masks: [
        .init(path: "status.lastSync", kind: nil, because: "heartbeat", source: "candidate", hits: 3),
        .init(path: "status.count", kind: "Device", because: "counts\nup", source: "suite", hits: 0),
      ], unseen: [.init(resource: "secrets", because: "forbidden")])
    return try #require(
      Scorecard(events: [
        RunEvent(at: 0, .runStarted(run, cases: [])), RunEvent(at: 1, .recorded(recording)),
        RunEvent(at: 2, .runEnded),
      ]))
  }

  @Test("each mask is told with its reason and its hits, and so is what nobody could see")
  func console() throws {
    #expect(
      ConsoleReport.recording(try Self.scorecard()) == [
        "evidence: tier A (watch deltas)", "masked: status.lastSync: 3 times (candidate: heartbeat)",
        "masked: status.count of Device: 0 times (suite: counts up)", "not seen: secrets: forbidden",
      ])
  }

  @Test(
    "the tiers of evidence are named in a row",
    arguments: [
      ([Recording.Tier.watches, .audit], "tiers A (watch deltas) and C (audit log)"),
      ([.watches, .metrics, .audit], "tiers A (watch deltas), B (the candidate's metrics) and C (audit log)"),
    ])
  func tiers(_ tiers: [Recording.Tier], _ text: String) {
    #expect(Recording(tiers: tiers, masks: [], unseen: []).evidence == text)
  }

  @Test("the same stands among the properties of the JUnit file")
  func properties() throws {
    let text = String(decoding: try JUnitReport(Self.scorecard()).bytes(), as: UTF8.self)
    for (name, value) in [
      ("evidence", "tier A (watch deltas)"), ("mask status.lastSync", "3 times (candidate: heartbeat)"),
      ("mask status.count of Device", "0 times (suite: counts up)"), ("not seen secrets", "forbidden"),
    ] {
      #expect(text.contains("name=\"\(name)\" value=\"\(value)\""), "\(name)")
    }
  }

  static let results: [([RescoringReport.Entry], RescoringReport.Result, Int32)] = [
    ([], .unknown, 2),
    ([entry(.pass, .pass)], .same, 0),
    ([entry(.pass, .pass), entry(.fail, .fail)], .same, 1),
    ([entry(.skipped, .skipped)], .same, 0),
    ([entry(.fail, .pass)], .differs, 2),
    ([entry(.pass, .fail)], .differs, 1),
    ([entry(.pass, nil)], .unknown, 2),
    ([entry(nil, .pass)], .unknown, 2),
    ([entry(.error, .error)], .same, 2),
  ]

  private static func entry(_ recorded: Verdict?, _ now: Verdict?) -> RescoringReport.Entry {
    RescoringReport.Entry(
      caseTitle: "A-1", recipe: "nudge", wish: "Thing a", recorded: recorded, recordedSentence: "it", now: now,
      sentence: "it", details: [], isWaived: false)
  }

  @Test("a run that is judged again ends as the run did, unless it comes to something else", arguments: results)
  func rescoring(_ entries: [RescoringReport.Entry], _ result: RescoringReport.Result, _ code: Int32) {
    let report = RescoringReport(entries: entries, lineCount: 9, notes: [])
    #expect(report.result == result && report.exitCode == code)
  }
}
