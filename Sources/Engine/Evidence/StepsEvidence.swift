import Verdicts

/// The steps of the case, each at the moment at which it began, and the failure at the moment at which it was found.
struct StepsEvidence: EvidenceSource {
  func gather(_ subject: EvidenceSubject) async -> Evidence {
    var moments = subject.steps.flatMap { step -> [EvidenceMoment] in
      let result = step.result
      let how =
        result.skipReason.map { "left out: \($0)" }
        ?? "\(result.passed ? "ok" : "fails"), took \((result.duration * 1000).rounded() / 1000) s"
      let began = EvidenceMoment(time: step.began, kind: "step", text: "\(result.name) (\(how))")
      guard !result.passed else { return [began] }
      return [began, EvidenceMoment(time: step.ended, kind: "FAILED", text: result.observation ?? result.name)]
    }
    if let failure = subject.failure, !moments.contains(where: { $0.kind == "FAILED" }) {
      moments.append(EvidenceMoment(time: .now, kind: "FAILED", text: failure.message))
    }
    return Evidence(moments: moments)
  }
}
