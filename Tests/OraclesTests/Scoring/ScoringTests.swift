import Plans
import Testing
import Verdicts

@testable import Oracles

@Suite struct ScoringTests {
  typealias Example = ScoringExample

  /// Two essential criteria, a normal and a bonus one; 23 points are expected.
  static func four(_ statuses: [CriterionOutcome.Status?]) -> Example {
    let severities: [Severity] = [.essential, .essential, .normal, .bonus]
    let criteria = severities.enumerated().map { Example.criterion("REC-0\($0 + 1)", $1) }
    var example = Example(profile: Example.profile("demo", criteria))
    example.outcomes = zip(criteria, statuses).compactMap { criterion, status in
      status.map { Example.outcome(criterion.id, $0) }
    }
    return example
  }

  struct Row: Sendable {
    var statuses: [CriterionOutcome.Status?]
    var result: ProfileResult.Result
    var score: Double?
    var attainable: Double?
    var standing: ProfileResult.Standing
  }

  @Test(
    "result, score and standing follow from what passed, failed, does not apply and was not seen",
    arguments: [
      Row(
        statuses: [.passed, .passed, .passed, .passed], result: .success, score: 100, attainable: 100,
        standing: .reached),
      Row(
        statuses: [.passed, .passed, .failed, .failed], result: .success, score: 86.9, attainable: 86.9,
        standing: .reached),
      Row(
        statuses: [.passed, .passed, .failed, .passed], result: .success, score: 91.3, attainable: 91.3,
        standing: .reached),
      Row(
        statuses: [.passed, .failed, .passed, .passed], result: .failure, score: 60.8, attainable: 60.8,
        standing: .missed),
      Row(
        statuses: [.passed, .notObservable("no lab"), .passed, .passed], result: .partial, score: 60.8,
        attainable: 100, standing: .open),
      Row(
        statuses: [.passed, .notChecked, .passed, .passed], result: .partial, score: 60.8, attainable: 100,
        standing: .open),
      Row(statuses: [.passed, nil, .passed, .passed], result: .partial, score: 60.8, attainable: 100, standing: .open),
      Row(statuses: [.passed, .passed, nil, nil], result: .success, score: 86.9, attainable: 100, standing: .reached),
      Row(
        statuses: [.passed, .notApplicable("none"), .passed, .passed], result: .success, score: 100, attainable: 100,
        standing: .reached),
      Row(
        statuses: [.notApplicable("a"), .notApplicable("b"), .notApplicable("c"), .notApplicable("d")],
        result: .partial, score: nil, attainable: nil, standing: .open),
      Row(statuses: [], result: .partial, score: 0, attainable: 100, standing: .open),
    ])
  func table(row: Row) {
    let result = Self.four(row.statuses).result
    #expect(result.result == row.result)
    #expect(result.score == row.score)
    #expect(result.attainable == row.attainable)
    #expect(result.standing == row.standing)
  }

  @Test("what did not pass is listed with its reason, decisive first")
  func notPassed() {
    let result = Self.four([.passed, .notChecked, .failed, .failed]).result
    #expect(result.notPassed.map(\.id) == ["REC-03", "REC-04", "REC-02"])
    #expect(result.notPassed.map(\.isDecisive) == [false, false, true])
    #expect(result.counts == ["passed": 1, "failed": 2, "not-checked": 1])
    #expect(result.notPassed[0].because == "seen")
  }

  // MARK: Waivers

  @Test("a waived failure is waived and not passed: no success, no points, but nothing that was missed")
  func waived() {
    var example = Self.four([.passed, .failed, .passed, .passed])
    example.profile.threshold = 60
    example.waivers = [Example.waiver(.criterion, "REC-02", until: Example.today)]
    let result = example.result
    #expect(result.result == .partial && result.standing == .reached)
    #expect(result.score == 60.8 && result.points == 14)
    #expect(result.notPassed.map(\.state) == [.waived])
    #expect(result.notPassed[0].because == "waived until 2026-11-21: it takes time; seen")
    example.profile.threshold = 61
    #expect(example.result.standing == .missed)
  }

  @Test("an expired waiver does not count and is told, and neither does one that is not allowed")
  func expired() {
    var example = Self.four([.passed, .failed, .passed, .passed])
    example.waivers = [Example.waiver(.criterion, "REC-02", until: "2026-11-20")]
    #expect(example.result.result == .failure)
    #expect(example.result.notPassed[0].because == "waiver expired on 2026-11-20: it takes time; seen")
    example.waivers = [Example.waiver(.criterion, "REC-02", until: "2030-01-01")]
    example.refused = ["REC-02"]
    #expect(example.result.result == .failure)
    example.refused = []
    example.profile.criteria[1].mayBeWaived = false
    #expect(example.result.result == .failure)
  }

  @Test("what became of each waiver is told")
  func accounts() {
    let book = WaiverBook(
      [
        Example.waiver(.criterion, "REC-01", until: "2030-01-01"),
        Example.waiver(.criterion, "REC-02", until: "2030-01-01"),
        Example.waiver(.criterion, "REC-03", until: "2030-01-01"),
        Example.waiver(.criterion, "REC-04", until: "2026-11-20"),
        Example.waiver(.criterion, "REC-05", until: "2030-01-01"),
        Example.waiver(.testCase, "IPAM-001", until: "2030-01-01"),
        Example.waiver(.testCase, "IPAM-002", until: "2030-01-01"),
        Example.waiver(.testCase, "IPAM-003", until: "2030-01-01"),
      ], today: Example.today, refusing: ["REC-05"])
    var example = Example(profile: Example.profile())
    example.add(
      Example.summary("IPAM-001", .normal), .skipped, skipReason: "WAIVED(IPAM-001 until 2030-01-01): it takes time")
    example.add(Example.summary("IPAM-002/one", .normal), .pass)
    let outcomes = [
      Example.outcome("REC-01", .failed), Example.outcome("REC-02", .passed), Example.outcome("REC-04", .failed),
      Example.outcome("REC-05", .failed),
    ]
    #expect(
      book.accounts(outcomes, example.cases).map(\.state) == [
        .used, .unneeded, .idle, .expired, .refused, .used, .unneeded, .idle,
      ])
    #expect(book.apply(to: outcomes).map(\.isWaived) == [true, false, false, false])
    #expect(book.apply(to: outcomes)[2].waiver?.isExpired == true)
  }

  // MARK: Cases and features

  static func features(_ verdict: Verdict?, claims: [String], skipReason: String? = nil) -> ProfileResult {
    var example = Example(profile: Example.profile(cases: [.init(contract: "ipam/v1")]), claims: claims)
    example.add(Example.summary("IPAM-001", .essential), .pass)
    example.add(
      Example.summary("IPAM-002", .normal, features: ["drift-repair"]), verdict, skipReason: skipReason)
    return example.result
  }

  @Test("a claimed feature that fails is a failure, whatever its cases weigh, and one that is not claimed is no matter")
  func claims() {
    let failed = Self.features(.fail, claims: ["drift-repair"])
    #expect(failed.result == .failure && failed.score == 76.9)
    #expect(failed.features == [.init(name: "drift-repair", state: .failed, ids: ["IPAM-002"])])
    let unclaimed = Self.features(.skipped, claims: [], skipReason: "UNCLAIMED: drift-repair")
    #expect(unclaimed.result == .success && unclaimed.score == 100)
    #expect(unclaimed.features == [.init(name: "drift-repair", state: .unclaimed)])
    #expect(Self.features(.pass, claims: ["drift-repair"]).features[0].state == .supported)
    let unseen = Self.features(nil, claims: ["drift-repair"])
    #expect(unseen.result == .partial && unseen.standing == .open && unseen.features[0].state == .notSeen)
    let waived = Self.features(.skipped, claims: ["drift-repair"], skipReason: "WAIVED(IPAM-002 until 2030-01-01): a")
    #expect(waived.result == .partial && waived.features[0].state == .waived)
  }

  @Test("a feature of the profile holds those who claim it to its criteria, bonus ones, too")
  func profileFeatures() {
    let feature = Profile.Feature(name: "rollback", about: "a", criteria: [Example.criterion("LCY-10", .bonus)])
    var example = Example(
      profile: Example.profile("demo", [Example.criterion("REC-01", .essential)], features: [feature]))
    example.outcomes = [Example.outcome("REC-01", .passed), Example.outcome("LCY-10", .failed)]
    #expect(example.result.result == .success)
    example.claims = ["rollback"]
    #expect(example.result.result == .failure && example.result.features[0].state == .failed)
    example.outcomes[1].status = .notApplicable("no release before")
    #expect(example.result.result == .success && example.result.features[0].state == .notApplicable)
  }

  @Test("what is broken, flaky, not reached or failed in one round is not passed")
  func verdicts() {
    func state(_ verdict: Verdict?, _ reason: String? = nil) -> ProfileResult.State? {
      var example = Example(profile: Example.profile(cases: [.init()]))
      example.add(Example.summary("IPAM-001", .essential), verdict, skipReason: reason)
      return example.result.notPassed.first?.state
    }
    #expect(state(.pass) == nil)
    #expect(state(.error) == .notObservable)
    #expect(state(.flaky) == .failed)
    #expect(state(.skipped, "NA: prometheus is not installed") == .notObservable)
    #expect(state(nil) == .notChecked)
    var example = Example(profile: Example.profile(cases: [.init()]))
    let summary = Example.summary("IPAM-001", .essential)
    example.add(summary, .pass, round: 1)
    example.cases.append(CaseResult(summary: summary, verdict: .fail, start: 0, duration: 1))
    #expect(example.result.result == .failure)
  }

  @Test("cases of other contracts, categories and severities do not count")
  func selections() {
    var example = Example(
      profile: Example.profile(cases: [.init(categories: ["creation"], severities: [.essential])]))
    example.add(Example.summary("IPAM-001", .essential), .pass)
    example.add(Example.summary("IPAM-002", .normal), .fail)
    example.declared.append(
      .init(contract: "observability/v1", summary: Example.summary("OBS-001", .essential)))
    #expect(example.result.expected == 10 && example.result.score == 100)
  }

  // MARK: Combinations

  @Test("a combination is as good as its worst part, and its score is the weighted mean")
  func combinations() {
    let one = Example.profile("one", [Example.criterion("REC-01", .essential)])
    let two = Example.profile("two", [Example.criterion("REC-02", .normal), Example.criterion("REC-03", .essential)])
    let three = Example.profile("three", [Example.criterion("EXT-01", .essential)])
    let parts = [("one", 3), ("two", 1), ("three", 1)].map {
      Profile.Part(.profile($0.0), weight: $0.1, place: Example.place)
    }
    var example = Example(
      profile: Example.profile("all", parts: parts, threshold: 90), library: [one, two, three])
    example.outcomes = [
      Example.outcome("REC-01", .passed), Example.outcome("REC-02", .failed), Example.outcome("REC-03", .passed),
      Example.outcome("EXT-01", .notApplicable("nothing outside")),
    ]
    let result = example.result
    #expect(result.parts?.map(\.score) == [100, 76.9, nil])
    // What does not apply at all is left out: (3 × 100 + 76.9) / 4.
    #expect(result.score == 94.2 && result.result == .success)
    // The second part alone misses its own threshold.
    #expect(result.standing == .missed)
    example.outcomes[0].status = .notChecked
    #expect(example.result.result == .partial)
  }

  @Test("without a contract, what the operator is for counts as not seen")
  func missingContract() {
    let parts = [Profile.Part(.contractOfCandidate, place: Example.place)]
    let ipam = Example.profile("ipam", cases: [.init(contract: "ipam/v1")])
    var example = Example(profile: Example.profile("all", parts: parts), library: [ipam])
    example.add(Example.summary("IPAM-001", .essential), .pass)
    #expect(example.result.result == .success && example.result.parts?.first?.name == "ipam")
    example.library = []
    #expect(example.result.result == .partial && example.result.score == 0 && example.result.standing == .open)
  }
}
