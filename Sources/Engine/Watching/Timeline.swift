import Documents
import Kubernetes

/// Tells states of objects to a person: when each came, at which revision, who wrote it, and what it changed.
struct Timeline: Sendable {
  /// From when times count.
  let start: ContinuousClock.Instant

  /// How many lines are shown, the last ones.
  private static let lines = 12
  private static let fields = 3

  /// `+0.512 s PrefixClaim demo, revision 17, by netbox-operator (Update of status): status.phase: "a" → "b"`
  func line(_ state: ObjectState, before: KubernetesObject?) -> String {
    "\(time(state.arrival)) \(state.key.kind) \(state.key.name)\(Self.origin(of: state, before: before)): "
      + Self.text(from: before, to: state.object)
  }

  /// What came after a position; empty when nothing did.
  func lines(of interest: Interest, since position: Int, in live: LiveObjects) -> [String] {
    var moments = Moments(live, interest, since: position)
    let all = moments.next().compactMap { moment in moment.change.map { line($0, before: moment.before) } }
    let shown = all.suffix(Self.lines).map { "  \($0)" }
    let more = all.count - shown.count
    return (more > 0 ? ["  … (\(more) earlier ones)"] : []) + shown
  }

  /// `+0.512 s`, `-1.2 s`
  func time(_ instant: ContinuousClock.Instant) -> String {
    let milliseconds = (RunClock.seconds(instant - start) * 1000).rounded()
    return "\(milliseconds < 0 ? "-" : "+")\(abs(milliseconds) / 1000) s"
  }

  /// `, revision 17, by netbox-operator (Update of status)`
  static func origin(of state: ObjectState, before: KubernetesObject?) -> String {
    var text = state.revision == 0 ? "" : ", revision \(state.revision)"
    if let object = state.object, let who = Authorship.text(Authorship.writers(of: object, before: before)) {
      text += ", by \(who)"
    }
    return text
  }

  /// What differs, without what changes with every write.
  static func changes(from before: KubernetesObject, to after: KubernetesObject) -> [Difference.Change] {
    Difference(from: before.value.withoutBookkeeping, to: after.value.withoutBookkeeping).changes
  }

  private static func text(from before: KubernetesObject?, to after: KubernetesObject?) -> String {
    guard let after else { return "deleted" }
    guard let before, before.uid == after.uid else { return "first seen" }
    let changes = changes(from: before, to: after)
    if changes.isEmpty { return "written again, with nothing changed" }
    let shown = changes.prefix(fields).map { change -> String in
      if SecretMask.hides(change.path, of: after.key.groupKind) { return "\(change.path): [redacted]" }
      return "\(change.path): \(change.before?.excerpt ?? "nothing") → \(change.after?.excerpt ?? "nothing")"
    }
    let more = changes.count - shown.count
    return shown.joined(separator: ", ") + (more > 0 ? ", and \(more) more" : "")
  }
}

extension Value {
  /// Without what changes with every write.
  fileprivate var withoutBookkeeping: Value {
    var value = self
    value[path: "metadata", "resourceVersion"] = nil
    value[path: "metadata", "managedFields"] = nil
    return value
  }
}
