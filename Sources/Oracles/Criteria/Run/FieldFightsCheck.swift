import Documents
import Kubernetes

/// REC-14: no two writers take turns at the same field.
struct FieldFightsCheck: RunCheck {
  private struct Field: Sendable {
    var writer: String
    var value: Value?
    var turns = 0
    var time: Double

    /// - Returns: from whom the writer takes it once too often.
    mutating func take(_ change: FieldChange, by newWriter: String, at newTime: Double) -> String? {
      var other: String?
      if writer != newWriter {
        let isSoon = newTime - time < FieldFightsCheck.reach
        turns = isSoon && value == change.before && change.before != change.after ? turns + 1 : 0
        if turns == FieldFightsCheck.limit { other = writer }
        writer = newWriter
      }
      value = change.after
      time = newTime
      return other
    }
  }

  /// Once there and back may be a correction.
  private static let limit = 4
  /// Seconds; who comes later answers something else.
  private static let reach = 60.0

  private var fields: [String: [FieldPath: Field]] = [:]
  private var faults = RunFaults()
  private var subjects: Set<String> = []

  mutating func see(_ sight: RunSight, in scene: RunScene) {
    if sight.isDeletion {
      fields[sight.uid] = nil
      return
    }
    if sight.isByCandidate { subjects.insert(sight.uid) }
    guard sight.revision.change == .modified, sight.revision.writers.count == 1, !sight.revision.isInferred,
      !sight.isByDriver, let writer = sight.revision.writers.first?.manager
    else { return }
    let fights = Self.take(sight.revision.changes, by: writer, at: sight.time, in: &fields[sight.uid, default: [:]])
    for (path, other) in fights {
      faults.add("\(other) and \(writer) take turns at \(path.plainText) of \(sight.revision.key)")
    }
  }

  /// - Returns: which fields have now changed hands too often, each with the other writer.
  private static func take(
    _ changes: [FieldChange], by writer: String, at time: Double, in fields: inout [FieldPath: Field]
  ) -> [(FieldPath, String)] {
    var fights: [(FieldPath, String)] = []
    for change in changes where change.path.elements.last != .field("lastTransitionTime") {
      let other = fields[change.path, default: Field(writer: writer, time: time)].take(change, by: writer, at: time)
      if let other { fights.append((change.path, other)) }
    }
    return fights
  }

  func judgement(in scene: RunScene) -> RunJudgement {
    RunJudgement(
      subjects: subjects.count, faults: faults, holds: "nobody took turns with it at \(subjects.count) objects",
      unseen: "the candidate wrote nothing")
  }
}
