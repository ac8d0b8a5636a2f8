import Documents
import Kubernetes

extension Recipe {
  /// Two candidates in one lab: each minds its own, both come to rest, and what both want one of them has (R13).
  static let coexistence = Recipe(
    [
      .phase("beside"), .makeBeside, .rest, .look("idle", atLeast: 4), .phase("change beside"), .changeIfKnown, .rest,
      .phase("delete CR"), .delete(.background), .waitUntilGone, .restWhateverItSays, .phase("create CR"),
      .apply(.asEstablished), .rest,
    ],
    turns: [
      [.phase("shared"), .makeSame, .restWhateverItSays, .look("idle", atLeast: 4), .noteClaims, .phase("shared ends")]
    ]
  ) { evidence in
    guard let neighbours = Neighbours(evidence) else { return [] }
    let wrong = neighbours.trespasses + evidence.phases(.quiescence).filter { $0.verdict == .violates }
    return wrong + neighbours.shared + (wrong.isEmpty ? [neighbours.peace] : [])
  }
}

/// Which of two candidates is whose, and what they did to each other.
package struct Neighbours {
  package static let mark = "neighbours"
  package static let claims = "claims"

  /// The one that is judged, and the one beside it.
  private enum Side: String { case own, other }

  private let evidence: RecipeEvidence
  private let name: String
  private let began: Double
  /// The wish of the other one.
  private let beside: ObjectKey
  private let same: ObjectKey?
  private var managers: [Side: Set<String>] = [:]
  private var sides: [ObjectKey: Side] = [:]
  /// Whether nobody can tell who writes what, since both write under one name or one of them writes nothing.
  private var isAmbiguous = true

  init?(_ evidence: RecipeEvidence) {
    let marks = evidence.marks(Self.mark)
    guard let first = marks.first, let key = first.details["beside"] else { return nil }
    self.evidence = evidence
    name = first.details["name"]?.string ?? ""
    began = first.time
    beside = KubernetesObject(key).key
    same = marks.lazy.compactMap { $0.details["same"] }.first.map { KubernetesObject($0).key }
    learnManagers()
    learnSides()
  }

  // MARK: Who is who

  /// Whoever reports on a wish is the one who makes it come true.
  private mutating func learnManagers() {
    let evidence = evidence
    func reporters(of key: ObjectKey, before end: Double) -> Set<String> {
      let reports = evidence.ledger.revisions.filter { revision in
        revision.key == key && revision.time < end && evidence.judge.cast.isByCandidate(revision)
          && !revision.isInferred && (revision.changes(in: "status") || revision.changes(in: "metadata.finalizers"))
      }
      return Set(reports.flatMap { $0.writers.map(\.manager) }).intersection(evidence.judge.cast.candidate)
    }
    let own = reporters(of: evidence.wish, before: began)
    let other = reporters(of: beside, before: .infinity)
    isAmbiguous = own.isEmpty || other.isEmpty || !own.isDisjoint(with: other)
    managers = [.own: own, .other: other.subtracting(own)]
  }

  /// What belongs to a wish is of its side, and so is what only one of the two can have made.
  private mutating func learnSides() {
    var uids: [String: Side] = [:]
    sides = [evidence.wish: .own, beside: .other]
    if let same { sides[same] = .own }
    for revision in evidence.ledger.revisions {
      if let side = sides[revision.key] {
        uids[revision.uid] = side
        continue
      }
      guard revision.change == .added, !["Lease", "Event"].contains(revision.key.kind) else { continue }
      let owner = revision.ownerReferences.lazy.compactMap { uids[$0.uid] }.first
      guard let side = owner ?? writer(of: revision) else { continue }
      sides[revision.key] = side
      uids[revision.uid] = side
    }
  }

  /// Nil when it was none of the two, or when nobody can tell.
  private func writer(of revision: Revision) -> Side? {
    if revision.isInitial || revision.isInferred { return nil }
    let names = Set(revision.writers.map(\.manager))
    let found = managers.filter { !$0.value.isDisjoint(with: names) }.map(\.key)
    return found.count == 1 ? found[0] : nil
  }

  private func title(_ side: Side) -> String {
    let names = managers[side, default: []].sorted().joined(separator: ", ")
    return side == .own ? "the candidate (\(names))" : "\(name) (\(names))"
  }

  // MARK: What they did

  /// What one of them wrote or took away of what is the other's.
  var trespasses: [Judgement] {
    let later = evidence.ledger.revisions(in: began...evidence.time.upperBound)
    let writes = (isAmbiguous ? [] : later).compactMap { revision -> Judgement? in
      guard let side = sides[revision.key], let writer = writer(of: revision), writer != side,
        revision.change != .deleted, revision.writeClass > .infrastructure
      else { return nil }
      let owner = side == .own ? "the candidate's" : "\(name)'s"
      return judgement(
        .violates, revision.key, "\(revision.key), which is \(owner), is written by \(title(writer))", [revision])
    }
    let quiet = evidence.judge.phases.filter {
      ["beside", "idle", "shared"].contains($0.name) && $0.time.lowerBound >= began
    }
    let deletions = later.compactMap { revision -> Judgement? in
      guard revision.change == .deleted, let side = sides[revision.key],
        side == .other || quiet.contains(where: { $0.time.contains(revision.time) })
      else { return nil }
      return judgement(
        .violates, revision.key,
        "\(revision.key), which \(title(side)) made, is deleted though nobody asked for that", [revision])
    }
    return writes + deletions
  }

  var peace: Judgement {
    guard !isAmbiguous else {
      return judgement(
        .notObservable, beside, "both write under the same name, so nobody can tell who writes what", [])
    }
    let counts = Dictionary(grouping: sides.values, by: \.self).mapValues(\.count)
    let agreed = shared.first { $0.verdict == .conforms }.map { "; \($0.sentence)" } ?? ""
    return judgement(
      .conforms, nil,
      "\(title(.own)) has \(counts[.own] ?? 0) objects and \(title(.other)) \(counts[.other] ?? 0); neither writes the other's, "
        + "and both are at rest\(agreed)", evidence.last(2, of: evidence.wish) + evidence.last(2, of: beside))
  }

  /// Of two wishes for one thing, one is ready, and the other one says why it is not.
  var shared: [Judgement] {
    guard let same, let claims = evidence.marks(Self.claims).last, let first = claims.details["first"]?.bool,
      let second = claims.details["second"]?.bool
    else { return [] }
    switch (first, second) {
    case (true, true):
      guard let request = overwritten else { return [] }
      return [
        judgement(
          .violates, same,
          "\(same) and \(beside) want the same, and both are called ready: \(request.text) writes over what is there",
          [])
      ]
    case (false, true):
      return [
        judgement(
          .violates, beside, "\(same), made later, takes away what \(beside) of \(name) had: \(words(of: beside))",
          evidence.last(2, of: beside))
      ]
    case (false, false):
      return [
        judgement(
          .violates, beside,
          "\(same) and \(beside) want the same, and neither has it: \(words(of: same)); \(words(of: beside))",
          evidence.last(2, of: same) + evidence.last(2, of: beside))
      ]
    case (true, false):
      let words = words(of: same)
      return [
        judgement(
          words.isEmpty ? .violates : .conforms, same,
          words.isEmpty
            ? "\(same) cannot have what \(beside) of \(name) has, and does not say so"
            : "what \(beside) of \(name) has, \(same) does not take: \(words)", evidence.last(2, of: same))
      ]
    }
  }

  /// Something outside that was there before and that both write now.
  private var overwritten: OutsideRequest? {
    guard let shared = evidence.phase("shared"), let requests = evidence.requestsOfCase else { return nil }
    let before = requests.filter { $0.isWrite && $0.time < shared.lowerBound }
    return requests.first { request in
      guard request.time >= shared.lowerBound, request.isUpdate, let item = request.item else { return false }
      return before.contains { $0.text.contains(item) || $0.body.contains(item) }
    }
  }

  private func words(of key: ObjectKey) -> String {
    let conditions = RecipeEvidence.conditions(in: evidence.ledger.object(key)?["status"] ?? .null)
    let told = conditions.compactMap { Condition($0) }.filter { $0.status != "True" && !$0.message.isEmpty }
    return (told.first { $0.type == "Ready" } ?? told.first)
      .map { "\($0.type) is \($0.status) (\($0.reason): \($0.message))" } ?? ""
  }

  private func judgement(
    _ verdict: Judgement.Verdict, _ key: ObjectKey?, _ sentence: String, _ lines: [Revision]
  ) -> Judgement {
    Judgement(.coexistence, verdict, key, in: began...evidence.time.upperBound, sentence, lines)
  }
}

extension OutsideRequest {
  fileprivate var isUpdate: Bool {
    (text.hasPrefix("PUT ") || text.hasPrefix("PATCH ")) && text.contains("→ 20") && !text.contains("→ 201")
  }

  /// The last part of its path, when that is a name and not only a number.
  fileprivate var item: String? {
    let path = text.split(separator: " ").dropFirst().first?.prefix { $0 != "?" } ?? ""
    guard let last = path.split(separator: "/").last?.split(separator: "=").last, last.count > 3,
      last.contains(where: \.isLetter)
    else { return nil }
    return String(last)
  }
}
