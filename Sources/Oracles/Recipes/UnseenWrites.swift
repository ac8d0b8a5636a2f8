import Documents

/// What the candidate counts of its own writes in a quiet stretch, beside those that watches show.
package enum UnseenWrites {
  package static let mark = "metrics"
}

extension RecipeEvidence {
  /// A loop of writes that change nothing. Renewals of a lease out of sight, one in two seconds, are none.
  var unseenWrites: [Judgement] {
    marks(UnseenWrites.mark).compactMap { mark in
      guard let writes = mark.details["writes"]?.number, let seen = mark.details["seen"]?.number,
        let seconds = mark.details["seconds"]?.number, writes - seen > max(5, seconds)
      else { return nil }
      return Judgement(
        .quiescence, .violates, nil, in: max(time.lowerBound, mark.time - seconds)...mark.time,
        "the candidate counts \(Int(clamping: writes)) writes (rest_client_requests_total) in \(LedgerJudge.seconds(seconds)) "
          + "in which nothing is to be done, and watches show \(Int(clamping: seen)): it writes again what is there already"
      )
    }
  }
}

extension Int {
  fileprivate init(clamping value: Double) { self = Int(exactly: value.rounded()) ?? .max }
}
