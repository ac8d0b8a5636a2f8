import Documents
import Kubernetes

/// What oracles noted of requests to systems outside, each time for one wish.
private struct Consultations: Sendable {
  private var wishes: [String: ObjectKey] = [:]

  /// - Returns: the wish, and what was asked of one system while it was looked at.
  mutating func requests(_ mark: LedgerLine.Mark) -> (wish: ObjectKey, requests: [OutsideRequest])? {
    if let consultation = Consultation(mark) { wishes[consultation.namespace] = consultation.wish }
    guard mark.name == OutsideRequest.mark, let scope = mark.details["scope"]?.string, let wish = wishes[scope] else {
      return nil
    }
    let endpoint = mark.details["endpoint"]?.string ?? ""
    return (wish, (mark.details["requests"]?.array ?? []).compactMap { OutsideRequest($0, endpoint: endpoint) })
  }
}

/// EXT-11: of what is made outside for a wish, at least one thing names the wish.
struct OwnersOutsideCheck: RunCheck {
  /// Names are cut off where the system outside has no room for them.
  private static let telling = 16

  private var consultations = Consultations()
  private var made: [GroupKind: (told: Int, untold: Int, example: String)] = [:]

  mutating func see(_ mark: LedgerLine.Mark, in scene: RunScene) {
    guard let (wish, requests) = consultations.requests(mark) else { return }
    let writes = requests.filter { $0.isWrite && $0.isTaken }
    guard let creation = writes.first(where: \.isCreation) else { return }
    let uids = scene.wishes.filter { $0.value == wish }.map(\.key)
    let isTold = writes.contains { write in
      uids.contains(where: write.body.contains)
        || write.body.contains(wish.name.prefix(Self.telling))
          && wish.namespace.map { write.body.contains($0.prefix(Self.telling)) } ?? true
    }
    var count = made[wish.groupKind] ?? (0, 0, "\(wish.kind) \(wish.name): \(creation.text)")
    if isTold { count.told += 1 } else { count.untold += 1 }
    made[wish.groupKind] = count
  }

  func judgement(in scene: RunScene) -> RunJudgement {
    var faults = RunFaults()
    // What was there already may have been told by an earlier write.
    for (kind, count) in made.sorted(by: { "\($0.key)" < "\($1.key)" }) where count.told == 0 {
      faults.add(
        "nothing that is made outside for a \(kind.kind) names it or its namespace, such as for \(count.example)")
    }
    let told = made.values.reduce(0) { $0 + $1.told }
    return RunJudgement(
      subjects: told, faults: faults, holds: "what was made outside for \(told) wishes names the wish",
      unseen: "no oracle saw the candidate make anything outside through plugfest")
  }
}

/// EXT-12: with many wishes at rest, each costs few reads.
struct BoundedReadsCheck: RunCheck {
  /// Reads a second for each wish.
  private static let limit = 2.0
  /// With fewer, what is read for all together counts too much.
  private static let least = 10

  private var consultations = Consultations()
  /// Wishes that are there, by uid.
  private var present: Set<String> = []
  private var rest: [String: (time: ClosedRange<Double>, wishes: Int)] = [:]
  private var resting: [String: Double] = [:]
  private var subjects = 0
  private var most = 0.0
  private var faults = RunFaults()

  mutating func see(_ sight: RunSight, in scene: RunScene) {
    if sight.isDeletion { present.remove(sight.uid) } else if sight.isWish { present.insert(sight.uid) }
  }

  mutating func see(_ mark: LedgerLine.Mark, in scene: RunScene) {
    let asked = consultations.requests(mark)
    guard let scope = mark.details["scope"]?.string else { return }
    if mark.name == Consultation.beginning { rest[scope] = nil }
    if let since = resting[scope], Phase.begins(with: mark) || asked != nil || mark.name == Consultation.ending {
      rest[scope] = (since...max(since, mark.time), present.count)
      resting[scope] = nil
    }
    if mark.name == "idle", present.count >= Self.least { resting[scope] = mark.time }
    if let asked { judge(asked.requests, rest[scope]) }
  }

  private mutating func judge(_ requests: [OutsideRequest], _ rest: (time: ClosedRange<Double>, wishes: Int)?) {
    guard let (time, wishes) = rest, wishes >= Self.least, time.upperBound - time.lowerBound >= 1 else { return }
    let reads = requests.filter { !$0.isWrite && time.contains($0.time) }
    let seconds = time.upperBound - time.lowerBound
    let rate = Double(reads.count) / seconds / Double(wishes)
    subjects += 1
    most = max(most, rate)
    guard rate > Self.limit, let first = reads.first else { return }
    faults.add(
      "with \(wishes) wishes at rest, \(first.endpoint) is read \(reads.count) times in \(Self.text(seconds)) s, "
        + "such as \(first.text)")
  }

  private static func text(_ number: Double) -> String { "\((number * 10).rounded() / 10)" }

  func judgement(in scene: RunScene) -> RunJudgement {
    RunJudgement(
      subjects: subjects, faults: faults,
      holds: "with many wishes at rest there were \((most * 100).rounded() / 100) reads a second for each at most",
      unseen: "no oracle looked at many wishes at rest (oracle load-idempotence) with a system outside behind plugfest")
  }
}
