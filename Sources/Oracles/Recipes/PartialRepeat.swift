extension Recipe {
  /// One child is deleted: that child comes back, and its siblings are not written (I4; Hummer et al., Middleware'13).
  static let partialRepeat = Recipe([.children(.delete)]) { evidence in
    evidence.phases(.driftOfChild).flatMap { judgement -> [Judgement] in
      guard judgement.verdict == .conforms, let gone = judgement.evidence.first else { return [] }
      // What it owned went with it.
      let replaced = Set(judgement.evidence.map(\.key)).union(
        evidence.judge.descendants(of: gone, until: judgement.time.upperBound))
      let others = evidence.judge.answers(in: gone.time...judgement.time.upperBound).filter {
        !replaced.contains($0.key) && evidence.judge.cast.children.contains($0.key) && $0.writeClass == .content
      }
      guard let first = others.first else {
        return [
          Judgement(
            .partialRepeat, .conforms, gone.key, in: judgement.time, "only \(gone.key) is made again",
            judgement.evidence)
        ]
      }
      return [
        Judgement(
          .partialRepeat, .violates, first.key, in: judgement.time,
          "after \(gone.key) was deleted, others that were right are written too: "
            + Judgement.story(others, since: gone.time), [gone] + others)
      ]
    }
  }
}
