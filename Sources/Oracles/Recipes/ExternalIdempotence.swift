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
    let writes = requests.filter(\.isWrite)
    guard let first = writes.first else {
      return [
        Judgement(
          .external, .conforms, evidence.wish, in: evidence.time,
          "nothing is written to \(evidence.endpoints.joined(separator: ", ")); \(requests.count) reads")
      ]
    }
    let times = writes.prefix(5).map { "+\(LedgerJudge.seconds($0.time - begin))" }
    return [
      Judgement(
        .external, .violates, evidence.wish, in: evidence.time,
        "\(writes.count) \(writes.count == 1 ? "write" : "writes") to \(first.endpoint) though nothing changed: "
          + "\(first.text) at \(times.joined(separator: ", "))")
    ]
  }
}
