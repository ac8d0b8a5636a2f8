import ArgumentParser
import Documents
import Oracles
import Plans
import Reports
import Suites
import SupplyChain
import Verdicts

/// `plugfest lint`: the static criteria over manifests, without a cluster.
struct LintCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Judge an operator's manifests by the static criteria, without a cluster.",
    discussion: """
      Definitions, roles, workloads, webhooks, images and services of any operator; of a folder, all manifests below it. \
      Render charts first. The exit code is 1 when an essential criterion is not met (with --strict: any), and 64 \
      when something could not be read. docs/lint.md tells more; `plugfest criteria explain SEC-03` about a criterion.

      With --evidence, what the release brings about its images is judged, too (docs/supply-chain.md).

      With --against, the definitions of a release are compared with those of the one before.

      With --profile, only what counts in it is judged, and the exit code is 1 when it cannot be reached any more; what \
      takes a run is open. Claims and waivers stand in the candidate's file. docs/profiles.md tells more.

      EXAMPLES
        plugfest lint config/
        helm template charts/manager | plugfest lint -
        kustomize build config/default | plugfest lint --format sarif - > findings.sarif
        plugfest lint --select SEC,SUP --exclude SEC-04 deploy.yaml
        plugfest lint --evidence supply-chain config/
        plugfest lint --against v1.0/crds v1.1/crds
        plugfest lint --profile security --candidate candidate.yaml     the manifests that it names
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument { case text, junit, sarif, json }

  @Argument(
    help: "Manifests, folders, or - for standard input; with --candidate, none are those that it names.",
    completion: .file(extensions: ["yaml", "yml", "json"]))
  var paths: [String] = []

  @Option(name: .long, help: "Score by this profile, by its name or file; may be given several times.")
  var profile: [String] = []

  @Option(
    name: .long, help: "The candidate's file: what it claims, and waives.", completion: .file(extensions: ["yaml"]))
  var candidate: String?

  @Option(
    name: .long, help: "The definitions of the release before; without a profile only LCY-08 is judged then.",
    completion: .file())
  var against: String?

  @OptionGroup(title: "Evidence") var evidence: EvidenceOptions

  @Option(name: .shortAndLong, help: "How to print what is found: text, junit, sarif (2.1.0) or json.")
  var format = Format.text

  @Option(name: .long, help: "Only these criteria or categories, separated by commas; may be given several times.")
  var select: [String] = []

  @Option(name: .long, help: "Not these criteria or categories, separated by commas; may be given several times.")
  var exclude: [String] = []

  @Flag(name: .long, help: "Fail for any finding, not for essential ones alone.")
  var strict = false

  func validate() throws {
    if paths.count(where: { $0 == "-" }) + (against == "-" ? 1 : 0) > 1 {
      throw ValidationError("standard input can be read only once")
    }
    if paths.isEmpty, candidate == nil, evidence.evidence == nil || against != nil {
      throw ValidationError("Missing expected argument '<paths> ...'")
    }
  }

  func run() async throws {
    let catalogue = try CriteriaCatalogue.nearby()
    let profiles = try profile.isEmpty ? nil : ChosenProfiles(profile, catalogue)
    let described = try candidate.map { try Self.candidate($0, catalogue) }
    var evidence = evidence
    evidence.evidence = evidence.evidence ?? (against == nil ? described?.supplyChain : nil)
    let criteria = try chosen(from: catalogue, profiles, evidence)
    let files = LintedFiles(paths)
    let manifests = paths.isEmpty ? ManifestSet(objects: described?.manifests ?? []) : files.manifests
    var mistakes = files.mistakes
    let today = evidence.today ?? CalendarDay.today
    let book = WaiverBook(described?.waivers ?? [], today: today, refusing: catalogue.notWaivable)
    let outcomes = book.apply(to: judge(criteria, manifests, &mistakes))
    let judged = book.apply(to: try judge(criteria, manifests, evidence))
    // Lines of evidence may hold what nobody should see.
    let findings =
      LintedFiles.excerpted(outcomes.flatMap(\.findings).inOrderOfPlaces, of: criteria)
      + judged.flatMap(\.findings).inOrderOfPlaces
    let all = outcomes + judged
    var report = LintReport(
      all, objects: manifests.objects.count, findings: findings, mistakes: LintedFiles.excerpted(mistakes))
    report.waivers = book.accounts(all, [])
    report.profiles = profiles?.results(all + catalogue.unjudged(all), candidate: described, today: today) ?? []
    try print(report, criteria)
    throw ExitCode(exitCode(report))
  }

  /// Those about evidence; none without it.
  private func judge(
    _ criteria: [Criterion], _ manifests: ManifestSet, _ evidence: EvidenceOptions
  ) throws -> [CriterionOutcome] {
    guard var judge = try evidence.judge(), against == nil else { return [] }
    judge.named = NamedImage.all(in: manifests)
    return criteria.compactMap(judge.judge)
  }

  /// Those about manifests.
  private func judge(
    _ criteria: [Criterion], _ manifests: ManifestSet, _ mistakes: inout [Diagnostic]
  ) -> [CriterionOutcome] {
    var judge = ManifestJudge(manifests)
    let criteria = criteria.filter(\.isStatic)
    guard let against else { return criteria.map { judge.judge($0) } }
    let before = LintedFiles([against])
    mistakes = before.mistakes + mistakes
    let change = DefinitionChange(old: before.manifests, new: manifests)
    if change.count == 0, mistakes.isEmpty {
      mistakes.append(.error("there is no custom resource definition in \(against.quoted)"))
    }
    return criteria.map { $0.subject == .change ? change.judge($0) : judge.judge($0) }
  }

  private func exitCode(_ report: LintReport) -> Int32 {
    if !report.mistakes.isEmpty { return 64 }
    let isMissed =
      report.profiles.isEmpty
      ? report.count(.essential) > 0 : report.profiles.contains { $0.standing == .missed }
    return isMissed || strict && report.findings.count > report.waivedCount ? 1 : 0
  }

  /// - Throws: `Diagnostics`, also for waivers that stand for nothing or are not allowed.
  private static func candidate(_ path: String, _ catalogue: CriteriaCatalogue) throws(Diagnostics) -> Candidate {
    let candidate = try CandidateLoader.load(path).candidate
    let found = Diagnostics(WaiverCheck.find(candidate, catalogue))
    try found.throwIfErrors()
    for warning in found.all { Terminal.error.write("\(warning)\n") }
    return candidate
  }

  /// The criteria that are asked for and can be judged: those about a change only when there is one, those about evidence
  /// when that is there.
  ///
  /// - Throws: `Diagnostics`, for unknown names and when nothing is left.
  private func chosen(
    from catalogue: CriteriaCatalogue, _ profiles: ChosenProfiles?, _ evidence: EvidenceOptions
  ) throws(Diagnostics) -> [Criterion] {
    let names = { (lists: [String]) in lists.flatMap { $0.split(separator: ",").map(String.init) } }
    let all = catalogue.criteria.filter { criterion in
      if criterion.isByEvidence { return evidence.evidence != nil && against == nil }
      guard criterion.isStatic, !paths.isEmpty || candidate != nil else { return false }
      return criterion.subject == .change ? against != nil : against == nil || profiles != nil
    }
    let wanted = select.isEmpty ? nil : Set(try catalogue.criteria(named: names(select)).map(\.id))
    let unwanted = Set(try catalogue.criteria(named: names(exclude)).map(\.id))
    let counted = profiles?.criterionIDs
    let chosen = all.filter {
      wanted?.contains($0.id) ?? true && counted?.contains($0.id) ?? true && !unwanted.contains($0.id)
    }
    if chosen.isEmpty {
      throw Diagnostics([
        .error(
          "no criterion is left that manifests can answer",
          hint: against == nil ? "`plugfest criteria` tells how each is checked" : "a change is judged by LCY-08 alone")
      ])
    }
    return chosen
  }

  private func print(_ report: LintReport, _ criteria: [Criterion]) throws {
    switch format {
    case .text: Terminal.output.write(report.text(Terminal.output.style))
    case .junit: Terminal.output.write(String(decoding: try report.junit(), as: UTF8.self))
    case .sarif:
      let rules = DiagnosticRule.catalogue + criteria.map(\.rule)
      Terminal.output.write(JSON.text(report.sarif(rules: rules, version: Version.current), pretty: true) + "\n")
    case .json: Terminal.output.write(JSON.text(try report.json(), pretty: true) + "\n")
    }
    guard format != .text else { return }
    let profiles = ProfileReport(style: Terminal.error.style)
    let lines = report.profiles.flatMap { profiles.lines($0) } + profiles.lines(report.waivers)
    Terminal.error.write((lines + [report.summary]).map { "\($0)\n" }.joined())
  }
}

extension CriteriaCatalogue {
  /// What can be said of the other criteria: nothing yet, and what it takes.
  fileprivate func unjudged(_ outcomes: [CriterionOutcome]) -> [CriterionOutcome] {
    let judged = Set(outcomes.map(\.id))
    return criteria.filter { !judged.contains($0.id) }.map { criterion in
      let message =
        switch criterion.subject {
        case .run: "it takes a run"
        case .evidence: "it takes evidence, --evidence"
        case .change: "it takes the release before, --against"
        default: "it was left out"
        }
      return criterion.outcome(.notChecked, message)
    }
  }
}
