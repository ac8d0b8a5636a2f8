import Kubernetes
import Testing

@testable import Oracles

@Suite struct LedgerJudgeTests {
  static let isHere = !RecordedLedger.all.isEmpty

  @Test(
    "the judge comes to what a reviewer found in a recorded stream",
    .enabled(if: isHere, "the recorded ledgers are not here: set PLUGFEST_SHARED"), arguments: RecordedLedger.all)
  func findings(_ recorded: RecordedLedger) throws {
    let judgements = LedgerJudge(try recorded.ledger()).judgements()
    let findings = try recorded.findings()
    // What one finding praises, another may blame in another respect.
    let others = findings.filter { $0.verdict == "violates" }
    for finding in findings {
      // What is judged by a person who knows the operator has the kind "other".
      guard let oracle = Judgement.Oracle(rawValue: finding.kind) else { continue }
      let told = judgements.filter { $0.oracle == oracle && finding.isAbout($0) }
      let texts = told.map { "\($0.verdict.rawValue) \($0.subject?.description ?? "") \($0.time): \($0.sentence)" }
      switch finding.verdict {
      case "violates":
        #expect(told.contains { $0.verdict == .violates }, "\(finding.id) \(finding.about): \(texts)")
      case "conforms":
        let accusations = told.filter { told in
          told.verdict == .violates && finding.isSubject(told)
            && !others.contains { $0.kind == finding.kind && $0.isAbout(told) }
        }
        #expect(
          told.contains { $0.verdict == .conforms } && accusations.isEmpty, "\(finding.id) \(finding.about): \(texts)")
      default:
        #expect(
          told.contains { $0.verdict == .notObservable && finding.isSubject($0) },
          "\(finding.id) \(finding.about): \(texts)")
        // Of an object many other things may be noted.
        let sure = told.filter {
          $0.verdict != .notObservable && finding.isSubject($0) && ![.attribution, .other].contains(oracle)
        }
        #expect(sure.isEmpty, "\(finding.id) \(finding.about): \(texts)")
      }
    }
  }

  @Test(
    "the judge accuses nobody of what no reviewer found",
    .enabled(if: isHere, "the recorded ledgers are not here: set PLUGFEST_SHARED"), arguments: RecordedLedger.all)
  func accusations(_ recorded: RecordedLedger) throws {
    let findings = try recorded.findings().filter { $0.verdict == "violates" }
    for judgement in LedgerJudge(try recorded.ledger()).judgements() where judgement.verdict == .violates {
      #expect(
        findings.contains { $0.kind == judgement.oracle.rawValue && $0.isAbout(judgement) },
        "\(judgement.oracle.rawValue) \(judgement.subject?.description ?? "") \(judgement.time): \(judgement.sentence)")
    }
  }
}

extension RecordedLedger.Finding {
  /// Whether a judgement looks at the same time, and at one of the same objects.
  func isAbout(_ judgement: Judgement) -> Bool {
    evidence.contains { evidence in
      guard evidence.time.overlaps(judgement.time), evidence.time.isMoreThanTouching(judgement.time) else {
        return false
      }
      guard let subject = judgement.subject else { return true }
      return evidence.isAbout(subject) || judgement.evidence.contains { evidence.isAbout($0.key) }
    }
  }

  func isSubject(_ judgement: Judgement) -> Bool {
    evidence.contains { evidence in
      evidence.time.isMoreThanTouching(judgement.time) && judgement.subject.map(evidence.isAbout) ?? false
    }
  }
}

extension ClosedRange<Double> {
  /// A phase ends where the next begins.
  func isMoreThanTouching(_ other: ClosedRange<Double>) -> Bool {
    let (low, high) = (Swift.max(lowerBound, other.lowerBound), Swift.min(upperBound, other.upperBound))
    return high > low || high == low && (lowerBound == upperBound || other.lowerBound == other.upperBound)
  }
}
