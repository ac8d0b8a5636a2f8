import Documents

// JSON values as what their schema says they are.

extension SchemaType {
  /// - Throws: When the value is not what the schema says.
  func value(_ value: Value) throws(EvaluationError) -> CELValue {
    if case .null = value {
      guard isNullable else { throw EvaluationError("invalid data, got null for schema with nullable=false") }
      return .null
    }
    switch kind {
    case .structure, .map:
      guard case .object(let object) = value else {
        throw EvaluationError("invalid data, expected a map for the provided schema with type=object")
      }
      return .map(CELMap(object, schema: self))
    case .list:
      guard case .array(let items) = value else {
        throw EvaluationError("invalid data, expected an array for the provided schema with type=array")
      }
      return .list(CELList(items, schema: self))
    case .text(let format):
      guard case .string(let text) = value else { throw mismatch("string", value) }
      return try Self.text(text, format)
    case .boolean:
      guard case .bool(let bool) = value else { throw mismatch("boolean", value) }
      return .bool(bool)
    case .integer:
      if case .double(let double) = value, let integer = Int64(exactly: double) { return .int(integer) }
      guard case .integer(let integer) = value else { throw mismatch("integer", value) }
      return .int(integer)
    case .number:
      guard let number = value.number else { throw mismatch("number", value) }
      return .double(number)
    case .integerOrText:
      switch value {
      case .integer, .string: return CELValue(value)
      default:
        throw EvaluationError("invalid data, expected XIntOrString value to be either a string or integer")
      }
    }
  }

  private func mismatch(_ expected: String, _ value: Value) -> EvaluationError {
    EvaluationError("invalid data, expected \(expected), got \(value.typeName)")
  }

  private static func text(_ text: String, _ format: TextFormat) throws(EvaluationError) -> CELValue {
    switch format {
    case .plain: return .string(text)
    case .bytes: if let bytes = Base64.decode(text, paddingRequired: true) { return .bytes(bytes) }
    case .duration: if let duration = CELDuration(text) { return .duration(duration) }
    case .date: if let day = CELTimestamp(day: text) { return .timestamp(day) }
    case .dateTime: if let timestamp = CELTimestamp(text) { return .timestamp(timestamp) }
    }
    throw EvaluationError("invalid data, \"\(text)\" does not have the schema's format")
  }

  /// An item of a list that has this schema.
  func item(_ value: Value) throws(EvaluationError) -> CELValue {
    guard case .list(let item, _) = kind else { return CELValue(value) }
    return try item.value(value)
  }

  /// A field or an entry of an object that has this schema; nil when it is not there, or null where null counts as absent.
  func member(_ name: String, of object: Object) throws(EvaluationError) -> CELValue? {
    switch kind {
    case .structure(let fields):
      guard let field = fields[name], let value = object[field.key] else { return nil }
      if case .null = value, field.type.isNullable { return nil }
      return try field.type.value(value)
    case .map(let type):
      guard let value = object[name] else { return nil }
      return try type.value(value)
    default: return nil
    }
  }

  /// The fields that an object has and an expression can read.
  func presentFields(_ object: Object) -> [String] {
    guard case .structure(let fields) = kind else { return [] }
    return object.compactMap { key, value in
      guard let escaped = FieldName.escape(key), let field = fields[escaped] else { return nil }
      return value.isNull && field.type.isNullable ? nil : escaped
    }
  }

  /// Structures are equal when all their fields are, also those that an expression cannot read.
  func areEqual(_ left: Object, _ right: Object) throws(EvaluationError) -> Bool {
    guard case .structure(let fields) = kind else { return left == right }
    guard left.count == right.count else { return false }
    for (key, value) in left {
      guard let other = right[key] else { return false }
      if let name = FieldName.escape(key), let field = fields[name] {
        guard try field.type.value(value).isEqual(to: try field.type.value(other)) else { return false }
      } else if value != other {
        return false
      }
    }
    return true
  }

  // MARK: Lists without order

  /// What makes items of this list the same: all of them, or the values of their keys.
  private func identity(of item: CELValue) throws(EvaluationError) -> CELValue {
    guard case .list(_, .map(let keys)) = kind, case .map(let map) = item else { return item }
    var values: [CELValue] = []
    for key in keys { values.append(try rawMember(key, of: map) ?? .null) }
    return .list(values)
  }

  /// Keys of map lists may have names that no expression can write.
  private func rawMember(_ key: String, of map: CELMap) throws(EvaluationError) -> CELValue? {
    if case .typed(let object, _) = map.storage { return object[key].map { CELValue($0) } }
    return try map.value(named: key)
  }

  func hasSameItems(_ left: CELList, _ right: CELList) throws(EvaluationError) -> Bool {
    let candidates = try right.values()
    var identities: [CELValue] = []
    for candidate in candidates { identities.append(try identity(of: candidate)) }
    for item in try left.values() {
      let wanted = try identity(of: item)
      var isFound = false
      for (candidate, identity) in zip(candidates, identities) where !isFound {
        if try identity.isEqual(to: wanted) { isFound = try candidate.isEqual(to: item) }
      }
      if !isFound { return false }
    }
    return true
  }

  /// What `+` means: items of the right list that are in the left one take its place, the others come behind.
  func merge(_ left: CELList, _ right: CELList) throws(EvaluationError) -> CELList {
    var items = try left.values()
    var identities: [CELValue] = []
    for item in items { identities.append(try identity(of: item)) }
    for item in try right.values() {
      let wanted = try identity(of: item)
      var position: Int?
      for (index, identity) in identities.enumerated() where position == nil {
        if try identity.isEqual(to: wanted) { position = index }
      }
      if let position {
        items[position] = item
      } else {
        items.append(item)
        identities.append(wanted)
      }
    }
    return CELList(items, schema: self)
  }
}
