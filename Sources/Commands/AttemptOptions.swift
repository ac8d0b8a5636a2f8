import ArgumentParser
import Documents
import Plans
import Suites

/// Options that say how often cases are carried out, and which failures do not count.
struct AttemptOptions: ParsableArguments {
  @Option(name: .customLong("repeat"), help: "Carry out all cases so many times.")
  var times: Int?

  @Flag(name: .long, help: "Repeat until a case does not pass; with --repeat at most so many times.")
  var untilFailure = false

  @Option(
    name: .long,
    help: "Try a case that did not pass so many times again; one that then passes is flaky, which is no pass.")
  var retries: Int = 0

  @Option(
    name: .long, help: "A file of cases whose failures do not count until a day; may be given several times.",
    completion: .file(extensions: ["yaml"]))
  var quarantine: [String] = []

  func validate() throws {
    if let times, !(1...100_000).contains(times) { throw ValidationError("--repeat must be from 1 to 100000") }
    if !(0...100).contains(retries) { throw ValidationError("--retries must be from 0 to 100") }
  }

  /// What it takes to see again what became of a case. A quarantine is no part of it: it hides the failure.
  var rerunOptions: [String] {
    var options: [String] = []
    if retries > 0 { options += ["--retries", "\(retries)"] }
    if let times, times > 1 { options += ["--repeat", "\(times)"] }
    if untilFailure || times ?? 1 > 1 { options.append("--until-failure") }
    return options
  }

  /// - Parameter plan: With the cases of all suites, before some are selected.
  /// - Throws: `Diagnostics`.
  func apply(to plan: Plan) throws -> Plan {
    var plan = plan
    plan.repetition = Plan.Repetition(times: times ?? (untilFailure ? nil : 1), endsWithFailure: untilFailure)
    plan.retries = retries
    for path in quarantine {
      let read = try QuarantineLoader.load(path)
      plan.quarantine += read.cases
      plan.warnings += read.warnings
    }
    let found = Diagnostics(QuarantineLoader.check(plan.quarantine, plan.cases, today: CalendarDay.today))
    try found.throwIfErrors()
    plan.warnings += found.all
    return plan
  }
}
