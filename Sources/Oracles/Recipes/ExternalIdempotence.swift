extension Recipe {
  /// At rest, on re-apply and on a nudge nothing is written to systems outside, and little is read (I7).
  static let externalIdempotence = Recipe([
    .look("idle", atLeast: 5), .phase("re-apply server-side"), .applyAgain(.serverSide), .rest, .phase("nudge"),
    .annotate, .rest,
  ]) { evidence in
    let begin = evidence.phase("idle")?.lowerBound ?? evidence.time.lowerBound
    guard let requests = evidence.requests?.filter({ $0.time >= begin }) else {
      return [
        Judgement(
          .external, .notObservable, evidence.wish, in: evidence.time,
          "the candidate reaches no system outside through plugfest, so what it asks there is not known")
      ]
    }
    if let storm = evidence.storm(of: requests) { return [storm] }
    let writes = requests.filter(\.isWrite)
    guard let first = writes.first else {
      return [
        Judgement(
          .external, .conforms, evidence.wish, in: evidence.time,
          "nothing is written to \(evidence.endpoints.joined(separator: ", ")); \(requests.count) reads")
      ]
    }
    let times = writes.prefix(3).map { "+\(LedgerJudge.seconds($0.time - begin))" }
    let more = writes.count > 3 ? " and \(writes.count - 3) more" : ""
    return [
      Judgement(
        .external, .violates, evidence.wish, in: evidence.time,
        "\(writes.count) \(writes.count == 1 ? "write" : "writes") to \(first.endpoint) though nothing changed: "
          + "\(first.text) at \(times.joined(separator: ", "))\(more)")
    ]
  }
}

extension RecipeEvidence {
  /// Requests a second that are more than looking for drift.
  private static let highestRate = 10.0

  /// Reads at rest, so many that a system outside suffers from them.
  fileprivate func storm(of requests: [OutsideRequest]) -> Judgement? {
    guard let idle = phase("idle"), idle.upperBound > idle.lowerBound else { return nil }
    let reads = Dictionary(grouping: requests.filter { !$0.isWrite && idle.contains($0.time) }, by: \.endpoint)
    guard let most = reads.max(by: { $0.value.count < $1.value.count }), let first = most.value.first else {
      return nil
    }
    let seconds = idle.upperBound - idle.lowerBound
    guard Double(most.value.count) / seconds > Self.highestRate else { return nil }
    return Judgement(
      .external, .violates, wish, in: idle,
      "\(most.key) is read \(most.value.count) times in \(LedgerJudge.seconds(seconds)) though nothing changed: \(first.text)"
    )
  }
}
