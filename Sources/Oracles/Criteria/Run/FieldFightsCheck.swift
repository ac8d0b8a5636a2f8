import Documents
import Kubernetes

/// REC-14: no two writers take turns at the same field.
struct FieldFightsCheck: RunCheck {
  private struct Field: Sendable {
    var writer: String
    var value: Value?
    var turns = 0
    var time: Double
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
    for change in sight.revision.changes where change.path.elements.last != .field("lastTransitionTime") {
      take(change, by: writer, sight)
    }
  }

  private mutating func take(_ change: FieldChange, by writer: String, _ sight: RunSight) {
    var field =
      fields[sight.uid]?[change.path] ?? Field(writer: writer, value: change.after, time: sight.time)
    if field.writer != writer {
      let isSoon = sight.time - field.time < Self.reach
      field.turns = isSoon && field.value == change.before && change.before != change.after ? field.turns + 1 : 0
      if field.turns == Self.limit {
        faults.add(
          "\(field.writer) and \(writer) take turns at \(change.path.plainText) of \(sight.revision.key)")
      }
    }
    field.writer = writer
    field.value = change.after
    field.time = sight.time
    fields[sight.uid, default: [:]][change.path] = field
  }

  func judgement(in scene: RunScene) -> RunJudgement {
    RunJudgement(
      subjects: subjects.count, faults: faults, holds: "nobody took turns with it at \(subjects.count) objects",
      unseen: "the candidate wrote nothing")
  }
}
