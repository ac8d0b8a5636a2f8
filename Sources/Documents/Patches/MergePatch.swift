/// Changes to a value by RFC 7386: members of the patch replace those of the value, `null` removes them.
package enum MergePatch {
  package static func apply(_ patch: Value, to value: Value) -> Value {
    guard case .object(let changes) = patch else { return patch }
    var result = value.object ?? Object()
    for (key, change) in changes {
      if change.isNull {
        result.removeValue(forKey: key)
      } else {
        result[key] = apply(change, to: result[key] ?? .null)
      }
    }
    return .object(result)
  }

  /// A patch that makes `after` out of `before`; nil when there is none, since a patch cannot set a member to `null`.
  package static func difference(from before: Value, to after: Value) -> Value? {
    guard case .object(let members) = after else { return after }
    let old = before.object ?? Object()
    var patch = Object()
    for key in old.keys where !members.contains(key) { patch[key] = .null }
    for (key, value) in members where old[key] != value {
      guard !value.isNull, let change = difference(from: old[key] ?? .null, to: value) else { return nil }
      patch[key] = change
    }
    return .object(patch)
  }
}
