import Documents
import Plans
import Suites
import Testing
import Verdicts

@testable import Oracles

@Suite struct RunJudgeTests {
  @Test("a run in which a criterion holds passes it, and one in which it does not fails it", arguments: RunExample.all)
  func examples(example: RunExample) throws {
    let criterion = try ManifestJudgeTests.criterion(example.id)
    let passed = example.passing.outcome(criterion)
    #expect(passed.status == .passed, "\(passed.status): \(passed.message) \(passed.findings.map(\.message))")
    let failed = example.failing.outcome(criterion)
    #expect(failed.status == .failed, "\(failed.status): \(failed.message)")
    #expect(failed.findings.contains { $0.message.contains(example.finding) }, "\(failed.findings.map(\.message))")
    #expect(failed.findings.allSatisfy { $0.rule?.id == example.id && $0.hint == criterion.remedy })
  }

  /// They only tell that they do not apply, or that nobody saw it; or that they hold.
  private static let withoutFailure: Set = ["LCY-09", "LCY-12"]

  @Test("every criterion that a run can answer has an example")
  func completeness() throws {
    let known = Set(RunExample.all.map(\.id))
    let checked = try ManifestJudgeTests.catalogue.get().criteria.filter { $0.isChecked && $0.subject == .run }
    #expect(Set(checked.map(\.id)).subtracting(known) == Self.withoutFailure)
  }

  @Test("what nobody could see is never passed, and a run that was not recorded tells nothing of its ledger")
  func unseen() throws {
    for criterion in try ManifestJudgeTests.catalogue.get().criteria where criterion.subject == .run {
      let outcome = RunJudge([criterion], RunWitness(), cases: []).outcomes()[0]
      switch outcome.status {
      case .notObservable(let reason): #expect(!reason.isEmpty)
      case .notChecked: #expect(!criterion.isChecked)
      case .passed, .failed, .notApplicable: Issue.record("\(criterion.id) is \(outcome.status)")
      }
    }
  }

  @Test("a case that broke or was waived says nothing about the candidate")
  func broken() throws {
    let criterion = try ManifestJudgeTests.criterion("REC-17")
    for verdict in [Verdict.error, .skipped] {
      let run = RunExample.Run.cases(RunExample.result(verdict, category: "ownership"))
      #expect(run.outcome(criterion).status.name == "not-observable")
    }
  }

  @Test("what an oracle could not see, or what broke it, says nothing; one failure among passes decides")
  func oracles() throws {
    let criterion = try ManifestJudgeTests.criterion("REC-04")
    var broken = RunExample.result(.fail, oracle: "nudge")
    broken.failure = Failure(.labUnavailable, "the lab is gone")
    #expect(RunExample.Run.cases(broken).outcome(criterion).status.name == "not-observable")
    var unseen = RunExample.result(.pass, oracle: "nudge")
    unseen.steps[0].skipReason = "NA: nothing was made"
    #expect(RunExample.Run.cases(unseen).outcome(criterion).status.name == "not-observable")
    let good = RunExample.result(.pass, oracle: "nudge")
    let bad = RunExample.result(.fail, oracle: "nudge")
    #expect(RunExample.Run.cases(good, unseen).outcome(criterion).status == .passed)
    #expect(RunExample.Run.cases(good, bad).outcome(criterion).status == .failed)
  }

  @Test("a definition that is served once needs no conversion, and a candidate without the claim no narrow rights")
  func inapplicable() throws {
    let run = RunExample.Run.marks((CandidateLife.definitions, ["definitions": [RunExample.definition]]))
    #expect(try run.outcome(ManifestJudgeTests.criterion("LCY-09")).status.name == "not-applicable")
    #expect(try run.outcome(ManifestJudgeTests.criterion("SEC-11")).status.name == "not-applicable")
    #expect(try run.outcome(ManifestJudgeTests.criterion("LCY-12")).status == .passed)
  }

  @Test(
    "lines of logs that programs can take apart are told from those that they cannot",
    arguments: [
      (#"{"level":"info","msg":"made","namespace":"a"}"#, true), (#"level=info msg="made it" name=a"#, true),
      ("I0102 15:04:05.000000       1 main.go:12] made", true), ("2026-01-01 12:00:00 made a widget", false),
      ("a = b", false), ("{not json}", false), ("Starting…", false),
    ])
  func logs(line: String, isStructured: Bool) {
    var facts = LogFacts()
    facts.add(line, tellsSecret: false)
    #expect((facts.structured == 1) == isStructured)
  }
}
