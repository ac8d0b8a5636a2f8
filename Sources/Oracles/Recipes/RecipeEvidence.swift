import Documents
package import Kubernetes

/// What the ledger holds of one consultation of an oracle: nothing else decides the verdict, so that a finished run can be
/// judged again.
package struct RecipeEvidence: Sendable {
  package let ledger: Ledger
  package let judge: LedgerJudge
  /// What was perturbed.
  package let wish: ObjectKey
  /// Between the marks of its beginning and its end; what came before the beginning was the calm.
  package let time: ClosedRange<Double>

  let masks: [Mask]
  /// What of the candidate's writes was left out of account, and how often.
  let masked: [Mask: Int]

  package init(_ whole: Ledger, wish: ObjectKey, time: ClosedRange<Double>) {
    self.wish = wish
    self.time = time
    judge = LedgerJudge(whole, during: time)
    ledger = judge.ledger
    masks = judge.masks.map(\.mask)
    masked = Dictionary(uniqueKeysWithValues: judge.masks.filter { $0.hits > 0 }.map { ($0.mask, $0.hits) })
  }

  /// What the phases since the beginning say, of one kind or several.
  func phases(_ oracles: Judgement.Oracle...) -> [Judgement] {
    judge.judgements(since: time.lowerBound).filter {
      oracles.contains($0.oracle) && $0.time.lowerBound <= time.upperBound
    }
  }

  /// Marks of that name, in their order.
  func marks(_ name: String) -> [LedgerLine.Mark] {
    ledger.marks.filter { $0.name == name && time.contains($0.time) }
  }

  func snapshots(_ name: String) -> [Ledger.Snapshot] {
    ledger.snapshots.filter { $0.name == name && time.contains($0.time) }
  }

  /// The stretch that began with the mark, until the next mark that begins one.
  func phase(_ name: String) -> ClosedRange<Double>? {
    judge.phases.first { $0.name == name && time.contains($0.time.lowerBound) }?.time
  }
}

extension RecipeEvidence {
  /// All that is said: that the candidate came to rest wherever it had to, and what the recipe makes of the rest.
  package func judgements(_ recipe: Recipe) -> [Judgement] {
    let unrest = marks("restless").map { mark in
      let seconds = mark.details["seconds"]?.number ?? 0
      let writes = judge.answers(in: max(time.lowerBound, mark.time - seconds)...mark.time)
      return Judgement(
        .quiescence, .violates, writes.last?.key ?? wish, in: mark.time...mark.time,
        "the candidate does not come to rest in \(LedgerJudge.seconds(seconds)): "
          + Judgement.story(Array(writes.suffix(20)), since: time.lowerBound), Array(writes.suffix(20)))
    }
    let unready = marks("not ready").map { mark in
      let seconds = LedgerJudge.seconds(mark.details["seconds"]?.number ?? 0)
      return Judgement(
        .recovery, .violates, wish, in: time.lowerBound...mark.time,
        "\(wish) is not ready \(seconds) after \(lastDeed(before: mark.time).name)\(readiness)\(cause(before: mark.time))",
        Array(ledger.revisions(in: time.lowerBound...mark.time).filter { $0.key == wish }.suffix(3)))
    }
    let present = marks("still there").map { mark in
      let object = ledger.object(wish)
      let held = object.map(\.finalizers) ?? []
      return Judgement(
        .deletion, .violates, wish, in: time.lowerBound...mark.time,
        "\(wish) is still there \(LedgerJudge.seconds(mark.details["seconds"]?.number ?? 0)) after its deletion"
          + (held.isEmpty ? "" : ", held by the finalizer \(held.joined(separator: ", "))"),
        Array(ledger.revisions(in: time.lowerBound...mark.time).filter { $0.key == wish }.suffix(3)))
    }
    let trouble = unrest + unready + present + auditedRequests + unseenWrites + conflicts + secretsTold
    let own = Self.ordered(recipe.judge(self))
    let isDeathTold = own.contains { !$0.marks.isEmpty }
    return (isDeathTold ? [] : deaths) + (recipe.explainsTrouble ? own + trouble : trouble + own)
  }

  /// Whoever judges the same ledger again must come to the same words: what is said of several objects in one stretch of time
  /// stands in the order of their names.
  private static func ordered(_ judgements: [Judgement]) -> [Judgement] {
    struct Stretch: Hashable {
      var oracle: Judgement.Oracle
      var time: ClosedRange<Double>
    }
    var ranks: [Stretch: Int] = [:]
    let ranked = judgements.map { judgement in
      let stretch = Stretch(oracle: judgement.oracle, time: judgement.time)
      let rank = ranks[stretch] ?? ranks.count
      ranks[stretch] = rank
      return (rank: rank, subject: judgement.subject.map { "\($0)" } ?? "", judgement: judgement)
    }
    return ranked.sorted {
      ($0.rank, $0.subject, $0.judgement.sentence) < ($1.rank, $1.subject, $1.judgement.sentence)
    }.map(\.judgement)
  }

  /// The mark of a manifest that could not be applied again, since the candidate has taken over what it says.
  package static let conflict = "conflict"

  private var conflicts: [Judgement] {
    marks(Self.conflict).map { mark in
      let lines = ledger.revisions(in: 0...mark.time).filter {
        $0.key == wish && judge.cast.isByCandidate($0) && $0.changes(in: "spec")
      }
      return Judgement(
        .reapply, .violates, wish, in: time,
        "what the manifest of \(wish) says was overwritten, and it cannot be applied again: "
          + (mark.details["message"]?.string ?? ""), Array(lines.suffix(3)))
    }
  }

  /// Whoever may read objects can read what stands in a status or a ConfigMap.
  private var secretsTold: [Judgement] {
    // It may have been told before this oracle began.
    let told = ledger.marks.filter {
      $0.name == CandidateLife.secretTold && $0.details["scope"] != nil && $0.time <= time.upperBound
    }
    return told.map { mark in
      let (kind, name) = (mark.details["kind"]?.string ?? "", mark.details["name"]?.string ?? "")
      let path = mark.details["path"]?.string ?? ""
      let lines = ledger.revisions(in: 0...mark.time).filter { revision in
        revision.key.kind == kind && revision.key.name == name
          && (revision.change == .added || revision.changes(in: path))
      }
      return Judgement(
        .secrecy, .violates, lines.last?.key ?? wish, in: time,
        "a secret of the lab stands in \(path) of \(kind) \(name), where everybody can read it", Array(lines.suffix(3)))
    }
  }

  /// After which of the deeds of the recipe that was, and when it was done.
  func lastDeed(before time: Double) -> (name: String, time: Double) {
    let phase = judge.phases.last { $0.time.lowerBound < time && $0.name != "calm" && $0.name != "oracle ended" }
    guard let phase, phase.time.lowerBound >= self.time.lowerBound else {
      let made = ledger.revisions.last { $0.key == wish && $0.change == .added && $0.time <= time }
      return ("it was established", made?.time ?? self.time.lowerBound)
    }
    return ("\"\(phase.name)\"", phase.time.lowerBound)
  }

  /// What the wish itself says: `: Ready is False (Rejected: no such tenant), for generation 1 of 2`.
  var readiness: String {
    guard let object = ledger.object(wish) else { return ": it is not there" }
    let conditions = Self.conditions(in: object["status"] ?? .null).compactMap { Condition($0) }
    guard let ready = conditions.first(where: { $0.type == "Ready" }) ?? conditions.first else {
      return ": its status has no condition"
    }
    let why = [ready.reason, ready.message].filter { !$0.isEmpty }.joined(separator: ": ")
    let observed = ready.observedGeneration ?? object["status", "observedGeneration"]?.integer
    let present = object.generation ?? 0
    let generation = observed.map { $0 == present ? "" : "\(Self.lag)\($0) of \(present)" } ?? ""
    return ": \(ready.type) is \(ready.status)\(why.isEmpty ? "" : " (\(why))")\(generation)"
  }

  /// At any depth: some kinds have conditions for each of their parts.
  static func conditions(in value: Value) -> [Value] {
    switch value {
    case .object(let members):
      members.flatMap { name, member in name == "conditions" ? member.array ?? [] : conditions(in: member) }
    case .array(let items): items.flatMap(conditions)
    default: []
    }
  }
}
