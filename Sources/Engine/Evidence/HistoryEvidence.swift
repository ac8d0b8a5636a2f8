import Documents
import Kubernetes

/// Every change of the objects, by their history: when, by whom, which fields from what to what.
struct HistoryEvidence: EvidenceSource {
  private static let stateLimit = 2000
  private static let fieldLimit = 200
  private static let textLimit = 1000

  func gather(_ subject: EvidenceSubject) async -> Evidence {
    Self.evidence(of: Set(subject.keys), since: subject.context.scope.beginning.position, in: subject.live)
  }

  /// - Parameter position: What came later is told.
  static func evidence(of keys: Set<ObjectKey>, since position: Int, in live: LiveObjects) -> Evidence {
    var moments = Moments(live, Interest(keys: keys), since: position)
    let all = moments.next()
    var evidence = Evidence()
    if all.count > stateLimit {
      evidence.gaps.append("\(all.count - stateLimit) earlier changes of objects are left out of timeline.txt")
    }
    if let loss = moments.loss { evidence.gaps.append("changes of objects: \(loss)") }
    evidence.moments = all.suffix(stateLimit).compactMap { moment in
      guard let state = moment.change else { return nil }
      let change = change(state, moment.before)
      let who = "\(state.key.kind) \(state.key.name)\(Timeline.origin(of: state, before: moment.before))"
      return EvidenceMoment(
        time: state.arrival, kind: "object", text: who + (change.word.map { ": \($0)" } ?? ""), details: change.fields)
    }
    return evidence
  }

  private static func change(
    _ state: ObjectState, _ before: KubernetesObject?
  ) -> (word: String?, fields: [String]) {
    guard let after = state.object else { return ("deleted", []) }
    guard let before, before.uid == after.uid else { return ("first seen", []) }
    let changes = Timeline.changes(from: before, to: after)
    if changes.isEmpty { return ("written again, with nothing changed", []) }
    let shown = changes.prefix(fieldLimit).map { change in
      SecretMask.hides(change.path, of: state.key.groupKind)
        ? "\(change.path): [redacted]"
        : "\(change.path): \(text(change.before)) → \(text(change.after))"
    }
    let more = changes.count - shown.count
    return (nil, shown + (more > 0 ? ["… and \(more) more fields"] : []))
  }

  private static func text(_ value: Value?) -> String {
    guard let value else { return "nothing" }
    let text = value.description
    return text.count <= textLimit ? text : "\(text.prefix(textLimit))… (\(text.count - textLimit) more characters)"
  }
}
