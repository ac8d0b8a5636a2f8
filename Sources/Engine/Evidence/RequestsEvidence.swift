/// Requests of plugfest's own that were refused or had to be repeated, and watches that were interrupted.
struct RequestsEvidence: EvidenceSource {
  func gather(_ subject: EvidenceSubject) async -> Evidence {
    let entries = subject.noise?.entries ?? []
    let left = subject.noise?.forgotten ?? 0
    let more = left > 0 ? "… \(left) earlier ones are left out …\n" : ""
    return Evidence(
      files: [
        Evidence.File(
          name: "api-errors.txt", what: "requests of plugfest's own that were refused, failed or were repeated",
          text: more + entries.map { "\(subject.time($0.time))  \($0.text)\n" }.joined())
      ],
      moments: entries.map { EvidenceMoment(time: subject.instant($0.time), kind: "request", text: $0.text) })
  }
}
