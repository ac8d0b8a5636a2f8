import Documents
import Plans
import Testing
import Verdicts

@testable import Oracles

/// A run in which a criterion holds, and one in which it does not.
struct RunExample: CustomTestStringConvertible, Sendable {
  /// What a run leaves: a ledger, and cases.
  struct Run: Sendable {
    var builder = LedgerBuilder()
    var cases: [CaseResult] = []

    /// A candidate of Widgets that runs and has a wish.
    ///
    /// - Parameter details: of the mark that tells what it is, besides its kinds.
    static func established(_ details: [(String, Value)] = []) -> Run {
      var run = Run()
      var candidate: Object = [
        "installation": "process", "kinds": [["group": "example.test", "kind": "Widget"]], "claims": [],
        "previous": true,
      ]
      for (name, value) in details { candidate[name] = value }
      run.builder.mark(CandidateLife.candidate, .object(candidate))
      run.builder.mark("start")
      run.builder.mark(CandidateLife.ready, ["seconds": 0.5])
      run.builder.wait(1)
      run.builder.write(.widget, by: "plugfest", [("spec.size", 2)])
      run.builder.wait(0.1)
      return run
    }

    static func with(_ details: [(String, Value)] = [], _ body: (inout LedgerBuilder) -> Void) -> Run {
      var run = established(details)
      body(&run.builder)
      return run
    }

    /// Marks alone.
    static func marks(_ marks: (String, Value)...) -> Run {
      var run = established()
      for (name, details) in marks { run.builder.mark(name, details) }
      return run
    }

    static func cases(_ cases: CaseResult...) -> Run {
      var run = established()
      run.cases = cases
      return run
    }

    var witness: RunWitness {
      var ledger = Ledger()
      var witness = RunWitness()
      for line in builder.lines { witness.add(line, to: &ledger) }
      return witness
    }

    func outcome(_ criterion: Criterion) -> CriterionOutcome {
      RunJudge([criterion], witness, cases: cases).outcomes()[0]
    }
  }

  let id: String
  let passing: Run
  let failing: Run
  /// Part of what is said about the failing one.
  let finding: String

  init(_ id: String, passing: Run, failing: Run, finding: String) {
    self.id = id
    self.passing = passing
    self.failing = failing
    self.finding = finding
  }

  var testDescription: String { "\(id): \(finding)" }

  /// A case of a category, or one that names criteria, or one that consults an oracle.
  static func result(
    _ verdict: Verdict, category: String = "general", criteria: [String]? = nil, oracle: String? = nil
  ) -> CaseResult {
    let failure = verdict == .fail ? Failure(.expectationNotMet, "the widget is wrong") : nil
    var result = CaseResult(
      summary: CaseSummary(
        identity: CaseIdentity(suite: "widgets", id: "W-001"), name: "a widget is made", category: category,
        severity: .normal, criteria: criteria),
      verdict: verdict, start: 0, duration: 1, failure: failure)
    if let oracle {
      result.steps = [
        StepResult(
          name: "oracle \(oracle)", duration: 1, passed: verdict == .pass,
          observation: failure?.message ?? "all is well", oracle: oracle)
      ]
    }
    return result
  }
}
