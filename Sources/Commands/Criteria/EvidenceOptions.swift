import ArgumentParser
import Documents
import Foundation
import Suites
import SupplyChain

/// Options for what comes with a release besides manifests.
struct EvidenceOptions: ParsableArguments {
  @Option(
    name: .long, help: "The folder with evidence about images: SBOMs, scans, signatures. Nothing is downloaded.",
    completion: .directory)
  var evidence: String?

  @Option(
    name: .long, help: "What evidence is measured by, over what comes with plugfest.",
    completion: .file(extensions: ["yaml", "yml"]))
  var policy: String?

  @Option(
    name: .long, help: "A public key (PEM) to trust in place of those in the folder; may be given several times.",
    completion: .file(extensions: ["pub", "pem"]))
  var key: [String] = []

  @Option(name: .long, help: "Judge ages as of this day, such as 2026-11-21; today without it.")
  var today: String?

  func validate() throws {
    if evidence == nil, policy != nil || !key.isEmpty || today != nil {
      throw ValidationError("--policy, --key and --today are about --evidence")
    }
    if let today, !CalendarDay.isValid(today) { throw ValidationError("--today must be a day such as 2026-11-21") }
  }

  /// - Throws: `Diagnostics`, for mistakes in the index, the policy and the keys.
  func judge() throws -> EvidenceJudge? {
    guard let evidence else { return nil }
    let base = try EvidencePolicyLoader.nearby(program: Bundle.main.executableURL?.resolvingSymlinksInPath().path ?? "")
    let policy = try policy.map { try EvidencePolicyLoader.load($0, over: base) } ?? base
    let (index, folder, _) = try EvidenceIndexLoader.load(evidence)
    let keys = try key.map { (path: $0, text: try TextFile.read($0, limit: 1 << 20)) }
    return EvidenceJudge(
      Evidence(index, folder: folder, trusted: keys.isEmpty ? nil : keys), policy: policy,
      today: today ?? CalendarDay.today)
  }
}
