import Documents
import Kubernetes

extension Recipe {
  /// While the API server refuses what is to be made for the wish, that is told and tried again with patience; afterwards
  /// all comes out as it does without (R8).
  static func denial(_ obstacle: Deed.Obstacle) -> Recipe {
    Recipe(
      again + [.snapshot("at once")] + again
        + [
          .snapshot("second pass"), .phase("delete CR"), .delete(.background), .waitUntilGone, .deny(obstacle),
          .apply(.asEstablished), .look("refused", atLeast: 2.5), .noteAttempts,
          .look("still refused", atLeast: 2.5), .noteAttempts, .awaitTidings, .allow, .rest, .snapshot("after"),
        ], explainsTrouble: true
    ) { evidence in
      let told = evidence.underDenial
      // Whoever was not refused shows nothing.
      if told.contains(where: { $0.verdict == .notObservable }) { return told }
      return told
        + evidence.comparison(
          .writeDenial, "at once", "after", secondPass: "second pass",
          same: "refused for a while, it comes out as it does at once",
          different: "what was refused for a while comes out otherwise than at once")
    }
  }

  private static let again: [Deed] = [
    .phase("delete CR"), .delete(.background), .waitUntilGone, .phase("create CR"), .apply(.asEstablished), .rest,
  ]
}

extension RecipeEvidence {
  /// More in a second, for one wish, is no patience.
  private static let patientRate = 5.0

  fileprivate var underDenial: [Judgement] {
    guard let denied = judge.phases.first(where: { $0.name == "denied" && time.contains($0.time.lowerBound) }) else {
      return []
    }
    let allowed = phase("allowed") ?? time.upperBound...time.upperBound
    let span = denied.time.lowerBound...allowed.lowerBound
    let kind = GroupKind(
      group: denied.details["group"]?.string ?? "", kind: denied.details["kind"]?.string ?? "")
    let by = denied.details["by"]?.string ?? ""
    if let made = ledger.revisions(in: span).first(where: {
      $0.key.groupKind == kind && $0.change == .added && judge.cast.isByCandidate($0)
    }) {
      return [
        Judgement(
          .writeDenial, .notObservable, made.key, in: span, "the cluster lets \(made.key) be made in spite of \(by)",
          [made])
      ]
    }
    let resource = denied.details["resource"]?.string
    return [
      ended(in: span, kind), silent(in: span, kind, by), resource.flatMap { vague(in: span, kind, resource: $0) },
      ready(in: span, kind), hasty(in: span, kind), stuck(since: allowed, kind),
    ]
    .compactMap(\.self)
  }

  /// Whoever has to give the permission back needs to know which.
  private func vague(in span: ClosedRange<Double>, _ kind: GroupKind, resource: String) -> Judgement? {
    let told = tidings(in: span)
    let texts = told.flatMap { revision -> [String] in
      if revision.key.kind == "Event" {
        let event = ledger.object(revision.key)?.value
        return ["reason", "message", "note"].compactMap { event?[$0]?.string }
      }
      return revision.status?.conditions.values.flatMap { [$0.reason, $0.message] } ?? []
    }
    let names = [resource, kind.kind].map { $0.lowercased() }
    guard !told.isEmpty, !texts.contains(where: { text in names.contains { text.lowercased().contains($0) } }) else {
      return nil
    }
    let said = texts.last.map { ": \"\($0)\"" } ?? ""
    var judgement = Judgement(
      .writeDenial, .violates, wish, in: span,
      "that the permission to write \(resource) is missing is not told, only that something is wrong\(said)", told)
    judgement.isOfMoment = true
    return judgement
  }

  private func ended(in span: ClosedRange<Double>, _ kind: GroupKind) -> Judgement? {
    marks(LedgerLine.Mark.operatorExited).first.map { exit in
      var judgement = Judgement(
        .writeDenial, .violates, wish, in: span,
        "when the API server refuses a \(kind.kind), the process ends: \(exit.details["text"]?.string ?? "")")
      judgement.marks = [exit]
      return judgement
    }
  }

  private func silent(in span: ClosedRange<Double>, _ kind: GroupKind, _ by: String) -> Judgement? {
    let told = tidings(in: span)
    var judgement = Judgement(
      .writeDenial, told.isEmpty ? .violates : .conforms, wish, in: span,
      told.isEmpty
        ? "that the API server refuses the \(kind.kind) for \(wish) is told neither in its status nor by an Event"
        : "that a \(kind.kind) is refused is told (\(by) stood in its way): \(Judgement.story(told, since: span.lowerBound))\(tries(in: span))",
      told.isEmpty ? last(3, of: wish) : told)
    judgement.isOfMoment = true
    return judgement
  }

  private func ready(in span: ClosedRange<Double>, _ kind: GroupKind) -> Judgement? {
    guard marks("note").contains(where: { $0.details["ready"]?.bool == true && span.contains($0.time) }) else {
      return nil
    }
    return Judgement(
      .writeDenial, .violates, wish, in: span,
      "\(wish) is called ready, though the API server refuses the \(kind.kind) for it", last(3, of: wish))
  }

  /// How often it asked for what it is refused, as the API server counted it: in all, and later, when whoever waits longer
  /// and longer has nearly stopped. Nil where nobody counts.
  private func attempts(in span: ClosedRange<Double>) -> (all: Int, late: Int, seconds: Double)? {
    let counts = marks(Attempts.mark).filter { span.contains($0.time) }
    guard counts.count > 1, let first = counts.first, let last = counts.last,
      let early = first.details["count"]?.number, let all = last.details["count"]?.number, last.time > first.time
    else { return nil }
    return (Int(all), Int(max(0, all - early)), last.time - first.time)
  }

  private func hasty(in span: ClosedRange<Double>, _ kind: GroupKind) -> Judgement? {
    guard let attempts = attempts(in: span), Double(attempts.late) > Self.patientRate * attempts.seconds else {
      return nil
    }
    return Judgement(
      .writeDenial, .violates, wish, in: span,
      "it tries again without a pause when the API server refuses a \(kind.kind): \(attempts.all) requests in "
        + "\(LedgerJudge.seconds(span.upperBound - span.lowerBound)), \(attempts.late) of them in the last "
        + LedgerJudge.seconds(attempts.seconds), last(3, of: wish))
  }

  private func tries(in span: ClosedRange<Double>) -> String {
    guard let attempts = attempts(in: span) else { return "; how often it tries is not counted in this cluster" }
    return "; \(attempts.all) requests in \(LedgerJudge.seconds(span.upperBound - span.lowerBound))"
  }

  private func stuck(since allowed: ClosedRange<Double>, _ kind: GroupKind) -> Judgement? {
    guard let late = marks("not ready").last, late.time >= allowed.lowerBound else { return nil }
    return Judgement(
      .writeDenial, .violates, wish, in: allowed.lowerBound...late.time,
      "the API server refused the \(kind.kind) for \(wish) for a while, and it is not tried again: not ready "
        + "\(LedgerJudge.seconds(late.details["seconds"]?.number ?? 0)) after that was over", last(3, of: wish))
  }
}

package enum Attempts {
  /// The mark of how often something was asked for so far.
  package static let mark = "attempts"
}
