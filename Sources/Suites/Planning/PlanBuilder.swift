package import Documents
import Expressions
package import Plans

/// Joins a candidate, a lab and suites into a plan.
package enum PlanBuilder {
  /// Reads all files and joins what they hold.
  ///
  /// - Parameters:
  ///   - manifests: files and folders in place of those that the candidate names; when empty, those that it names.
  ///   - candidateArguments: more arguments for the candidate's program, as they are.
  ///   - battery: recipes that are tried on the candidate's samples.
  ///   - features: what can be claimed of any operator, whatever its contract.
  /// - Throws: all mistakes in all files; when there are none, all between them.
  package static func plan(
    candidate: String, lab: String, suites: [String], manifests: [String] = [], candidateArguments: [String] = [],
    battery: [RecipeName] = [], features: Set<String> = []
  ) throws(Diagnostics) -> Plan {
    var found: [Diagnostic] = []
    let candidateRead = collecting(&found) { () throws(Diagnostics) in
      let read = try CandidateLoader.load(candidate, manifests: manifests.isEmpty ? nil : manifests)
      return (read.candidate, read.warnings)
    }
    let labRead = collecting(&found) { () throws(Diagnostics) in
      let read = try LabLoader.load(lab)
      return (read.lab, read.warnings)
    }
    let suitesRead = suites.map { path in
      collecting(&found) { () throws(Diagnostics) in
        let read = try SuiteLoader.load(path)
        return (read.suite, read.warnings)
      }
    }
    try Diagnostics(found).throwIfErrors()
    guard let candidateRead, let labRead else { throw Diagnostics(found) }
    var all = suitesRead.compactMap(\.self)
    if !battery.isEmpty {
      let generated = try self.battery(of: candidateRead, battery)
      all.append(generated.suite)
      found += generated.notes
    }
    let joined = try plan(
      candidate: candidateRead.adding(candidateArguments), lab: labRead, suites: all, features: features)
    return Plan(candidate: joined.candidate, lab: joined.lab, suites: joined.suites, warnings: found + joined.warnings)
  }

  /// - Throws: all that does not fit together.
  package static func plan(
    candidate: Candidate, lab: Lab, suites: [TestSuite], features: Set<String> = []
  ) throws(Diagnostics) -> Plan {
    let plan = Plan(candidate: candidate, lab: lab, suites: suites)
    let found = Diagnostics(PlanChecker.check(plan))
    try found.throwIfErrors()
    return Plan(
      candidate: candidate, lab: lab, suites: suites, warnings: found.all + lacking(candidate, suites, features))
  }

  private static func battery(
    of candidate: Candidate, _ recipes: [RecipeName]
  ) throws(Diagnostics) -> (suite: TestSuite, notes: [Diagnostic]) {
    guard !candidate.samples.isEmpty else {
      throw Diagnostics([
        .error(
          "the candidate has no samples, so there is nothing to try the oracles on", at: candidate.place,
          hint: "samples: [{intent: …, with: {name: demo, …}, change: {…}}]")
      ])
    }
    let battery = Battery(of: candidate, recipes: recipes)
    return (try battery.suite(), battery.notes)
  }

  /// What a candidate lacks need not keep it from cases that do without.
  private static func lacking(
    _ candidate: Candidate, _ suites: [TestSuite], _ features: Set<String>
  ) -> [Diagnostic] {
    let contract = suites.lazy.compactMap(\.definition).first { $0.title == candidate.contract }
    let found = contract.map { BindingAgreement.check(candidate, $0, features: features) } ?? []
    return found.filter { $0.severity == .error }.map { mistake in
      var warning = mistake
      warning.severity = .warning
      return warning
    }
  }

  private static func collecting<Output>(
    _ found: inout [Diagnostic], _ load: () throws(Diagnostics) -> (Output, [Diagnostic])
  ) -> Output? {
    do {
      let (output, warnings) = try load()
      found += warnings
      return output
    } catch {
      found += error.all
      return nil
    }
  }
}

extension Candidate {
  /// The same with more arguments for its program.
  fileprivate func adding(_ arguments: [String]) throws(Diagnostics) -> Candidate {
    if arguments.isEmpty { return self }
    guard case .process(var process) = installation else {
      throw Diagnostics([
        .error(
          "the candidate is no program that plugfest starts, and takes no arguments", at: place,
          hint: "remove what stands behind --")
      ])
    }
    process.command += arguments.map { Template(constant: .string($0)) }
    var copy = self
    copy.installation = .process(process)
    return copy
  }
}
