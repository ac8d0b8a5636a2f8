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

      EXAMPLES
        plugfest lint config/
        helm template charts/manager | plugfest lint -
        kustomize build config/default | plugfest lint --format sarif - > findings.sarif
        plugfest lint --select SEC,SUP --exclude SEC-04 deploy.yaml
        plugfest lint --evidence supply-chain config/
        plugfest lint --against v1.0/crds v1.1/crds
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument { case text, junit, sarif, json }

  @Argument(
    help: "Manifests, folders, or - for standard input.", completion: .file(extensions: ["yaml", "yml", "json"]))
  var paths: [String] = []

  @Option(name: .long, help: "The definitions of the release before; only LCY-08 is judged then.", completion: .file())
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
    if paths.isEmpty, evidence.evidence == nil || against != nil {
      throw ValidationError("Missing expected argument '<paths> ...'")
    }
  }

  func run() async throws {
    let criteria = try chosen(from: CriteriaCatalogue.nearby())
    let files = LintedFiles(paths)
    var mistakes = files.mistakes
    var judged: [CriterionOutcome] = []
    let outcomes: [CriterionOutcome]
    if let against {
      let before = LintedFiles([against])
      mistakes = before.mistakes + mistakes
      let change = DefinitionChange(old: before.manifests, new: files.manifests)
      if change.count == 0, mistakes.isEmpty {
        mistakes.append(.error("there is no custom resource definition in \(against.quoted)"))
      }
      outcomes = criteria.map(change.judge)
    } else {
      var judge = ManifestJudge(files.manifests)
      outcomes = criteria.filter(\.isStatic).map { judge.judge($0) }
      if var evidence = try evidence.judge() {
        evidence.named = NamedImage.all(in: files.manifests)
        judged = criteria.compactMap(evidence.judge)
      }
    }
    // Lines of evidence may hold what nobody should see.
    let findings =
      LintedFiles.excerpted(outcomes.flatMap(\.findings).inOrderOfPlaces)
      + judged.flatMap(\.findings).inOrderOfPlaces
    let report = LintReport(
      outcomes + judged, objects: files.manifests.objects.count, findings: findings,
      mistakes: LintedFiles.excerpted(mistakes))
    try print(report, criteria)
    if !mistakes.isEmpty { throw ExitCode(64) }
    if report.count(.essential) > 0 || strict && !findings.isEmpty { throw ExitCode(1) }
  }

  /// The criteria that are asked for and can be judged: those about a change only when there is one, those about evidence
  /// when that is there.
  ///
  /// - Throws: `Diagnostics`, for unknown names and when nothing is left.
  private func chosen(from catalogue: CriteriaCatalogue) throws(Diagnostics) -> [Criterion] {
    let names = { (lists: [String]) in lists.flatMap { $0.split(separator: ",").map(String.init) } }
    let all = catalogue.criteria.filter { criterion in
      if criterion.isByEvidence { return evidence.evidence != nil && against == nil }
      return criterion.isStatic && (criterion.subject == .change) == (against != nil) && !paths.isEmpty
    }
    let wanted = select.isEmpty ? nil : Set(try catalogue.criteria(named: names(select)).map(\.id))
    let unwanted = Set(try catalogue.criteria(named: names(exclude)).map(\.id))
    let chosen = all.filter { wanted?.contains($0.id) ?? true && !unwanted.contains($0.id) }
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
    let findings = FindingsReport(report.mistakes + report.findings, files: report.objects)
    switch format {
    case .text: Terminal.output.write(report.text(Terminal.output.style))
    case .junit: Terminal.output.write(String(decoding: try report.junit(), as: UTF8.self))
    case .sarif:
      let rules = DiagnosticRule.catalogue + criteria.map(\.rule)
      Terminal.output.write(JSON.text(findings.sarif(rules: rules, version: Version.current), pretty: true) + "\n")
    case .json: Terminal.output.write(JSON.text(findings.json, pretty: true) + "\n")
    }
    if format != .text { Terminal.error.write(report.summary + "\n") }
  }
}
