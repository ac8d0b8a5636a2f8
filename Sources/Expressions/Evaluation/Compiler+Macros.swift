extension Compiler {
  /// A macro with its parts compiled.
  struct Loop: Sendable {
    let macro: Macro
    let range: Step.Run
    let filter: Step.Run?
    let body: Step.Run
    let first: Int
    /// The second variable, when there are two.
    let second: Int?
    let offset: Int
  }

  mutating func compileComprehension(
    _ comprehension: Syntax.Comprehension, _ node: Syntax
  ) throws(ExpressionError) -> Step {
    guard let locals = checked.locals[node.id], let first = locals.first else {
      throw error("a macro without variables", at: node)
    }
    var filter: Step.Run?
    let range = try compile(comprehension.range).run
    if let condition = comprehension.filter { filter = try compile(condition).run }
    let loop = Loop(
      macro: comprehension.macro, range: range, filter: filter, body: try compile(comprehension.body).run,
      first: first, second: locals.count > 1 ? locals[1] : nil, offset: node.offset)
    return switch comprehension.macro {
    case .all, .exists: Step { (frame) throws(EvaluationError) in try loop.quantify(&frame) }
    case .existsOne: Step { (frame) throws(EvaluationError) in try loop.countOne(&frame) }
    case .map, .transformList: Step { (frame) throws(EvaluationError) in try loop.transformList(&frame) }
    case .filter: Step { (frame) throws(EvaluationError) in try loop.filterList(&frame) }
    case .transformMap, .transformMapEntry: Step { (frame) throws(EvaluationError) in try loop.transformMap(&frame) }
    case .sortBy: Step { (frame) throws(EvaluationError) in try loop.sort(&frame) }
    case .bind, .optMap, .optFlatMap: Step { (frame) throws(EvaluationError) in try loop.bind(&frame) }
    }
  }
}

// What an iteration costs is what it costs in Kubernetes, where a macro is a fold over an accumulator.
extension Compiler.Loop {
  /// `all` and `exists`: errors count only when no item decides.
  func quantify(_ frame: inout Frame) throws(EvaluationError) -> CELValue {
    let deciding = macro == .exists
    var failure: EvaluationError?
    var isDecided = false
    try forEach(&frame) { (frame) throws(EvaluationError) in
      try frame.charge(deciding ? 4 : 3)
      do throws(EvaluationError) {
        isDecided = try condition(body, &frame) == deciding
      } catch {
        if error.isLimit { throw error }
        if failure == nil { failure = error }
      }
      return !isDecided
    }
    try frame.charge(1)
    if isDecided { return .bool(deciding) }
    if let failure { throw failure }
    return .bool(!deciding)
  }

  func countOne(_ frame: inout Frame) throws(EvaluationError) -> CELValue {
    var count = 0
    try forEach(&frame) { (frame) throws(EvaluationError) in
      let holds = try condition(body, &frame)
      try frame.charge(holds ? 2 : 1)
      if holds { count += 1 }
      return true
    }
    try frame.charge(2)
    return .bool(count == 1)
  }

  func transformList(_ frame: inout Frame) throws(EvaluationError) -> CELValue {
    var items: [CELValue] = []
    try forEach(&frame) { (frame) throws(EvaluationError) in
      try frame.charge(1)
      if let filter, !(try condition(filter, &frame)) { return true }
      try frame.charge(11)
      items.append(try body(&frame))
      return true
    }
    try frame.charge(1)
    return .list(items)
  }

  func filterList(_ frame: inout Frame) throws(EvaluationError) -> CELValue {
    var items: [CELValue] = []
    try forEach(&frame) { (frame) throws(EvaluationError) in
      let holds = try condition(body, &frame)
      try frame.charge(holds ? 13 : 1)
      if holds { items.append(frame.locals[first]) }
      return true
    }
    try frame.charge(1)
    return .list(items)
  }

  func transformMap(_ frame: inout Frame) throws(EvaluationError) -> CELValue {
    var entries = CELEntries()
    try forEach(&frame) { (frame) throws(EvaluationError) in
      try frame.charge(1)
      if let filter, !(try condition(filter, &frame)) { return true }
      try frame.charge(31)
      let key = frame.locals[first]
      let value = try body(&frame)
      if macro == .transformMap {
        try entries.add(key, value)
      } else {
        guard case .map(let map) = value else { throw EvaluationError.noOverload("transformMapEntry", [value]) }
        for key in map.keys() { if let value = try map.value(key) { try entries.add(key, value) } }
      }
      return true
    }
    try frame.charge(1)
    return .map(CELMap(entries))
  }

  func sort(_ frame: inout Frame) throws(EvaluationError) -> CELValue {
    var items: [(key: CELValue, value: CELValue)] = []
    try forEach(&frame) { (frame) throws(EvaluationError) in
      try frame.charge(12)
      items.append((try body(&frame), frame.locals[first]))
      return true
    }
    do throws(EvaluationError) { return .list(try ListSorting.sort(items, &frame)) } catch { throw error.at(offset) }
  }

  /// `cel.bind`, `optMap` and `optFlatMap`
  func bind(_ frame: inout Frame) throws(EvaluationError) -> CELValue {
    var value = try range(&frame)
    if macro != .bind {
      guard case .optional(let wrapped) = value else {
        throw EvaluationError.noOverload(macro.rawValue, [value]).at(offset)
      }
      guard let wrapped else { return .optional(nil) }
      value = wrapped
    }
    frame.locals[first] = value
    let result = try body(&frame)
    return macro == .optMap ? .optional(result) : result
  }

  // MARK: Parts

  private func condition(_ run: Step.Run, _ frame: inout Frame) throws(EvaluationError) -> Bool {
    let value = try run(&frame)
    guard case .bool(let bool) = value else {
      throw EvaluationError("no such overload: \(macro.rawValue) needs a bool, not \(value.typeName)").at(offset)
    }
    return bool
  }

  /// Sets the variables for each item or key, until the body says false.
  private func forEach(
    _ frame: inout Frame, _ body: (inout Frame) throws(EvaluationError) -> Bool
  ) throws(EvaluationError) {
    switch try range(&frame) {
    case .list(let list):
      for index in 0..<list.count {
        if let second {
          frame.locals[first] = .int(Int64(index))
          frame.locals[second] = try item(of: list, at: index)
        } else {
          frame.locals[first] = try item(of: list, at: index)
        }
        if !(try body(&frame)) { return }
      }
    case .map(let map):
      for key in map.keys() {
        frame.locals[first] = key
        if let second { frame.locals[second] = try map.value(key) ?? .null }
        if !(try body(&frame)) { return }
      }
    case let other:
      throw EvaluationError("no such overload: \(macro.rawValue) needs a list or a map, not \(other.typeName)").at(
        offset)
    }
  }

  private func item(of list: CELList, at index: Int) throws(EvaluationError) -> CELValue {
    do throws(EvaluationError) { return try list.item(at: index) } catch { throw error.at(offset) }
  }
}
