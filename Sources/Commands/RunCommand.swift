package import ArgumentParser
import Documents
import Engine
import Foundation
import Plans
import Reports
import Suites
import SupplyChain
import Verdicts

/// `plugfest run`: one candidate, one lab, some suites.
package struct RunCommand: AsyncParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Drive a candidate through suites in a lab, and leave a scorecard.",
    discussion: """
      Leaves junit.xml, scorecard.json, events.jsonl and the evidence in a folder of its own under reports/. Under each
      failure stand the first page of its evidence and the command that carries out this one case again.

      EXAMPLES
        plugfest run --suite suites/netbox/suite.yaml --lab labs/embedded.yaml \\
          --candidate suites/netbox/candidates/reference/candidate.yaml
        plugfest run --battery --lab labs/embedded.yaml \\
          --candidate suites/netbox/candidates/reference/candidate.yaml
        plugfest run --battery --beside suites/apn-config/candidates/dnn/candidate.yaml --case coexistence \\
          --lab labs/embedded.yaml --candidate suites/apn-config/candidates/access-point/candidate.yaml
        plugfest run … --include IPAM-005            only this case
        plugfest run … --select severity=essential   only cases with these labels
        plugfest run … --budget 60m                  the most telling cases first, and a report in time
        plugfest run … --repeat 20 --until-failure   look for what fails only now and then
        plugfest run … --retries 2                   tell flaky cases from failing ones
        plugfest run … --quarantine known.yaml       without the failures that are known, until their day
        plugfest run … --evidence all                keep what explains the cases that passed, too
        plugfest run … --list                        what would run
        plugfest run … --profile core --profile ipam  score by these (`plugfest profiles`)
        plugfest run … -- --defect no-drift-repair   more arguments for the candidate's program

      EXIT CODES
        0  the candidate conforms
        1  it does not: a case failed, or is flaky
        2  harness or lab broke, or nothing was carried out: no statement
        64 a file or an option is wrong; nothing was carried out
        With --profile: 0 every profile is reached, 1 one cannot be, 2 what was not seen would decide.
      """)

  @Option(name: .long, help: "A suite file; may be given several times.", completion: .file(extensions: ["yaml"]))
  var suite: [String] = []

  @Flag(
    help: """
      Try every oracle on the candidate's samples: idempotence, drift, restarts, crashes, missed events, deletion and \
      more, with no test code (docs/oracles.md).
      """)
  var battery = false

  @Option(name: .long, help: "The candidate's file.", completion: .file(extensions: ["yaml"]))
  var candidate: String

  @Option(
    name: .long,
    help: """
      With --battery: the file of another candidate, which runs in the same lab. Neither may write what is the other's, \
      and of what both want, one has it and the other one says so.
      """,
    completion: .file(extensions: ["yaml"]))
  var beside: String?

  @Option(name: .long, help: "The lab's file.", completion: .file(extensions: ["yaml"]))
  var lab: String

  @OptionGroup(title: "Which cases")
  var selection: SelectionOptions

  @Option(
    name: .long,
    help: """
      Score by this profile, by its name or file; may be given several times. Without --suite and --battery, what it takes \
      is run: the suite of the candidate's contract, and the oracles.
      """)
  var profile: [String] = []

  @Option(
    name: .long, help: "Manifests in place of those that the candidate names; may be given several times.",
    completion: .directory)
  var manifests: [String] = []

  @Option(name: .long, help: "The folder in which run folders are made.", completion: .directory)
  var reports: String = defaultReports

  @Option(
    name: .long,
    help: """
      Of which cases evidence is kept: failed (those that did not pass, and each attempt that did not), all, or none.
      """)
  var evidence: EvidenceOption = .failed

  @Flag(
    help: """
      Write every revision of everything in scope into the ledger of the run, ledger-1.jsonl.gz, with what the run did \
      meanwhile. All types that can be listed are watched.
      """)
  var record = false

  @Option(name: .long, help: "text, or json: the scorecard on standard output and the progress on standard error.")
  var format: OutputFormat = .text

  @Option(
    name: .long, help: "Multiplies every time limit of the suites: above 1 for a slow lab, below for a quick look.")
  var patience: Double = 1

  @OptionGroup(title: "When")
  var schedule: ScheduleOptions

  @OptionGroup(title: "How often")
  var attempts: AttemptOptions

  @Flag(name: .long, help: "Print the cases that would run, and stop.")
  var list = false

  @Flag(name: .long, help: "No colours and no live display, also on a terminal (as does NO_COLOR).")
  var plain = false

  @Argument(parsing: .postTerminator, help: "More arguments for the candidate's program.")
  var candidateArguments: [String] = []

  package init() {}

  private static let defaultReports = "reports"

  package enum OutputFormat: String, ExpressibleByArgument, CaseIterable, Sendable { case text, json }

  package enum EvidenceOption: String, ExpressibleByArgument, CaseIterable, Sendable { case failed, all, none }

  package func validate() throws {
    guard patience > 0, patience <= 100 else { throw ValidationError("--patience must be above 0 and at most 100") }
    guard battery || beside == nil else {
      throw ValidationError("--beside goes with --battery, whose oracles know what to ask of two candidates")
    }
    guard battery || !suite.isEmpty || !profile.isEmpty else {
      throw ValidationError(
        "say what to run: --suite FILE, --battery for the oracles on the candidate's samples, or --profile NAME")
    }
  }

  package func run() async throws {
    let plan: Plan
    let rerun: RunDescription.Rerun
    let scoring: RunScoring
    let supplyChain: EvidenceJudge?
    do {
      let profiles = try chosenProfiles()
      let command = try completed()
      let whole = try command.wholePlan(profiles)
      rerun = command.rerun(whole)
      plan = try command.selected(whole)
      scoring = RunScoring(profiles: profiles, candidate: whole.candidate, declared: whole.declaredCases)
      supplyChain = try Self.supplyChain(of: plan.candidate)
    } catch let diagnostics as Diagnostics {
      Terminal.error.write("\(diagnostics)\n")
      throw ExitCode(64)
    }
    if list {
      for item in plan.cases {
        let summary = item.summary
        Terminal.output.write("\(summary.identity.id)  \(summary.severity.rawValue)  \(summary.name)\n")
      }
      return
    }
    Self.putOwnFolderOnPath()
    let session = RunSession(
      plan: plan, supplyChain: supplyChain, reports: reports, command: CommandLine.arguments, rerun: rerun,
      terminal: format == .json ? .error : .output, isPlain: plain || format == .json,
      scoring: scoring)
    let scorecard = await session.carryOut()
    if format == .json, let scorecard {
      Terminal.output.write(String(decoding: try ScorecardFile.bytes(scorecard), as: UTF8.self))
    }
    throw ExitCode(session.exitCode(scorecard))
  }

  /// Judges what the candidate brings, as of today; nil when it brings nothing.
  ///
  /// - Throws: `Diagnostics`.
  private static func supplyChain(of candidate: Candidate) throws -> EvidenceJudge? {
    guard candidate.supplyChain != nil else { return nil }
    let program = Bundle.main.executableURL?.resolvingSymlinksInPath().path ?? CommandLine.arguments[0]
    return try EvidenceJudge(
      candidate, policy: EvidencePolicyLoader.nearby(program: program), today: CalendarDay.today)
  }

  /// What it takes to carry out one of the cases again.
  ///
  /// - Parameter plan: With all suites, in the order of their files.
  private func rerun(_ plan: Plan) -> RunDescription.Rerun {
    var options = ["--candidate", candidate, "--lab", lab]
    for path in manifests { options += ["--manifests", path] }
    if patience != 1 { options += ["--patience", "\(patience)"] }
    if reports != Self.defaultReports { options += ["--reports", reports] }
    if battery { options += ["--battery"] }
    if let beside { options += ["--beside", beside] }
    return RunDescription.Rerun(
      program: CommandLine.arguments.first ?? "plugfest",
      suites: zip(plan.suites, suite).map { .init(name: $0.name, path: $1) }, options: options + attempts.rerunOptions,
      candidateArguments: candidateArguments)
  }

  /// Programs that are installed beside plugfest, such as reference operators, are found without further ado.
  static func putOwnFolderOnPath() {
    guard let program = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") else { return }
    let folder = URL(fileURLWithPath: program).deletingLastPathComponent().path
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    setenv("PATH", "\(folder):\(path)", 1)
  }

  /// - Throws: `Diagnostics`.
  private func chosenProfiles() throws -> ChosenProfiles {
    // Without a profile, neither is needed.
    let criteria = profile.isEmpty ? (try? .nearby()) ?? CriteriaCatalogue([]) : try CriteriaCatalogue.nearby()
    return try ChosenProfiles(profile, criteria)
  }

  /// With the suite and the oracles that profiles take, when nothing else says what to run.
  ///
  /// - Throws: `Diagnostics`.
  private func completed() throws -> RunCommand {
    guard suite.isEmpty, !battery else { return self }
    var command = self
    let described = try CandidateLoader.load(candidate, manifests: manifests.isEmpty ? nil : manifests).candidate
    command.suite = [described.contract.flatMap(ContractCatalogue.nearby.suitePath)].compactMap(\.self)
    command.battery = !described.samples.isEmpty
    guard !command.suite.isEmpty || command.battery else {
      throw Diagnostics([
        .error(
          "the candidate has no samples for oracles, and there is no suite of its contract here", at: described.place,
          hint: "give a suite with --suite, or describe samples")
      ])
    }
    return command
  }

  /// - Throws: `Diagnostics`, also for waivers that stand for nothing or are not allowed.
  private func wholePlan(_ profiles: ChosenProfiles) throws -> Plan {
    var plan = try attempts.apply(
      to: PlanBuilder.plan(
        candidate: candidate, lab: lab, suites: suite, manifests: manifests, candidateArguments: candidateArguments,
        beside: beside, battery: battery ? RecipeName.battery : [], features: profiles.features))
    guard !profiles.criteria.criteria.isEmpty else { return plan }
    let found = Diagnostics(WaiverCheck.find(plan.candidate, profiles.criteria))
    try found.throwIfErrors()
    plan.warnings += found.all
    return plan
  }

  /// - Throws: `Diagnostics`.
  private func selected(_ plan: Plan) throws -> Plan {
    var plan = plan
    plan.isRecorded = record || !profile.isEmpty || plan.cases.contains(where: \.needsLedger)
    do { plan.criteria = try CriteriaCatalogue.nearby().criteria } catch let mistakes as Diagnostics {
      // The suites can be run without it.
      plan.warnings += mistakes.all.prefix(1).map { .warning("no criteria are judged: \($0.message)", hint: $0.hint) }
    }
    plan.evidence = Plan.EvidenceSelection(rawValue: evidence.rawValue) ?? .failed
    return schedule.apply(to: try selection.apply(to: plan)).withPatience(patience)
  }
}
