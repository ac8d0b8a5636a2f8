internal import Documents

/// The JSONPath of kubectl and printer columns: names, indices, `[*]`, `..name` and filters such as `[?(@.type=="Ready")]`.
struct JSONPath: Sendable {
  enum Step: Sendable {
    case name(String)
    case index(Int)
    case all
    case descendants(String)
    case filter(path: [String], comparison: String, literal: Value?)
  }

  let steps: [Step]

  /// Nil for what cannot be read.
  init?(_ text: String) {
    var scanner = JSONPathScanner(text)
    guard let steps = scanner.steps() else { return nil }
    self.steps = steps
  }

  /// All values that the path leads to.
  func values(in root: Value) -> [Value] {
    steps.reduce([root]) { values, step in values.flatMap { Self.follow(step, from: $0) } }
  }

  private static func follow(_ step: Step, from value: Value) -> [Value] {
    switch step {
    case .name(let name): return value[name].map { [$0] } ?? []
    case .index(let index):
      guard let items = value.array else { return [] }
      let position = index < 0 ? items.count + index : index
      return items.indices.contains(position) ? [items[position]] : []
    case .all: return value.array ?? value.object.map { Array($0.values) } ?? []
    case .descendants(let name): return descendants(of: value).compactMap { $0[name] }
    case .filter(let path, let comparison, let literal):
      return (value.array ?? []).filter { holds($0[path: path], comparison, literal) }
    }
  }

  private static func descendants(of value: Value) -> [Value] {
    let children = value.array ?? value.object.map { Array($0.values) } ?? []
    return [value] + children.flatMap(descendants)
  }

  private static func holds(_ value: Value?, _ comparison: String, _ literal: Value?) -> Bool {
    guard let literal else { return value != nil }
    guard let value else { return false }
    if let left = value.number, let right = literal.number { return compare(left, comparison, right) }
    if let left = value.string, let right = literal.string { return compare(left, comparison, right) }
    return comparison == "==" ? value == literal : comparison == "!=" && value != literal
  }

  private static func compare<Operand: Comparable>(_ left: Operand, _ comparison: String, _ right: Operand) -> Bool {
    switch comparison {
    case "==": left == right
    case "!=": left != right
    case "<": left < right
    case "<=": left <= right
    case ">": left > right
    case ">=": left >= right
    default: false
    }
  }
}

private struct JSONPathScanner {
  private var rest: Substring

  init(_ text: String) {
    rest = text[...]
    if rest.hasPrefix("{"), rest.hasSuffix("}") { rest = rest.dropFirst().dropLast() }
    if rest.hasPrefix("$") { rest = rest.dropFirst() }
  }

  mutating func steps() -> [JSONPath.Step]? {
    var steps: [JSONPath.Step] = []
    while let first = rest.first {
      if take("..") {
        steps.append(.descendants(name()))
      } else if take(".") {
        if rest.isEmpty { break }
        if rest.first == "[" { continue }
        steps.append(take("*") ? .all : .name(name()))
      } else if first == "[" {
        guard let step = bracket() else { return nil }
        steps.append(step)
      } else {
        steps.append(.name(name()))
      }
    }
    return steps
  }

  private mutating func take(_ prefix: String) -> Bool {
    guard rest.hasPrefix(prefix) else { return false }
    rest = rest.dropFirst(prefix.count)
    return true
  }

  /// Up to the next `.` or `[`; a backslash keeps the character after it.
  private mutating func name() -> String {
    var name = ""
    while let character = rest.first, character != ".", character != "[" {
      rest = rest.dropFirst()
      if character == "\\", let escaped = rest.popFirst() { name.append(escaped) } else { name.append(character) }
    }
    return name
  }

  private mutating func bracket() -> JSONPath.Step? {
    guard let end = closing() else { return nil }
    let content = rest[rest.index(after: rest.startIndex)..<end].trimmingSpaces()
    rest = rest[rest.index(after: end)...]
    if content == "*" { return .all }
    if let index = Int(content) { return .index(index) }
    if let quoted = Self.unquoted(content) { return .name(quoted) }
    guard content.hasPrefix("?("), content.hasSuffix(")") else { return nil }
    return Self.filter(String(content.dropFirst(2).dropLast()))
  }

  /// The bracket that ends this one; those in quotes or nested do not count.
  private func closing() -> Substring.Index? {
    var depth = 0
    var quote: Character?
    for index in rest.indices {
      let character = rest[index]
      if let open = quote {
        if character == open { quote = nil }
      } else if character == "'" || character == "\"" {
        quote = character
      } else if character == "[" {
        depth += 1
      } else if character == "]" {
        depth -= 1
        if depth == 0 { return index }
      }
    }
    return nil
  }

  private static func unquoted(_ text: String) -> String? {
    guard let first = text.first, first == "'" || first == "\"", text.count >= 2, text.last == first else { return nil }
    return String(text.dropFirst().dropLast())
  }

  private static func filter(_ text: String) -> JSONPath.Step? {
    for comparison in ["==", "!=", "<=", ">=", "<", ">"] {
      guard let range = text.firstRange(of: comparison) else { continue }
      guard let path = path(text[..<range.lowerBound]) else { return nil }
      let literal = text[range.upperBound...].trimmingSpaces()
      let value = unquoted(literal).map(Value.string) ?? (try? JSON.parse(literal))
      return value.map { .filter(path: path, comparison: comparison, literal: $0) }
    }
    return path(text[...]).map { .filter(path: $0, comparison: "", literal: nil) }
  }

  private static func path(_ text: Substring) -> [String]? {
    let trimmed = text.trimmingSpaces()
    guard trimmed.hasPrefix("@") else { return nil }
    return trimmed.dropFirst().split(separator: ".").map(String.init)
  }
}
