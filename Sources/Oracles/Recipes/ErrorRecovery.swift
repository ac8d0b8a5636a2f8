import Documents
import Kubernetes

extension Recipe {
  /// A wish that cannot be fulfilled is told, harms nothing, and a good one mends it (R3).
  static let errorRecovery = Recipe([
    .snapshot("before"), .phase("invalid CR"), .apply(.invalid), .restWhateverItSays,
    .snapshot("with the wrong wish"), .restWhateverItSays, .noteReadiness,
    .phase("recover"), .apply(.asEstablished), .rest, .snapshot("after"),
  ]) { evidence in
    evidence.phases(.recovery).filter { !evidence.isAboutLoss($0) } + evidence.lies + evidence.silence
      + evidence.comparison(
        .recovery, "before", "after", same: "after the wrong wish and the right one all is as it was",
        different: "after a wrong wish and the right one again it is not as it was")
  }
}

extension RecipeEvidence {
  /// Whether what was made for the good wish may go with the wrong one is the suite's to say, not everybody's duty.
  fileprivate func isAboutLoss(_ judgement: Judgement) -> Bool {
    judgement.verdict == .violates && judgement.subject != wish
      && judgement.evidence.last?.change == .deleted && judgement.evidence.last?.key == judgement.subject
  }

  /// What cannot be carried out is not ready.
  fileprivate var lies: [Judgement] {
    guard let said = marks("readiness").first(where: { $0.details["ready"]?.bool == true }) else { return [] }
    return [
      Judgement(
        .recovery, .violates, wish, in: time.lowerBound...said.time,
        "\(wish) says that it is ready, and for this generation, though it cannot be carried out",
        ledger.revisions(in: time.lowerBound...said.time).filter { $0.key == wish }.suffix(3))
    ]
  }

  /// Who says no says why: in a message of the status, or in an Event.
  fileprivate var silence: [Judgement] {
    guard let phase = phase("invalid CR"), let snapshot = snapshots("with the wrong wish").last,
      let object = snapshot.objects.first(where: { $0.key == wish })
    else { return [] }
    let conditions = Self.conditions(in: object.value["status"] ?? .null).filter { $0["status"]?.string == "False" }
    let events = snapshot.objects.filter {
      $0.kind == "Event" && $0["type"]?.string == "Warning" && $0["involvedObject", "uid"]?.string == object.uid
    }
    let words = (conditions + events.map(\.value)).compactMap { $0["message"]?.string }
    guard let first = conditions.first, words.allSatisfy(\.isEmpty) else { return [] }
    var judgement = Judgement(
      .recovery, .violates, wish, in: phase,
      "\(wish) says \(first["type"]?.string ?? "") False, reason \(first["reason"]?.string ?? "none"), without a message "
        + "that tells what is wrong", ledger.revisions(in: phase).filter { $0.key == wish }.suffix(3))
    judgement.isOfMoment = true
    return [judgement]
  }
}
