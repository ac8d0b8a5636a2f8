extension Library {
  private static let t = CELType.parameter("T")

  /// What Kubernetes adds to lists: `sum`, `min`, `max`, `isSorted`, `indexOf`, `includes`.
  static let listAggregates = Library(
    name: "kubernetes.lists",
    overloads: [CELType.int, .uint, .double, .duration].map { type in
      .method("sum", .list(type), type, cost: .first(1)) { (list) throws(EvaluationError) in
        try sum(try list.listed(), zero: type)
      }
    }
      + ListSorting.orderedTypes.flatMap { type -> [Overload] in
        [
          .method("isSorted", .list(type), .bool, cost: .first(1), isSorted),
          .method("min", .list(type), type, cost: .first(1)) { (list) throws(EvaluationError) in
            try extreme(try list.listed(), "min") { $0 == .less }
          },
          .method("max", .list(type), type, cost: .first(1)) { (list) throws(EvaluationError) in
            try extreme(try list.listed(), "max") { $0 == .greater }
          },
        ]
      } + [
        .method2("indexOf", .list(t), t, .int, cost: .first(1)) { (list, item) throws(EvaluationError) in
          .int(Int64(try positions(of: item, in: list).first ?? -1))
        },
        .method2("lastIndexOf", .list(t), t, .int, cost: .first(1)) { (list, item) throws(EvaluationError) in
          .int(Int64(try positions(of: item, in: list).last ?? -1))
        },
        .method2("includes", .list(t), t, .bool, cost: .first(1)) { (list, item) throws(EvaluationError) in
          .bool(try list.listed().contains(item))
        },
        .method2("includes", t, t, .bool) { (value, item) throws(EvaluationError) in
          .bool(try value.isEqual(to: item))
        },
      ])

  private static func sum(_ list: CELList, zero type: CELType) throws(EvaluationError) -> CELValue {
    var sum: CELValue? = nil
    for item in try list.values() {
      if let known = sum { sum = try Arithmetic.add(known, item) } else { sum = item }
    }
    if let sum { return sum }
    return switch type {
    case .uint: .uint(0)
    case .double: .double(0)
    case .duration: .duration(CELDuration(nanoseconds: 0))
    default: .int(0)
    }
  }

  @Sendable
  private static func isSorted(_ list: CELValue) throws(EvaluationError) -> CELValue {
    let items = try list.listed().values()
    for (first, second) in zip(items, items.dropFirst()) {
      guard let ordering = first.compare(second) else { throw EvaluationError.noOverload("isSorted", [first, second]) }
      if ordering == .greater { return .bool(false) }
    }
    return .bool(true)
  }

  private static func extreme(
    _ list: CELList, _ name: String, _ isBetter: (Ordering) -> Bool
  ) throws(EvaluationError) -> CELValue {
    let items = try list.values()
    guard var best = items.first else { throw EvaluationError("\(name) called on empty list") }
    for item in items.dropFirst() {
      guard let ordering = item.compare(best) else { throw EvaluationError.noOverload(name, [best, item]) }
      if isBetter(ordering) { best = item }
    }
    return best
  }

  private static func positions(of item: CELValue, in list: CELValue) throws(EvaluationError) -> [Int] {
    var positions: [Int] = []
    for (position, candidate) in try list.listed().values().enumerated() {
      if try candidate.isEqual(to: item) { positions.append(position) }
    }
    return positions
  }

  /// What cel-go adds to lists: `slice`, `flatten`, `sort`, `distinct`, `reverse`, `first`, `last`, `lists.range`.
  static let listExtensions = Library(
    name: "lists", overloads: cutting + ordering, macros: [.sortBy])

  private static let cutting: [Overload] = [
    .functionN("lists.range", [.int], .list(.int), cost: .result(1)) { (values) throws(EvaluationError) in
      let count = try values[0].integer()
      guard count <= 1_000_000 else { throw EvaluationError("lists.range(\(count)) is longer than 1000000") }
      return .list((0..<max(0, count)).map(CELValue.int))
    },
    .methodN("slice", [.list(t), .int, .int], .list(t), cost: .first(1)) { (values) throws(EvaluationError) in
      let items = try values[0].listed().values()
      let (start, end) = (try values[1].integer(), try values[2].integer())
      let call = "cannot slice(\(start), \(end))"
      guard start >= 0, end >= 0 else { throw EvaluationError("\(call), negative indexes not supported") }
      guard start <= end else { throw EvaluationError("\(call), start index must be less than or equal to end index") }
      guard end <= items.count else { throw EvaluationError("\(call), list is length \(items.count)") }
      return .list(Array(items[Int(start)..<Int(end)]))
    },
    .method("flatten", .list(.list(t)), .list(t), cost: .first(1)) { (list) throws(EvaluationError) in
      .list(try flatten(try list.listed(), depth: 1))
    },
    .method("flatten", .list(.dyn), .list(.dyn), cost: .first(1)) { (list) throws(EvaluationError) in
      .list(try flatten(try list.listed(), depth: 1))
    },
    .method2("flatten", .list(.dyn), .int, .list(.dyn), cost: .first(1)) { (list, depth) throws(EvaluationError) in
      let depth = try depth.integer()
      guard depth >= 0 else { throw EvaluationError("level must be non-negative") }
      return .list(try flatten(try list.listed(), depth: depth))
    },
    .method("reverse", .list(t), .list(t), cost: .first(1)) { (list) throws(EvaluationError) in
      .list(Array(try list.listed().values().reversed()))
    },
    .method("first", .list(t), .optional(t)) { (list) throws(EvaluationError) in
      let list = try list.listed()
      return .optional(list.isEmpty ? nil : try list.item(at: 0))
    },
    .method("last", .list(t), .optional(t)) { (list) throws(EvaluationError) in
      let list = try list.listed()
      return .optional(list.isEmpty ? nil : try list.item(at: list.count - 1))
    },
  ]

  private static let ordering: [Overload] =
    ListSorting.orderedTypes.map { type in
      .method("sort", .list(type), .list(type), cost: .first(1)) { (list) throws(EvaluationError) in
        .list(try ListSorting.sort(try list.listed().values().map { ($0, $0) }))
      }
    } + [
      .method("distinct", .list(t), .list(t), cost: .square) { (list) throws(EvaluationError) in
        var kept: [CELValue] = []
        for item in try list.listed().values() where !(try CELList(kept).contains(item)) { kept.append(item) }
        return .list(kept)
      }
    ]

  /// Inner lists are themselves bounded in depth by how deep values are nested.
  private static func flatten(_ list: CELList, depth: Int64) throws(EvaluationError) -> [CELValue] {
    var items: [CELValue] = []
    for item in try list.values() {
      if case .list(let inner) = item, depth > 0 {
        items += try flatten(inner, depth: depth - 1)
      } else {
        items.append(item)
      }
    }
    return items
  }
}

enum ListSorting {
  static let orderedTypes: [CELType] = [.int, .uint, .double, .bool, .string, .bytes, .timestamp, .duration]

  /// The values in the order of their keys; equal keys keep their order.
  static func sort(_ items: [(key: CELValue, value: CELValue)]) throws(EvaluationError) -> [CELValue] {
    for (first, second) in zip(items, items.dropFirst())
    where first.key.typeName != second.key.typeName || first.key.compare(second.key) == nil {
      throw EvaluationError("list elements must have the same type and an order")
    }
    let sorted = items.enumerated().sorted { first, second in
      switch first.element.key.compare(second.element.key) {
      case .less: true
      case .greater: false
      default: first.offset < second.offset
      }
    }
    return sorted.map(\.element.value)
  }

  /// The same, charged for.
  static func sort(
    _ items: [(key: CELValue, value: CELValue)], _ frame: inout Frame
  ) throws(EvaluationError) -> [CELValue] {
    try frame.charge(UInt64(items.count))
    return try sort(items)
  }
}
