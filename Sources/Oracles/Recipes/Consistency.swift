import Documents
import Kubernetes

extension Recipe {
  /// Each changed input shows somewhere; those that show nowhere are listed (R1, after Acto's consistency oracle).
  static let consistency = Recipe([.phase("update"), .apply(.changed), .rest]) { evidence in
    evidence.phases(.update).map { evidence.excusedByRequests($0) } + evidence.inputs
      + (evidence.phase("update").map { evidence.repeatedRequests(.consistency, in: $0) } ?? [])
  }
}

extension RecipeEvidence {
  /// Which of the changed inputs show.
  fileprivate var inputs: [Judgement] {
    let evidence = self
    guard let phase = phase("update") else { return [] }
    let wish = evidence.ledger.revisions(in: phase).filter { $0.key == evidence.wish && $0.change == .modified }
    let inputs = wish.flatMap(\.changes).filter { $0.path.isIn(plainText: "spec") && $0.after != nil }
    guard !inputs.isEmpty else {
      return [
        Judgement(
          .consistency, .notObservable, evidence.wish, in: phase, "the change of the wish changes no field of it")
      ]
    }
    let answers = evidence.judge.answers(in: phase)
    var texts = answers.flatMap(\.changes).compactMap(\.after).map(\.spelling)
    texts += answers.filter { $0.change == .added }.flatMap { Array($0.ties.values) }
    texts += (evidence.requests ?? []).filter { $0.isWrite && phase.contains($0.time) }.map { "\($0.text) \($0.body)" }
    texts += answers.filter { $0.change == .added }.compactMap { evidence.ledger.object($0.key)?.value.spelling }
    let unexplained = inputs.filter { input in
      guard let after = input.after?.spelling, after.count > 1 else { return false }
      return !texts.contains { $0.contains(after) }
    }
    let listed = unexplained.map(\.path.plainText).joined(separator: ", ")
    if unexplained.count == inputs.count, answers.filter({ $0.key != evidence.wish }).isEmpty,
      !(evidence.requests ?? []).contains(where: { $0.isWrite && phase.contains($0.time) })
    {
      return [
        Judgement(
          .consistency, .violates, evidence.wish, in: phase,
          "of the changed inputs none takes effect: \(listed)", wish)
      ]
    }
    let note = unexplained.isEmpty ? "" : "; not seen anywhere: \(listed)"
    return [
      Judgement(
        .consistency, .conforms, evidence.wish, in: phase,
        "\(inputs.count - unexplained.count) of \(inputs.count) changed inputs show in what the candidate wrote\(note)",
        answers)
    ]
  }
}

extension Value {
  /// As it stands in the text of a request or a file.
  fileprivate var spelling: String { string ?? JSON.text(self) }
}
