import Documents
import Kubernetes

/// When a field of an object came to be what it is, and by whom.
struct FieldOrigin: Sendable {
  let live: LiveObjects
  let timeline: Timeline

  /// `last changed +0.512 s, revision 17, by netbox-operator (Update of status)`; nil when nothing tells.
  ///
  /// - Parameter moment: What came later does not count.
  func text(of path: FieldPath, in key: ObjectKey, at moment: Moment) -> String? {
    guard let state = moment.states[key], let object = state.object else { return nil }
    if let change = lastChange(of: path, in: key, until: state.position) {
      let revision = change.state.revision == 0 ? "" : ", revision \(change.state.revision)"
      let writers = change.state.object.map { Authorship.writers(of: $0, before: change.before) } ?? []
      // Who gives a field away has an entry that changed, too.
      let owners = writers.filter { FieldSet(fieldsV1: $0.fields)?.owns(path) ?? false }
      let who = Authorship.text(owners.isEmpty ? writers : owners).map { ", by \($0)" } ?? ""
      return "last changed \(timeline.time(change.state.arrival))\(revision)\(who)"
    }
    guard object.value[path] != nil else { return nil }
    let owners = object.managedFields.filter { FieldSet(fieldsV1: $0.fields)?.owns(path) ?? false }
    guard let owner = owners.max(by: { $0.time ?? .now < $1.time ?? .now }), let name = Authorship.text([owner]) else {
      return nil
    }
    return "last written by \(name)\(owner.time.map { " at \($0)" } ?? "")"
  }

  /// The last state whose field differs from that of the state before.
  private func lastChange(
    of path: FieldPath, in key: ObjectKey, until position: Int
  ) -> (state: ObjectState, before: KubernetesObject)? {
    let states = live.states(of: Interest(keys: [key]), after: 0).states.filter { $0.position <= position }
    for (before, state) in zip(states, states.dropFirst()).reversed() {
      guard let old = before.object, let new = state.object, old.uid == new.uid else { return nil }
      if old.value[path] != new.value[path] { return (state, old) }
    }
    return nil
  }
}
