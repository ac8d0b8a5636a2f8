/// What the candidate logged while the case ran: from its process, or from its pods.
struct LogEvidence: EvidenceSource {
  func gather(_ subject: EvidenceSubject) async -> Evidence {
    var evidence = Evidence()
    var text = ""
    if let problem = subject.context.control?.log?.problem {
      evidence.gaps.append("the candidate's log: \(problem)")
    } else if let log = subject.context.control?.log {
      if log.hasForgotten(since: subject.context.began) {
        text = "… earlier lines are in candidate.log of the run …\n"
      }
      for line in log.timedLines(since: subject.context.began) {
        text += "\(subject.time(line.time))  \(line.text)\n"
      }
    } else {
      evidence.gaps.append("the candidate's log: its file names no program and no single Deployment")
    }
    if evidence.gaps.isEmpty {
      evidence.files = [
        Evidence.File(
          name: "candidate.log", what: "what the candidate logged meanwhile, also for cases beside this one", text: text
        )
      ]
    }
    return evidence
  }
}
