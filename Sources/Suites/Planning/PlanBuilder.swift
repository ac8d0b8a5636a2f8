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
  ///   - beside: the file of another candidate, which runs in the same lab.
  ///   - battery: recipes that are tried on the candidate's samples.
  ///   - features: what can be claimed of any operator, whatever its contract.
  /// - Throws: all mistakes in all files; when there are none, all between them.
  package static func plan(
    candidate: String, lab: String, suites: [String], manifests: [String] = [], candidateArguments: [String] = [],
    beside: String? = nil, battery: [RecipeName] = [], features: Set<String> = []
  ) throws(Diagnostics) -> Plan {
    var found: [Diagnostic] = []
    let candidateRead = collecting(&found) { () throws(Diagnostics) in
      let read = try CandidateLoader.load(candidate, manifests: manifests.isEmpty ? nil : manifests)
      return (read.candidate, read.warnings)
    }
    let besideRead = beside.flatMap { path in
      collecting(&found) { () throws(Diagnostics) in
        let read = try CandidateLoader.load(path)
        return (read.candidate, read.warnings)
      }
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
      let generated = try self.battery(of: candidateRead, beside: besideRead, battery)
      all.append(generated.suite)
      found += generated.notes
    }
    let candidate = try candidateRead.adding(candidateArguments).together(with: besideRead)
    let joined = try plan(candidate: candidate, lab: labRead, suites: all, features: features)
    var plan = Plan(
      candidate: joined.candidate, lab: joined.lab, suites: joined.suites, warnings: found + joined.warnings)
    plan.beside = besideRead
    return plan
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
    of candidate: Candidate, beside other: Candidate?, _ recipes: [RecipeName]
  ) throws(Diagnostics) -> (suite: TestSuite, notes: [Diagnostic]) {
    guard !candidate.samples.isEmpty else {
      throw Diagnostics([
        .error(
          "the candidate has no samples, so there is nothing to try the oracles on", at: candidate.place,
          hint: "samples: [{intent: …, with: {name: demo, …}, change: {…}}]")
      ])
    }
    let battery = Battery(of: candidate, beside: other, recipes: recipes)
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
  fileprivate func together(with other: Candidate?) throws(Diagnostics) -> Candidate {
    guard let other else { return self }
    let wrong: String? =
      other.name == name
      ? "the candidate cannot run beside itself"
      : other.samples.isEmpty ? "\(other.name.quoted) has no samples, so there is nothing to ask of it" : nil
    if let wrong { throw Diagnostics([.error(wrong, at: other.place, hint: "name another candidate")]) }
    if let joined = joined(by: other) { return joined }
    throw Diagnostics([
      .error(
        "\(other.name.quoted) is installed by its manifests, so plugfest cannot start it beside another one",
        at: other.place, hint: "install it in the lab, and say so in its file: install: {external: {}}")
    ])
  }

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
