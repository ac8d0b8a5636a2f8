import Documents
import Kubernetes

extension RecipeEvidence {
  /// Whether two snapshots mean the same, without what differs between the first one and a second pass, and without what is
  /// masked.
  ///
  /// Nothing is said when the recipe did not get so far. Of several snapshots of the second name the last one counts.
  func comparison(
    _ oracle: Judgement.Oracle, _ first: String, _ second: String, secondPass: String? = nil, same: String,
    different: String
  ) -> [Judgement] {
    guard let before = snapshots(first).first, let after = snapshots(second).last else { return [] }
    let keys = judge.cast.wishes.union(judge.cast.children)
    let rules = SchemaRules.rules(in: ledger)
    let reference = CanonicalState(before, of: keys, rules: rules)
    var masks = self.masks
    if let secondPass = secondPass.flatMap({ snapshots($0).first }) {
      masks += reference.differences(to: CanonicalState(secondPass, of: keys, rules: rules)).filter {
        !$0.path.elements.isEmpty
      }.map {
        Mask(
          path: $0.path, because: "it differs between two that were made in the same way", source: .secondPass,
          kind: $0.kind)
      }
    }
    let all = reference.differences(to: CanonicalState(after, of: keys, rules: rules))
    var hits: [Mask: Int] = [:]
    let told = all.filter { difference in
      // An object that is missing or too many is never masked.
      guard !difference.path.elements.isEmpty,
        let mask = masks.first(where: { $0.covers(difference.path, of: difference.kind) })
      else { return true }
      hits[mask, default: 0] += 1
      return false
    }
    let time = before.time...max(before.time, after.time)
    let hidden = all.count - told.count
    let note = hidden == 0 ? "" : " (\(hidden) masked)"
    guard let worst = told.first else {
      return [Judgement(oracle, .conforms, wish, in: time, same + note).with(masked: hits)]
    }
    let shown = told.prefix(3).map(\.text).joined(separator: "; ")
    let more = told.count > 3 ? " and \(told.count - 3) more" : ""
    let about = ledger.revisions(in: time).filter { revision in
      worst.object == "\(revision.key.kind) \(revision.key.name)"
    }
    var judgement = Judgement(
      oracle, .violates, wish, in: time, "\(different): \(shown)\(more)\(note)", Array(about.suffix(5)))
    // Without the second pass nobody knows yet what differs anyway.
    judgement.isOfMoment = secondPass.map { snapshots($0).first != nil } ?? true
    return [judgement.with(masked: hits)]
  }

  /// Whether anything still refers to an object of the wish's name that is gone.
  func relicts(_ oracle: Judgement.Oracle) -> [Judgement] {
    guard let after = snapshots("after").last else { return [] }
    let known = ledger.revisions.filter { $0.key == wish && $0.time <= after.time }
    guard let present = known.last, present.change != .deleted else {
      return [
        Judgement(oracle, .violates, wish, in: time, "\(wish), made again under its name, is gone", known.suffix(2))
      ]
    }
    let former = Set(known.map(\.uid)).subtracting([present.uid, ""])
    guard !former.isEmpty else {
      return [Judgement(oracle, .notObservable, wish, in: time, "\(wish) has not been made again", known.suffix(2))]
    }
    let held = after.objects.filter { object in
      object.key != wish && judge.cast.children.contains(object.key)
        && object.ownerReferences.contains { former.contains($0.uid) }
    }
    if let first = held.first {
      return [
        Judgement(
          oracle, .violates, first.key, in: time,
          "\(first.key) still belongs to the former \(wish), which was deleted, and not to the one that was made again",
          ledger.revisions.filter { $0.key == first.key }.suffix(3))
      ]
    }
    return [
      Judgement(
        oracle, .conforms, wish, in: time, "nothing refers to the former \(wish.kind) of that name", known.suffix(2))
    ]
  }
}

extension Judgement {
  fileprivate func with(masked: [Mask: Int]) -> Judgement {
    var judgement = self
    judgement.masked = masked
    return judgement
  }

  init(
    _ oracle: Oracle, _ verdict: Verdict, _ subject: ObjectKey?, in time: ClosedRange<Double>, _ sentence: String,
    _ evidence: ArraySlice<Revision>
  ) {
    self.init(oracle, verdict, subject, in: time, sentence, Array(evidence))
  }
}
