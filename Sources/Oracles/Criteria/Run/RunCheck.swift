import Documents
import Kubernetes

/// Watches a run go by for one criterion, and says at its end what it has seen. It keeps what it needs and nothing else.
protocol RunCheck: Sendable {
  /// An object came, changed or went.
  mutating func see(_ sight: RunSight, in scene: RunScene)
  /// The run did or noticed something.
  mutating func see(_ mark: LedgerLine.Mark, in scene: RunScene)
  func judgement(in scene: RunScene) -> RunJudgement
}

extension RunCheck {
  mutating func see(_ sight: RunSight, in scene: RunScene) {}
  mutating func see(_ mark: LedgerLine.Mark, in scene: RunScene) {}
}

/// One state of an object as it came, with the one before.
struct RunSight {
  let event: LedgerLine.Event
  let revision: Revision
  /// Nil when nobody has seen what was between it and this one, or when it is another object of that name.
  let before: KubernetesObject?
  let isByCandidate: Bool
  let isByDriver: Bool
  /// Whether somebody in the run made it as a wish, in a kind of the candidate's own.
  let isWish: Bool

  var object: KubernetesObject { event.object }
  var uid: String { revision.uid }
  var time: Double { revision.time }

  /// Not those that delete it.
  var isDeletion: Bool { revision.change == .deleted }
}

/// What a check or a case says of a criterion.
enum RunJudgement: Sendable, Equatable {
  /// Of so many things, in one sentence.
  case holds(subjects: Int, String)
  case broken(subjects: Int, [String])
  /// Nobody could see it.
  case unseen(String)
  case inapplicable(String)

  /// - Parameter unseen: why nothing can be said when there were no subjects.
  init(subjects: Int, faults: RunFaults, holds: String, unseen: String) {
    if !faults.isEmpty {
      self = .broken(subjects: max(subjects, faults.count), faults.sentences)
    } else if subjects == 0 {
      self = .unseen(unseen)
    } else {
      self = .holds(subjects: subjects, holds)
    }
  }
}

/// What was wrong; of many the first are kept.
struct RunFaults: Sendable {
  private static let limit = 20
  private(set) var count = 0
  private(set) var kept: [String] = []

  var isEmpty: Bool { count == 0 }

  mutating func add(_ sentence: String) {
    if kept.contains(sentence) { return }
    count += 1
    if kept.count < Self.limit { kept.append(sentence) }
  }

  var sentences: [String] { kept + (count > kept.count ? ["and \(count - kept.count) more"] : []) }
}
