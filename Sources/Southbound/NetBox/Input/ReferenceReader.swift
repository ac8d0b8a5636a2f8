import Documents

/// Finds the object that a body refers to: by number, or by attributes that must select exactly one.
struct ReferenceReader {
  let store: NetBox

  func find(_ name: ModelName, _ given: Value) throws(FieldProblem) -> Int64 {
    if let attributes = given.object { return try find(name, attributes: attributes) }
    guard let id = number(given) else {
      throw .message(
        "Related objects must be referenced by numeric ID or by dictionary of attributes. Received an unrecognized value: "
          + PythonText.str(given))
    }
    guard store.record(name, id) != nil else {
      throw .message("Related object not found using the provided numeric ID: \(id)")
    }
    return id
  }

  /// What Python's `int()` makes of it.
  private func number(_ given: Value) -> Int64? {
    switch given {
    case .integer(let number): number
    case .string(let text): Int64(text.trimmingSpace)
    case .bool(let flag): flag ? 1 : 0
    case .double(let number): Int64(exactly: number.rounded(.towardZero))
    default: nil
    }
  }

  private func find(_ name: ModelName, attributes: Object) throws(FieldProblem) -> Int64 {
    var found = store.records(name)
    for (key, value) in attributes {
      found = try found.filtered { (record) throws(FieldProblem) in try has(record, name, key, value) }
    }
    let text = PythonText.repr(.object(flattened(attributes)))
    guard let first = found.first else {
      throw .message("Related object not found using the provided attributes: \(text)")
    }
    guard found.count == 1 else { throw .message("Multiple objects match the provided attributes: \(text)") }
    return first.id
  }

  private func has(_ record: Record, _ name: ModelName, _ key: String, _ value: Value) throws(FieldProblem) -> Bool {
    if key == "id" || key == "pk" { return number(value) == record.id }
    let model = Model.named(name)
    let parts = key.ranges(of: "__").first.map { (String(key[..<$0.lowerBound]), String(key[$0.upperBound...])) }
    guard let field = model.field(parts?.0 ?? key), field.isStored else {
      let choices = model.fields.filter(\.isStored).map(\.name).sorted().joined(separator: ", ")
      throw .message("Cannot resolve keyword '\(parts?.0 ?? key)' into field. Choices are: \(choices)")
    }
    if case .reference(let other, _, _) = field.kind {
      guard let related = record.reference(field.name).flatMap({ store.record(other, $0) }) else { return value.isNull }
      if let rest = parts?.1 { return try has(related, other, rest, value) }
      if let inner = value.object {
        for (key, value) in inner where !(try has(related, other, key, value)) { return false }
        return true
      }
      return number(value) == related.id
    }
    if let network = record.networks[field.name] { return value.string.flatMap { IPNetwork($0) } == network }
    let stored = record.values[field.name] ?? .null
    return stored == value || (stored.string != nil && stored.string == PythonText.str(value))
  }

  /// `{"site": {"name": "x"}}` as `{"site__name": "x"}`.
  private func flattened(_ attributes: Object, prefix: String = "") -> Object {
    var result = Object()
    for (key, value) in attributes {
      if let inner = value.object {
        for (name, value) in flattened(inner, prefix: prefix + key + "__") { result[name] = value }
      } else {
        result[prefix + key] = value
      }
    }
    return result
  }
}

extension Array {
  fileprivate func filtered<Failure: Error>(_ isIncluded: (Element) throws(Failure) -> Bool) throws(Failure)
    -> [Element]
  {
    var result: [Element] = []
    for element in self where try isIncluded(element) { result.append(element) }
    return result
  }
}
