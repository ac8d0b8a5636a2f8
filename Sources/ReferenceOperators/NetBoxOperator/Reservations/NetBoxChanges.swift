package import Documents

/// What must change in an object of NetBox.
package enum NetBoxChanges {
  /// The fields of `wanted` that `found` does not hold yet, with their wanted values; empty when there is nothing to write.
  package static func needed(in found: Value, for wanted: Object) -> Object {
    var changes: Object = [:]
    for (field, value) in wanted {
      if field == "custom_fields" {
        let fields = customFields(in: found[field], wanted: value.object ?? [:])
        if !fields.isEmpty { changes[field] = .object(fields) }
      } else if !holds(found[field], value) {
        changes[field] = value
      }
    }
    // NetBox takes a scope only as a pair.
    if changes.contains("scope_type") || changes.contains("scope_id") {
      changes["scope_type"] = wanted["scope_type"]
      changes["scope_id"] = wanted["scope_id"]
    }
    return changes
  }

  private static func customFields(in found: Value?, wanted: Object) -> Object {
    wanted.filter { name, value in
      let actual = found?[name] ?? .null
      // The spec has text only; fields of other types are the same when they read the same.
      return actual != value && (actual.isNull || value.isNull || text(actual) != value.string)
    }
  }

  private static func text(_ value: Value) -> String { value.string ?? JSON.text(value) }

  /// NetBox answers choices as `{value, label}` and references as objects with an id.
  private static func holds(_ found: Value?, _ wanted: Value) -> Bool {
    guard let found else { return wanted.isNull }
    if found == wanted { return true }
    switch wanted {
    case .string(let text):
      if found["value"]?.string == text { return true }
      guard let left = found.string.flatMap({ IPNetwork($0) }), let right = IPNetwork(text) else { return false }
      return left == right
    case .integer(let id): return found["id"]?.integer == id
    default: return false
    }
  }
}
