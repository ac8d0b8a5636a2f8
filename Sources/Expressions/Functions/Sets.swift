extension Library {
  private static let lists = [CELType.list(.parameter("T")), .list(.parameter("T"))]

  /// Lists as sets: `sets.contains`, `sets.equivalent`, `sets.intersects`.
  static let sets = Library(
    name: "sets",
    overloads: [
      .function2("sets.contains", lists, .bool, cost: .square) { (list, part) throws(EvaluationError) in
        .bool(try containsAll(try list.listed(), try part.listed()))
      },
      .function2("sets.equivalent", lists, .bool, cost: .square) { (first, second) throws(EvaluationError) in
        let (first, second) = (try first.listed(), try second.listed())
        guard try containsAll(first, second) else { return .bool(false) }
        return .bool(try containsAll(second, first))
      },
      .function2("sets.intersects", lists, .bool, cost: .square) { (first, second) throws(EvaluationError) in
        let first = try first.listed()
        for item in try second.listed().values() where try first.contains(item) { return .bool(true) }
        return .bool(false)
      },
    ])

  private static func containsAll(_ list: CELList, _ part: CELList) throws(EvaluationError) -> Bool {
    for item in try part.values() where !(try list.contains(item)) { return false }
    return true
  }
}
