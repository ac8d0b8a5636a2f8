import Documents
import Kubernetes

extension Recipe {
  /// What the release before made, the present one takes over as it is (R12).
  static let upgrade = Recipe(
    [
      .snapshot("by the present release"), .phase("delete CR"), .delete(.background), .waitUntilGone,
      .phase("previous release"), .change(.previous), .phase("create CR"), .apply(.asEstablished), .restWhateverItSays,
      .snapshot("before the upgrade"), .noteVersions, .phase("upgrade"), .change(.present), .rest,
      .snapshot("after the upgrade"), .noteVersions,
    ], turns: [[.phase("write back"), .writeBack, .restWhateverItSays]]
  ) { evidence in
    evidence.storedVersions(.upgrade) + evidence.lossy(.upgrade) + evidence.replaced + evidence.madeAnewOutside
      + evidence.repeatedOutside + evidence.altered
  }
}

extension RecipeEvidence {
  private var upgrade: ClosedRange<Double>? {
    guard let begin = phase("upgrade")?.lowerBound, snapshots("after the upgrade").first != nil else { return nil }
    return begin...time.upperBound
  }

  /// What was there before and is not there any more, or is another one.
  fileprivate var replaced: [Judgement] {
    guard let upgrade, let before = snapshots("before the upgrade").first,
      let after = snapshots("after the upgrade").first
    else { return [] }
    let present = Dictionary(after.objects.map { ($0.key, $0.uid) }, uniquingKeysWith: { first, _ in first })
    let own = before.objects.filter { $0.key == wish || judge.cast.children.contains($0.key) && $0.isOwned }
    let lost = own.filter { present[$0.key] != $0.uid }
    return lost.map { object in
      let fate = present[object.key] == nil ? "is gone" : "is deleted and made again"
      return Judgement(
        .upgrade, .violates, object.key, in: upgrade,
        "\(object.key), which the previous release made, \(fate) by the upgrade",
        ledger.revisions(in: upgrade).filter { $0.key == object.key })
    }
  }

  /// What stands outside is changed at most.
  fileprivate var madeAnewOutside: [Judgement] {
    guard let upgrade else { return [] }
    let anew = (requests ?? []).filter { request in
      upgrade.contains(request.time) && (request.text.hasPrefix("DELETE ") || request.isCreation)
    }
    guard let first = anew.first else { return [] }
    return [
      Judgement(
        .upgrade, .violates, wish, in: upgrade,
        "at the upgrade, what the previous release made in \(first.endpoint) is made anew: "
          + anew.prefix(3).map { "\($0.text) at +\(LedgerJudge.seconds($0.time - upgrade.lowerBound))" }
          .joined(separator: ", "))
    ]
  }

  /// What the previous release had written stands there, and is not written again. What the present one writes besides may
  /// be its own way.
  fileprivate var repeatedOutside: [Judgement] {
    guard let upgrade, let begin = phase("previous release")?.lowerBound else { return [] }
    let taken = (requests ?? []).filter { $0.isWrite && $0.isTaken && !$0.body.isEmpty }
    let before = Dictionary(grouping: taken.filter { (begin..<upgrade.lowerBound).contains($0.time) }, by: \.endpoint)
      .mapValues { OutsideStatements($0) }
    let again = taken.filter { upgrade.contains($0.time) && before[$0.endpoint]?.holds($0) == true }
    guard let first = again.first else { return [] }
    return [
      Judgement(
        .upgrade, .violates, wish, in: upgrade,
        "at the upgrade, what the previous release had written to \(first.endpoint) is written again, though nothing of it "
          + "differs: \(first.text) at +\(LedgerJudge.seconds(first.time - upgrade.lowerBound))")
    ]
  }

  /// What differs from before must be as the present release makes it by itself.
  fileprivate var altered: [Judgement] {
    guard let upgrade, let own = snapshots("by the present release").first,
      let before = snapshots("before the upgrade").first, let after = snapshots("after the upgrade").first
    else { return [] }
    let keys = judge.cast.wishes.union(judge.cast.children)
    let state = CanonicalState(after, of: keys)
    let unusual = Set(CanonicalState(own, of: keys).differences(to: state).map(\.place))
    let changes = CanonicalState(before, of: keys).differences(to: state).filter { change in
      !masks.contains { $0.covers(change.path, of: change.kind) } && !change.path.isIn(plainText: "status")
    }
    let unexplained = changes.filter { unusual.contains($0.place) }
    guard let worst = unexplained.first else {
      let note = changes.isEmpty ? "" : "; \(changes.count) fields become what the present release makes of them"
      return [
        Judgement(
          .upgrade, .conforms, wish, in: upgrade, "the upgrade keeps all that is there\(note)", last(3, of: wish))
      ]
    }
    return [
      Judgement(
        .upgrade, .violates, wish, in: upgrade,
        "the upgrade changes what neither release makes so: \(worst.text)"
          + (unexplained.count > 1 ? " and \(unexplained.count - 1) more" : ""),
        ledger.revisions(in: upgrade).filter { "\($0.key.kind) \($0.key.name)" == worst.object })
    ]
  }
}

extension KubernetesObject {
  /// Whether it belongs to another one, which was not made at the same time by chance.
  fileprivate var isOwned: Bool { !ownerReferences.isEmpty }
}

extension CanonicalState.Difference {
  /// Where it is.
  fileprivate var place: String { "\(object) \(path)" }
}
