import Documents

extension LedgerLine.Mark {
  /// The mark of a process of the candidate that ended though nobody had asked it to.
  package static let operatorExited = "operator exited"
}

extension RecipeEvidence {
  /// Whoever dies explains with it all that is not done then.
  var deaths: [Judgement] {
    // Who lost the Lease has to end, and was perhaps only slow.
    let exits = marks(LedgerLine.Mark.operatorExited).filter { mark in
      let words = mark.details["text"]?.string?.lowercased() ?? ""
      return !words.contains("lease") && !words.contains("leader")
    }
    guard let first = exits.first else { return [] }
    let deed = lastDeed(before: first.time)
    let again = exits.count > 1 ? ", \(exits.count) times so far" : ""
    var judgement = Judgement(
      .recovery, .violates, nil, in: time.lowerBound...first.time,
      "the process dies \(LedgerJudge.seconds(first.time - deed.time)) after \(deed.name)\(again): "
        + (first.details["text"]?.string ?? "it ended by itself"), last(1, of: wish))
    judgement.marks = exits
    return [judgement]
  }
}
