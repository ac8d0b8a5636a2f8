extension JSONPatch {
  /// A patch that makes `after` out of `before`. It is short, but not always the shortest.
  package static func difference(from before: Value, to after: Value) -> JSONPatch {
    var patch = JSONPatch()
    patch.note(from: before, to: after, at: JSONPointer())
    return patch
  }

  private mutating func note(from before: Value, to after: Value, at path: JSONPointer) {
    if before == after { return }
    switch (before, after) {
    case (.object(let before), .object(let after)): note(from: before, to: after, at: path)
    case (.array(let before), .array(let after)): note(from: before, to: after, at: path)
    default: operations.append(.replace(path, after))
    }
  }

  private mutating func note(from before: Object, to after: Object, at path: JSONPointer) {
    for key in before.keys where !after.contains(key) { operations.append(.remove(path.appending(key))) }
    for (key, value) in after {
      if let old = before[key] {
        note(from: old, to: value, at: path.appending(key))
      } else {
        operations.append(.add(path.appending(key), value))
      }
    }
  }

  /// Items that begin or end both lists are left alone; between them, the items are compared one by one.
  private mutating func note(from before: [Value], to after: [Value], at path: JSONPointer) {
    let (start, end) = before.sharedEnds(with: after)
    let (oldEnd, newEnd) = (before.count - end, after.count - end)
    for index in start..<min(oldEnd, newEnd) {
      note(from: before[index], to: after[index], at: path.appending("\(index)"))
    }
    for index in (min(oldEnd, newEnd)..<oldEnd).reversed() {
      operations.append(.remove(path.appending("\(index)")))
    }
    for index in min(oldEnd, newEnd)..<newEnd {
      operations.append(.add(path.appending("\(index)"), after[index]))
    }
  }
}

extension [Value] {
  /// How many items at the start, and how many others at the end, are the same in both.
  func sharedEnds(with other: [Value]) -> (start: Int, end: Int) {
    let start = zip(self, other).prefix { $0 == $1 }.count
    let end = zip(dropFirst(start).reversed(), other.dropFirst(start).reversed()).prefix { $0 == $1 }.count
    return (start, end)
  }
}
