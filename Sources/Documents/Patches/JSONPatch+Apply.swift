extension JSONPatch {
  /// The value after all operations; none is applied when one fails.
  package func apply(to value: Value, limits: Limits = Limits()) throws(Failure) -> Value {
    var state = Application(value: value, limits: limits)
    for (index, operation) in operations.enumerated() {
      do {
        try state.apply(operation)
      } catch {
        throw Failure(index: index, operation: "\(operation)", reason: error)
      }
    }
    return state.value
  }
}

/// A value while a patch is applied to it.
private struct Application {
  typealias Reason = JSONPatch.Failure.Reason

  var value: Value
  let limits: JSONPatch.Limits
  private var copiedBytes = 0

  init(value: Value, limits: JSONPatch.Limits) {
    self.value = value
    self.limits = limits
  }

  mutating func apply(_ operation: JSONPatch.Operation) throws(Reason) {
    switch operation {
    case .add(let path, let added): try add(added, at: path)
    case .remove(let path): _ = try remove(path)
    case .replace(let path, let replacement): try replace(path, with: replacement)
    case .move(let from, let path):
      guard from != path else { return _ = try existing(from) }
      guard !from.isPrefix(of: path) else { throw .movedIntoItself }
      try add(try remove(from), at: path)
    case .copy(let from, let path):
      let copy = try existing(from)
      copiedBytes += copy.size(limit: limits.copiedBytes)
      guard copiedBytes <= limits.copiedBytes else {
        throw .limit("the copies add more than \(limits.copiedBytes) bytes")
      }
      try add(copy, at: path)
    case .test(let path, let expected):
      let actual = value[path]
      guard let actual, actual.isNumericallyEqual(to: expected) else {
        throw .testFailed(expected: expected, actual: actual)
      }
    }
  }

  private func existing(_ path: JSONPointer) throws(Reason) -> Value {
    guard let found = value[path] else { throw .missing(path) }
    return found
  }

  private mutating func add(_ added: Value, at path: JSONPointer) throws(Reason) {
    try check(added, at: path)
    guard let last = path.tokens.last else { return value = added }
    try value.modify(at: path.tokens.dropLast()) { (parent) throws(Reason) in
      switch parent {
      case .object: parent[last] = added
      case .array(var items):
        parent = .null
        let index = last == "-" ? items.count : JSONPointer.index(last)
        guard let index, index <= items.count else { throw .badIndex(last, count: items.count) }
        items.insert(added, at: index)
        parent = .array(items)
      default: throw .missing(path)
      }
    }
  }

  private mutating func replace(_ path: JSONPointer, with replacement: Value) throws(Reason) {
    if limits.replaceAdds, value[path] == nil, value[JSONPointer(path.tokens.dropLast())]?.object != nil {
      return try add(replacement, at: path)
    }
    _ = try existing(path)
    try check(replacement, at: path)
    try value.modify(at: path.tokens[...]) { (target) throws(Reason) in target = replacement }
  }

  private mutating func remove(_ path: JSONPointer) throws(Reason) -> Value {
    guard let last = path.tokens.last else { throw .removedDocument }
    let removed = try existing(path)
    try value.modify(at: path.tokens.dropLast()) { (parent) throws(Reason) in
      if case .array(var items) = parent {
        parent = .null
        if let index = JSONPointer.index(last) { items.remove(at: index) }
        parent = .array(items)
      } else {
        parent[last] = nil
      }
    }
    return removed
  }

  private func check(_ added: Value, at path: JSONPointer) throws(Reason) {
    guard added.isNested(within: limits.depth - path.tokens.count) else {
      throw .limit("the result is nested deeper than \(limits.depth) levels")
    }
  }
}

extension Value {
  /// Changes the value that the tokens lead to in place.
  fileprivate mutating func modify(
    at tokens: ArraySlice<String>, whole: ArraySlice<String>? = nil,
    _ change: (inout Value) throws(JSONPatch.Failure.Reason) -> Void
  ) throws(JSONPatch.Failure.Reason) {
    guard let token = tokens.first else { return try change(&self) }
    let whole = whole ?? tokens
    let missing = JSONPatch.Failure.Reason.missing(
      JSONPointer(Array(whole[whole.startIndex...tokens.startIndex])))
    switch self {
    case .object(var object):
      guard var child = object[token] else { throw missing }
      // Leave no second reference behind while writing, or the whole object would be copied.
      self = .null
      object[token] = .null
      try child.modify(at: tokens.dropFirst(), whole: whole, change)
      object[token] = child
      self = .object(object)
    case .array(var items):
      guard let index = JSONPointer.index(token), items.indices.contains(index) else {
        throw .badIndex(token, count: items.count)
      }
      self = .null
      try items[index].modify(at: tokens.dropFirst(), whole: whole, change)
      self = .array(items)
    default: throw missing
    }
  }

  /// Equal as RFC 6902 tests it: `1` equals `1.0`.
  func isNumericallyEqual(to other: Value) -> Bool {
    switch (self, other) {
    case (.integer(let integer), .double(let double)), (.double(let double), .integer(let integer)):
      return Int64(exactly: double) == integer
    case (.array(let items), .array(let others)):
      return items.count == others.count && zip(items, others).allSatisfy { $0.isNumericallyEqual(to: $1) }
    case (.object(let object), .object(let others)):
      return object.count == others.count
        && object.allSatisfy { key, value in others[key].map { value.isNumericallyEqual(to: $0) } ?? false }
    default: return self == other
    }
  }

  /// Bytes of JSON, roughly; counting stops soon after `limit`.
  fileprivate func size(limit: Int) -> Int {
    switch self {
    case .null, .bool, .integer, .double: return 8
    case .string(let text): return text.utf8.count + 2
    case .array(let items):
      var size = 2
      for item in items where size <= limit { size += item.size(limit: limit - size) + 1 }
      return size
    case .object(let object):
      var size = 2
      for (key, value) in object where size <= limit { size += key.utf8.count + 4 + value.size(limit: limit - size) }
      return size
    }
  }

  /// Whether at most `depth` arrays and objects are inside each other.
  fileprivate func isNested(within depth: Int) -> Bool {
    switch self {
    case .array(let items): depth > 0 && items.allSatisfy { $0.isNested(within: depth - 1) }
    case .object(let object): depth > 0 && object.values.allSatisfy { $0.isNested(within: depth - 1) }
    default: depth >= 0
    }
  }
}
