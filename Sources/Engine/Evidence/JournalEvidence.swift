import Documents
import Foundation

/// What the parts of the lab that run in this process remember of the time of the case: requests to simulated systems, and
/// faults.
struct JournalEvidence: EvidenceSource {
  /// More of one journal would hide all else in the order of what happened.
  private static let momentLimit = 200

  func gather(_ subject: EvidenceSubject) async -> Evidence {
    var evidence = Evidence()
    for journal in subject.context.lab.journals.sorted(by: { $0.name < $1.name }) {
      let records = journal.records(subject.context.beganAt...max(subject.endedAt, subject.context.beganAt))
      let text = records.map { record in
        "\(subject.time(record.time))  \(record.text)\n" + record.details.map { "    \($0)\n" }.joined()
      }
      evidence.files.append(Evidence.File(name: "\(journal.name).txt", what: journal.what, text: text.joined()))
      let telling = records.filter(\.isTelling)
      evidence.moments += telling.prefix(Self.momentLimit).map {
        EvidenceMoment(time: subject.instant($0.time), kind: journal.kind, text: $0.text, details: $0.details)
      }
      if telling.count > Self.momentLimit {
        evidence.gaps.append(
          "of \(journal.name), \(telling.count - Self.momentLimit) more are only in \(journal.name).txt")
      }
    }
    return evidence
  }
}
