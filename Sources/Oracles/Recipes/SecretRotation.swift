extension Recipe {
  /// After its credential was changed, the candidate goes on with the new one.
  static let secretRotation = Recipe(
    [.phase("rotate"), .rotateCredentials, .phase("update"), .apply(.changed), .rest], explainsTrouble: true
  ) { evidence in
    guard let begin = evidence.phase("rotate")?.lowerBound else { return [] }
    let time = begin...evidence.time.upperBound
    guard let requests = evidence.requests?.filter({ time.contains($0.time) }), !requests.isEmpty else {
      return [
        Judgement(
          .secretRotation, .notObservable, evidence.wish, in: time,
          "nothing was asked of systems outside after the credential was changed")
      ]
    }
    let refused = requests.filter(\.isRefusal)
    let isLast = requests.suffix(3).allSatisfy(\.isRefusal)
    if isLast, let first = refused.first {
      return [
        Judgement(
          .secretRotation, .violates, evidence.wish, in: time,
          "the candidate goes on with its old credential for \(first.endpoint) after it got a new one: "
            + "\(refused.count) of \(requests.count) requests are refused, such as \(first.text)",
          evidence.last(3, of: evidence.wish))
      ]
    }
    return evidence.phases(.update).map { evidence.excusedByRequests($0) }.map { judgement in
      guard judgement.verdict == .conforms else { return judgement }
      var told = judgement
      told.oracle = .secretRotation
      told.sentence =
        "after its credential was changed (\(refused.count) requests refused), \(judgement.sentence)"
      return told
    }
  }
}

extension OutsideRequest {
  /// Whether the credential was the reason.
  fileprivate var isRefusal: Bool { text.contains("→ 401") || text.contains("→ 403") }
}
