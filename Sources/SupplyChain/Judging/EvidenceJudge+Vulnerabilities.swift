import Documents
import Kubernetes
import Plans
import Verdicts

extension EvidenceJudge {
  /// SUP-07: nothing critical is open that has a fix, and nothing high for longer than the grace.
  func judgeVulnerabilities(_ criterion: Criterion) -> CriterionOutcome {
    var judgement = Judgement(criterion)
    judgement.find(evidence.knownExploitedProblems)
    var tally = VulnerabilityTally()
    for image in evidence.images {
      judgement.subjects += 1
      judgement.files += image.scans.paths + image.vex.paths
      judgement.find(image.vex.problems)
      let usable = scans(of: image).filter { distrust($0, image) == nil }
      let statements = VEXStatements(image.vex.documents)
      for found in Self.distinct(usable.flatMap(\.vulnerabilities)) {
        judge(found, statements.latest(about: found, in: image.digests), image, &judgement, &tally)
      }
      if usable.isEmpty {
        judgement.cannotSee("\(image.label) has no scan that can be trusted")
      } else if usable.allSatisfy({ !ageProblems($0, image).isEmpty }) {
        judgement.cannotSee("every scan of \(image.label) is too old to say that nothing is open")
      }
    }
    judgement.notes = tally.notes
    var outcome = judgement.outcome(criterion, "nothing is open in \(count) that could be closed")
    if outcome.status == .failed { outcome.message = ([outcome.message] + tally.notes).joined(separator: "; ") }
    return outcome
  }

  private func judge(
    _ found: Vulnerability, _ statement: VEXStatement?, _ image: Evidence.Image, _ judgement: inout Judgement,
    _ tally: inout VulnerabilityTally
  ) {
    if let statement, statement.closes {
      tally.suppressed += 1
      return
    }
    let what = "\(found.id) in \(found.package) \(found.version) of \(image.label)"
    let hint = statement.flatMap { statement in
      statement.status == .notAffected
        ? "the VEX statement at \(statement.place) says not_affected, but not why: add a justification" : nil
    }
    if let known = evidence.knownExploited, !known.isDisjoint(with: found.names) {
      return judgement.find("\(what) is known to be exploited", at: found.place, hint: hint)
    }
    let fix = found.fixes.first.map { "fixed in \($0)" } ?? ""
    switch (found.level, found.isFixable) {
    case (.critical, true): judgement.find("\(what) is critical, and \(fix)", at: found.place, hint: hint)
    case (.critical, false): if statement == nil { tally.unanswered += 1 }
    case (.high, true):
      let age = found.since.map(days)
      guard age ?? .max > policy.graceDays else { return tally.inGrace += 1 }
      let since = age.map { " for \($0) days" } ?? ", since nobody knows when"
      judgement.find("\(what) is high, and \(fix)\(since)", at: found.place, hint: hint)
    case (.unknown, _): tally.unknown += 1
    default: break
    }
  }

  /// What two scanners found counts once, by the worst that one of them says.
  private static func distinct(_ all: [Vulnerability]) -> [Vulnerability] {
    struct Identity: Hashable {
      var id: String
      var package: String
      var version: String
    }
    var places: [Identity: Int] = [:]
    var distinct: [Vulnerability] = []
    for found in all {
      let identity = Identity(id: found.id, package: found.package, version: found.version)
      guard let place = places[identity] else {
        places[identity] = distinct.count
        distinct.append(found)
        continue
      }
      distinct[place].level = max(distinct[place].level, found.level)
      distinct[place].aliases.formUnion(found.aliases)
      distinct[place].since = [distinct[place].since, found.since].compactMap(\.self).min()
      if !distinct[place].isFixable { distinct[place].fixes = found.fixes }
    }
    return distinct
  }
}

/// What does not decide, and has to be visible all the same.
private struct VulnerabilityTally {
  /// Closed by VEX.
  var suppressed = 0
  /// Critical without a fix, and nobody says what it means.
  var unanswered = 0
  /// High, with a fix that is young.
  var inGrace = 0
  var unknown = 0

  var notes: [String] {
    var notes: [String] = []
    if suppressed > 0 { notes.append("suppressed \(suppressed) by VEX") }
    if unanswered > 0 { notes.append("\(unanswered) critical without a fix and without a VEX statement") }
    if inGrace > 0 { notes.append("\(inGrace) high with a fix still in its grace") }
    if unknown > 0 { notes.append("\(unknown) of unknown severity") }
    return notes
  }
}
