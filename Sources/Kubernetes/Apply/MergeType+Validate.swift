package import Documents

extension MergeType {
  /// Why a value does not fit the type, each with the path of the field: `.spec.n: expected numeric …`; the texts are
  /// those of the API server.
  ///
  /// - Parameter mayRepeatItems: stored objects may hold items twice; what clients apply may not.
  package func mismatches(of value: Value, mayRepeatItems: Bool = false) -> [String] {
    var check = TypeCheck(mayRepeatItems: mayRepeatItems)
    check.visit(value, self)
    return check.errors
  }

  /// The same as one text.
  package static func joined(mismatches: [String]) -> String {
    mismatches.count == 1 ? mismatches[0] : "errors:\n" + mismatches.map { "  \($0)" }.joined(separator: "\n")
  }
}

private struct TypeCheck {
  let mayRepeatItems: Bool
  var errors: [String] = []
  private var path: [PathElement] = []

  init(mayRepeatItems: Bool) { self.mayRepeatItems = mayRepeatItems }

  mutating func visit(_ value: Value, _ type: MergeType) {
    if value.isNull { return }
    switch type {
    case .untyped: break
    case .scalar(let scalar): visit(value, scalar)
    case .map(let map): visit(value, map)
    case .list(let list): visit(value, list)
    }
  }

  private mutating func report(_ message: String) {
    let place = path.map(\.description).joined()
    errors.append(place.isEmpty ? message : "\(place): \(message)")
  }

  private mutating func visit(_ value: Value, at element: PathElement, _ type: MergeType) {
    path.append(element)
    visit(value, type)
    path.removeLast()
  }

  private mutating func visit(_ value: Value, _ scalar: MergeType.Scalar) {
    let found = SchemaTypes(of: value)
    switch scalar {
    case .number where found.isDisjoint(with: [.integer, .number]):
      report("expected numeric (int or float), got *value.valueUnstructured")
    case .string where found != .string: report("expected string, got \(value.goSyntax)")
    case .boolean where found != .boolean: report("expected boolean, got \(value.goSyntax)")
    default: break
    }
  }

  private mutating func visit(_ value: Value, _ map: MergeType.Map) {
    guard let object = value.object else { return report("expected map, got &{\(value.goValue)}") }
    for (name, member) in object {
      path.append(.field(name))
      if let type = map.member(name) { visit(member, type) } else { report("field not declared in schema") }
      path.removeLast()
    }
  }

  private mutating func visit(_ value: Value, _ list: MergeType.List) {
    guard let items = value.array else { return report("expected list, got &{\(value.goValue)}") }
    var seen: Set<PathElement> = []
    for (index, item) in items.enumerated() {
      if list.isAtomic {
        visit(item, at: .index(index), list.elements)
        continue
      }
      do {
        let identity = try list.identity(of: item)
        if !seen.insert(identity).inserted, !mayRepeatItems { report("duplicate entries for key \(identity)") }
        visit(item, at: identity, list.elements)
      } catch {
        return report("element \(index): \(error.message)")
      }
    }
  }
}

extension Value {
  /// As Go's `%#v` prints the value.
  fileprivate var goSyntax: String { "&value.valueUnstructured{Value:\(goLiteral)}" }

  private var goLiteral: String {
    switch self {
    case .null: "interface {}(nil)"
    case .bool(let value): String(value)
    case .integer(let value): String(value)
    case .double(let value): GoText.number(value)
    case .string(let value): value.goQuoted
    case .array(let items): "[]interface {}{\(items.map(\.goLiteral).joined(separator: ", "))}"
    case .object(let object):
      "map[string]interface {}{"
        + object.sortedByKey().map { "\($0.key.goQuoted):\($0.value.goLiteral)" }.joined(separator: ", ") + "}"
    }
  }

  /// As Go's `%v` prints the value.
  package var goValue: String {
    switch self {
    case .null: "<nil>"
    case .bool(let value): String(value)
    case .integer(let value): String(value)
    case .double(let value): GoText.number(value)
    case .string(let value): value
    case .array(let items): "[\(items.map(\.goValue).joined(separator: " "))]"
    case .object(let object):
      "map[\(object.sortedByKey().map { "\($0.key):\($0.value.goValue)" }.joined(separator: " "))]"
    }
  }
}
