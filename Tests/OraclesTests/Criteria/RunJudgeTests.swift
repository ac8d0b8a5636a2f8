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

  @Test("every criterion that a run can answer has an example")
  func completeness() throws {
    let known = Set(RunExample.all.map(\.id))
    let checked = try ManifestJudgeTests.catalogue.get().criteria.filter { $0.isChecked && $0.subject == .run }
    #expect(Set(checked.map(\.id)).subtracting(known) == [])
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
    // The oracle has nothing to say of it, either.
    var unseen = RunExample.result(.pass, oracle: "conversion")
    unseen.steps[0].skipReason = "NA: Widget is served in one version only"
    var tried = run
    tried.cases = [unseen]
    #expect(try tried.outcome(ManifestJudgeTests.criterion("LCY-09")).status.name == "not-applicable")
    let several = RunExample.Run.marks(
      (CandidateLife.definitions, ["definitions": [["name": "widgets.example.test", "served": ["v1", "v2"]]]]))
    #expect(try several.outcome(ManifestJudgeTests.criterion("LCY-09")).status.name == "not-observable")
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

  @Test("what a run shows is added to what manifests told")
  func additions() throws {
    let budget = LedgerBuilder.Reference(apiVersion: "policy/v1", kind: "PodDisruptionBudget", name: "a")
    func written(by version: Value) -> RunWitness {
      RunExample.Run.with { builder in
        let entry: Value = [
          "manager": "widget-operator", "operation": "Update", "apiVersion": version, "fieldsV1": [:],
        ]
        builder.write(budget, [("metadata.managedFields", [entry]), ("spec.minAvailable", 1)])
      }.witness
    }
    let stable = try ManifestJudgeTests.criterion("API-19")
    func outcome(_ criterion: Criterion, _ witness: RunWitness, _ shown: CriterionOutcome) -> CriterionOutcome {
      RunJudge([criterion], witness, cases: []).outcomes(elsewhere: [criterion.id: shown])[0]
    }
    let good = stable.outcome(subjects: 2, findings: [], nothing: "")
    #expect(outcome(stable, RunWitness(), good) == good)
    #expect(outcome(stable, written(by: "policy/v1"), good).status == .passed)
    let bad = outcome(stable, written(by: "policy/v1beta1"), good)
    #expect(bad.status == .failed && bad.message.contains("by policy/v1beta1, which is not a stable version"))
    // Judged twice it is the same.
    #expect(outcome(stable, written(by: "policy/v1beta1"), bad).findings == bad.findings)
    #expect(outcome(stable, written(by: "policy/v1"), bad).status == .failed)
  }

  @Test("what the API server of the lab refuses is no manifest that it takes")
  func refusal() throws {
    let criterion = try ManifestJudgeTests.criterion("CFG-01")
    let shown = criterion.outcome(subjects: 1, findings: [], nothing: "")
    let refused = RunExample.Run.marks(
      (CandidateLife.refused, ["kind": "Service", "name": "a", "message": "spec.ports: Required value"]))
    let outcome = RunJudge([criterion], refused.witness, cases: []).outcomes(elsewhere: ["CFG-01": shown])[0]
    #expect(outcome.status == .failed && outcome.message.contains("refuses Service a: spec.ports: Required value"))
    let taken = RunJudge([criterion], RunExample.package { _ in }.witness, cases: [])
      .outcomes(elsewhere: ["CFG-01": shown])[0]
    #expect(taken.status == .passed && taken.message.contains("took 1 of them"))
  }

  private static let webhooks: [(Value, String)] = [
    (["rules": [["apiGroups": ["example.test"]]]], "passed"),
    (["rules": [["apiGroups": ["apps"]]], "failurePolicy": "Ignore"], "passed"),
    (["rules": [["apiGroups": ["apps"]]], "objectSelector": ["matchLabels": ["a": "b"]]], "passed"),
    (["rules": [["apiGroups": ["apps"]]]], "failed"), (["rules": [["apiGroups": ["*"]]]], "failed"),
  ]

  @Test("webhooks that a candidate registers itself are judged as if its manifests had them", arguments: webhooks)
  func ownWebhooks(webhook: Value, status: String) throws {
    let criterion = try ManifestJudgeTests.criterion("SEC-15")
    let configuration = LedgerBuilder.Reference(
      apiVersion: "admissionregistration.k8s.io/v1", kind: "ValidatingWebhookConfiguration", name: "a", namespace: nil)
    let run = RunExample.Run.with { $0.write(configuration, [("webhooks", [webhook])]) }
    let shown = criterion.outcome(.notApplicable("there is none"))
    let outcome = RunJudge([criterion], run.witness, cases: []).outcomes(elsewhere: ["SEC-15": shown])[0]
    #expect(outcome.status.name == status, "\(outcome.message)")
  }

  @Test("what nobody has seen one half of has not passed")
  func halves() throws {
    let criterion = try ManifestJudgeTests.criterion("EXT-13")
    let one = RunExample.result(.pass, category: "allocation", criteria: ["EXT-13"])
    let outcome = RunExample.Run.cases(one).outcome(criterion)
    #expect(outcome.status.name == "not-observable" && outcome.message.contains("exhaustion"))
    let skipped = RunExample.result(.skipped, category: "exhaustion", criteria: ["EXT-13"])
    #expect(RunExample.Run.cases(one, skipped).outcome(criterion).status.name == "not-observable")
    let broken = RunExample.result(.fail, category: "allocation", criteria: ["EXT-13"])
    #expect(RunExample.Run.cases(broken).outcome(criterion).status == .failed)
    // A case of the category that is about something else.
    let other = RunExample.result(.pass, category: "creation")
    #expect(
      try RunExample.Run.cases(other).outcome(ManifestJudgeTests.criterion("EXT-01")).status.name == "not-observable")
    #expect(
      RunExample.narrow(false, installation: "process").outcome(try ManifestJudgeTests.criterion("SEC-11"))
        .status.name == "not-observable")
  }
}
