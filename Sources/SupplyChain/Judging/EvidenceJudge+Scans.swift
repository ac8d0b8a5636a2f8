import Documents
import Kubernetes
import Plans
import Verdicts

extension EvidenceJudge {
  /// SUP-08: each image has a scan, and every scan is about it, fresh, and made by a build that can be trusted.
  func judgeScans(_ criterion: Criterion) -> CriterionOutcome {
    var judgement = Judgement(criterion)
    for image in evidence.images {
      judgement.subjects += 1
      judgement.files += image.scans.paths
      judgement.find(image.scans.problems)
      let scans = scans(of: image)
      if scans.isEmpty, image.scans.paths.isEmpty { judgement.find("\(image.label) was not scanned", at: image.place) }
      for scan in scans {
        if let problem = distrust(scan, image) { judgement.find(problem.message, at: scan.place, hint: problem.hint) }
        for problem in ageProblems(scan, image) { judgement.find(problem, at: scan.place) }
        judgement.notes.append("\(image.label) by \(scan.scanner)")
      }
    }
    return judgement.outcome(criterion, "scans of \(count) are about them and fresh")
  }

  /// Those in files, and those of the cluster that are about the image.
  func scans(of image: Evidence.Image) -> [ScanReport] {
    image.scans.documents + reports.filter { !image.digests.isDisjoint(with: $0.digests) }
  }

  /// Why a scan says nothing at all.
  func distrust(_ scan: ScanReport, _ image: Evidence.Image) -> (message: String, hint: String?)? {
    let what = "the scan of \(image.label)"
    if scan.seal == .refused { return ("\(what) was signed by none of the given keys", nil) }
    if image.digests.isDisjoint(with: scan.digests) {
      let other = scan.digests.first.map { "is about \($0)" } ?? "does not say of which digest it is"
      return ("\(what) \(other)", "scan REGISTRY/IMAGE@DIGEST, and add the image's index and manifests as oci")
    }
    guard scan.scanner.version != nil else {
      return (
        "\(what) does not say which build of \(scan.scanner.name) made it",
        "scans: [{file: …, scanner: {name: \(scan.scanner.name), version: …}}]"
      )
    }
    if let build = policy.compromised(scan.scanner) {
      return ("\(what) was made by \(scan.scanner), \(build.because) (\(build.identity))", "use \(build.safe)")
    }
    return nil
  }

  /// Why a scan does not say how things are now.
  func ageProblems(_ scan: ScanReport, _ image: Evidence.Image) -> [String] {
    let what = "the scan of \(image.label)"
    guard let made = scan.made else { return ["\(what) does not say when it was made"] }
    var problems: [String] = []
    let age = days(since: made)
    if age > policy.scanDays { problems.append("\(what) is \(age) days old; \(policy.scanDays) are allowed") }
    // Clocks and time zones may differ by a day.
    if age < -1 { problems.append("\(what) is dated \(-age) days ahead") }
    if let database = scan.database {
      let lag = days(since: database) - age
      if lag > policy.scanDays { problems.append("\(what) used a database that was \(lag) days old") }
    }
    return problems
  }
}
