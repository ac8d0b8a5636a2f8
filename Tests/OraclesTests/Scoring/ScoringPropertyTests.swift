import Plans
import Testing
import Verdicts

@testable import Oracles

/// What holds of every profile and every run, tried on many.
@Suite struct ScoringPropertyTests {
  typealias Example = ScoringExample

  static let statuses: [CriterionOutcome.Status] = [
    .passed, .passed, .passed, .failed, .notApplicable("a"), .notObservable("b"), .notChecked,
  ]
  static let claims = ["one", "two"]

  /// Criteria, cases, features, waivers and combinations at random, the same for the same seed.
  static func example(seed: Int) -> Example {
    var random = SeededGenerator(seed: UInt64(seed))
    let criteria = (1...Int.random(in: 1...8, using: &random)).map { number in
      Example.criterion(
        "REC-0\(number)", Severity.allCases.randomElement(using: &random) ?? .normal,
        mayBeWaived: Bool.random(using: &random))
    }
    let features = claims.map { name in
      Profile.Feature(
        name: name, about: name,
        criteria: criteria.filter { _ in Int.random(in: 0...3, using: &random) == 0 }
          + [Example.criterion("LCY-0\(name.count)", .bonus)])
    }
    let own = Example.profile(
      "own", Array(criteria.dropFirst(Int.random(in: 0...2, using: &random))), cases: [.init()], features: features,
      threshold: Int.random(in: 0...100, using: &random))
    let other = Example.profile("other", Array(criteria.reversed().prefix(3)))
    let both = Example.profile(
      "both",
      parts: [
        Profile.Part(.profile("own"), weight: Int.random(in: 1...4, using: &random), place: Example.place),
        Profile.Part(.profile("other"), place: Example.place), Profile.Part(.contractOfCandidate, place: Example.place),
      ])
    let ipam = Example.profile("ipam", cases: [.init(contract: "ipam/v1")])
    var example = Example(
      profile: [own, both, ipam].randomElement(using: &random) ?? own, library: [own, other, ipam])
    example.outcomes = (criteria.map(\.id) + ["LCY-03"]).map { id in
      Example.outcome(id, statuses.randomElement(using: &random) ?? .passed)
    }
    for number in 1...Int.random(in: 1...6, using: &random) {
      let summary = Example.summary(
        "IPAM-00\(number)", Severity.allCases.randomElement(using: &random) ?? .normal,
        features: claims.filter { _ in Int.random(in: 0...3, using: &random) == 0 })
      example.add(summary, Verdict.allCases.randomElement(using: &random))
    }
    example.claims = claims.filter { _ in Bool.random(using: &random) }
    example.waivers = criteria.filter { _ in Int.random(in: 0...2, using: &random) == 0 }.map {
      Example.waiver(.criterion, $0.id, until: Bool.random(using: &random) ? "2030-01-01" : "2026-01-01")
    }
    return example
  }

  static func expectNoBetter(_ worse: ProfileResult, _ better: ProfileResult, _ what: String) {
    #expect(worse.score ?? 0 <= better.score ?? 0, "\(what)")
    #expect(worse.result <= better.result, "\(what)")
    #expect(worse.standing <= better.standing, "\(what)")
    #expect((worse.parts ?? []).count == (better.parts ?? []).count)
  }

  @Test("nothing that stops passing raises the score, the result or the standing", arguments: 0..<400)
  func passing(seed: Int) {
    let example = Self.example(seed: seed)
    let before = example.result
    for index in example.outcomes.indices where example.outcomes[index].status == .passed {
      for status in Self.statuses where status != .passed {
        var worse = example
        worse.outcomes[index].status = status
        Self.expectNoBetter(worse.result, before, "\(seed): \(example.outcomes[index].id) \(status)")
      }
    }
    for index in example.cases.indices where example.cases[index].verdict == .pass {
      for verdict in Verdict.allCases where verdict != .pass {
        for reason in ["NA: a", "WAIVED(a until 2030-01-01): b", "UNCLAIMED: one"] {
          var worse = example
          worse.cases[index].verdict = verdict
          worse.cases[index].skipReason = verdict == .skipped ? reason : nil
          Self.expectNoBetter(worse.result, before, "\(seed): case \(index) \(verdict)")
        }
      }
    }
  }

  @Test("leaving something out never raises the score, and never makes a success", arguments: 0..<400)
  func leavingOut(seed: Int) {
    let example = Self.example(seed: seed)
    let before = example.result
    for index in example.outcomes.indices {
      // What does not apply is known by the harness, so leaving that out is no gain either.
      var less = example
      less.outcomes.remove(at: index)
      check(less.result, example.outcomes[index].status == .passed, "\(seed): without \(example.outcomes[index].id)")
    }
    for index in example.cases.indices {
      var less = example
      less.cases.remove(at: index)
      check(less.result, example.cases[index].verdict == .pass, "\(seed): without case \(index)")
    }
    func check(_ less: ProfileResult, _ wasPassed: Bool, _ what: String) {
      #expect(less.score ?? 0 <= before.score ?? 0, "\(what)")
      if before.result != .success { #expect(less.result != .success, "\(what)") }
      if before.standing != .reached { #expect(less.standing != .reached, "\(what)") }
      if wasPassed { Self.expectNoBetter(less, before, what) }
    }
  }

  @Test("the score lies between nothing and what is attainable", arguments: 0..<100)
  func bounds(seed: Int) {
    let result = Self.example(seed: seed).result
    guard let score = result.score, let attainable = result.attainable else { return }
    #expect(0 <= score && score <= attainable && attainable <= 100)
    #expect(result.standing != .reached || score >= Double(result.threshold) && result.result != .failure)
  }
}
