package import Documents

extension TypeCatalogue {
  /// What Go holds, and writes, where nothing was set.
  package func zero(of type: FieldType) -> Value {
    switch type {
    case .string, .bytes: ""
    case .int32, .int64, .intOrString: 0
    case .double: 0.0
    case .bool: false
    case .quantity: "0"
    case .time, .microTime, .any, .list, .map: nil
    case .structure(let id): zero(of: self[id])
    }
  }

  package func zero(of type: BuiltInType) -> Value {
    var object = Object()
    for field in type.fields {
      if let value = written(nil, of: field) { object[field.name] = value }
    }
    return .object(object)
  }

  /// What stands in the written object for the value of a field; nil when the field is left out.
  package func written(_ value: Value?, of field: FieldDescription) -> Value? {
    switch field.presence {
    case .whenSet: return value
    case .whenNotEmpty:
      // Not `nil`, which would be the JSON null here.
      guard let value, !isEmpty(value, field.type) else { return .none }
      return value
    case .always, .required: return value ?? zero(of: field.type)
    case .requiredOrNull: return value ?? .null
    }
  }

  /// Whether Go's `omitempty` leaves the value out: not a structure, which is behind a pointer when it may be left out.
  package func isEmpty(_ value: Value, _ type: FieldType) -> Bool {
    switch (type, value) {
    case (_, .null): true
    case (.any, _), (.structure, _): false
    case (_, .string(let text)): text.isEmpty
    case (_, .integer(let number)): number == 0
    case (_, .double(let number)): number == 0
    case (_, .bool(let flag)): !flag
    case (_, .array(let items)): items.isEmpty
    case (_, .object(let members)): members.isEmpty
    }
  }
}
