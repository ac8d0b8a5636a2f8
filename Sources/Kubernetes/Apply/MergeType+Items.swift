import Documents

/// Why an item of a list cannot be told from the others.
struct UnidentifiedItem: Error {
  var message: String
}

extension MergeType.List {
  var isAtomic: Bool { relation == .atomic }

  /// What identifies an item among the others; lists that merge only.
  func identity(of item: Value) throws(UnidentifiedItem) -> PathElement {
    switch relation {
    case .keyed(let keys): return try identity(of: item, keys: keys)
    case .set: return try setIdentity(of: item)
    case .atomic: throw UnidentifiedItem(message: "invalid indexing of non-associative list")
    }
  }

  private func identity(of item: Value, keys: [String]) throws(UnidentifiedItem) -> PathElement {
    if item.isNull {
      throw UnidentifiedItem(message: "associative list with keys may not have a null element")
    }
    guard let object = item.object else {
      throw UnidentifiedItem(message: "associative list with keys may not have non-map elements")
    }
    var found: [PathElement.KeyField] = []
    for key in keys {
      guard let value = object[key] ?? defaultValue(of: key) else { continue }
      found.append(.init(name: key, value: value))
    }
    if found.isEmpty {
      let list = keys.map(\.goQuoted).joined(separator: " ")
      throw UnidentifiedItem(
        message: "associative list with keys has an element that omits all key fields [\(list)] (and doesn't have "
          + "default values for any key fields)")
    }
    return .key(found.count == 1 ? found : found.sorted { $0.name < $1.name })
  }

  private func defaultValue(of key: String) -> Value? {
    if case .map(let map) = elements { map.fields[key]?.defaultValue } else { nil }
  }

  private func setIdentity(of item: Value) throws(UnidentifiedItem) -> PathElement {
    // Objects and lists may be items of a set when they are atomic.
    switch (item, elements) {
    case (.object, .map(let map)) where map.isAtomic: return .value(item)
    case (.array, .list(let list)) where list.isAtomic: return .value(item)
    case (.object, _):
      throw UnidentifiedItem(message: "associative list without keys has an element that's a map type")
    case (.array, _): throw UnidentifiedItem(message: "not supported: associative list with lists as elements")
    case (.null, _):
      throw UnidentifiedItem(message: "associative list without keys has an element that's an explicit null")
    default: return .value(item)
    }
  }
}
