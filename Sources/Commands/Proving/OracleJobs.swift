import Documents
import Plans
import Suites
import Verdicts

/// Which batteries a proof of the oracles is made of.
struct OracleJobs: Sendable {
  var rounds = 1
  /// Whether each good round is repeated on an API server that fails now and then.
  var hasFaults = false
  /// How many mistakes of each candidate are tried; nil for all.
  var mistakesEach: Int?
  /// When not empty, the only ones that are tried.
  var oracles: [RecipeName] = []
  /// When not empty, the only ones that are switched on.
  var mistakes: [String] = []

  /// The mistakes first, since they tell soonest.
  ///
  /// - Throws: all mistakes in the files.
  func jobs(candidates: [String], lab: String) throws(Diagnostics) -> [OracleProving.Job] {
    var mistaken: [OracleProving.Job] = []
    var good: [OracleProving.Job] = []
    for path in candidates {
      let plan = try battery(path, lab, chosen(RecipeName.battery))
      for mistake in chosen(plan.candidate.mistakes) {
        var broken = try battery(path, lab, chosen(mistake.oracles), mistake)
        broken.choose(samples: mistake.samples)
        mistaken.append(.init(plan: broken, mistake: mistake))
      }
      for round in (0..<rounds).map({ $0 + 1 }) {
        good.append(.init(plan: plan, mistake: nil, round: round))
        guard hasFaults else { continue }
        var hard = plan
        hard.lab.embedded?.faults += Fault.hardships(seed: round)
        good.append(.init(plan: hard, mistake: nil, round: round, hasFaults: true))
      }
    }
    return mistaken + good.sorted { $0.round < $1.round }
  }

  private func battery(
    _ candidate: String, _ lab: String, _ recipes: [RecipeName], _ mistake: Candidate.Mistake? = nil
  ) throws(Diagnostics) -> Plan {
    var plan = try PlanBuilder.plan(
      candidate: candidate, lab: lab, suites: [], manifests: mistake?.manifests ?? [],
      candidateArguments: mistake?.arguments ?? [], beside: mistake?.beside, battery: recipes)
    plan.isRecorded = true
    return plan
  }

  private func chosen(_ recipes: [RecipeName]) -> [RecipeName] {
    oracles.isEmpty ? recipes : recipes.filter { oracles.contains($0) }
  }

  private func chosen(_ all: [Candidate.Mistake]) -> [Candidate.Mistake] {
    let named = all.filter { mistake in
      (mistakes.isEmpty || mistakes.contains(mistake.name)) && !chosen(mistake.oracles).isEmpty
    }
    return Array(named.prefix(mistakesEach ?? named.count))
  }
}

extension Plan {
  /// Leaves only the cases of samples of these intents; all when there are none.
  fileprivate mutating func choose(samples: [String]) {
    if samples.isEmpty { return }
    for index in suites.indices {
      suites[index].cases.removeAll { item in
        let sample = item.summary.identity.id.split(separator: ".", maxSplits: 1).last.map(String.init) ?? ""
        return !samples.contains { sample == $0 || sample.hasPrefix("\($0)-") }
      }
    }
  }
}
