import Documents

/// The rules of custom fields.
extension NetBox {
  /// The custom fields that apply to a kind of object, in their order.
  func customFields(of model: ModelName) -> [Record] {
    records(.customField) { ($0.values["object_types"]?.array ?? []).contains(.string(model.rawValue)) }
      .sorted {
        ($0.text("group_name"), $0.reference("weight") ?? 0, $0.text("name")) < (
          $1.text("group_name"), $1.reference("weight") ?? 0, $1.text("name")
        )
      }
  }

  /// The values that a new object has when the request says nothing.
  func customFieldDefaults(of model: ModelName) -> Object {
    Object(customFields(of: model).map { ($0.text("name"), $0.values["default"] ?? .null) })
  }

  /// Refuses data with unknown fields, wrong values or without a required one.
  func checkCustomFields(of record: Record, in model: ModelName) throws(FieldError) {
    let fields = customFields(of: model)
    for (name, value) in record.customFields {
      guard let field = fields.first(where: { $0.text("name") == name }) else { throw unknownCustomField(name) }
      if let problem = customFieldProblem(field, value) {
        throw FieldError("Invalid value for custom field '\(name)': \(problem)")
      }
      guard field.flag("unique"), !value.isNull, value != "" else { continue }
      if exists(model, where: { $0.id != record.id && $0.customFields[name] == value }) {
        throw FieldError("Custom field '\(name)' must have a unique value.")
      }
    }
    for field in fields where field.flag("required") && !record.customFields.contains(field.text("name")) {
      throw FieldError("Missing required custom field '\(field.text("name"))'.")
    }
  }

  private func unknownCustomField(_ name: String) -> FieldError {
    FieldError("Unknown field name '\(name)' in custom field data.")
  }

  /// Why a value does not suit a custom field; nil when it does.
  func customFieldProblem(_ field: Record, _ value: Value) -> String? {
    if value.isNull || value == "" { return field.flag("required") ? "Required field cannot be empty." : nil }
    switch field.text("type") {
    case "text", "longtext":
      guard let text = value.string else { return "Value must be a string." }
      return patternProblem(field, text)
    case "integer":
      guard let number = value.integer else { return "Value must be an integer." }
      return rangeProblem(field, Double(number))
    case "decimal": return decimalProblem(field, value)
    case "boolean":
      let accepted: [Value] = [true, false, 0, 1]
      return accepted.contains(value) || value.number == 0 || value.number == 1 ? nil : "Value must be true or false."
    case "date":
      let isDate = value.string.map { $0.wholeMatch(of: /\d{4}-\d{2}-\d{2}/) != nil && Timestamp($0) != nil } ?? false
      return isDate ? nil : "Date values must be in ISO 8601 format (YYYY-MM-DD)."
    case "datetime":
      let isTime = value.string.map { Timestamp($0) != nil } ?? false
      return isTime ? nil : "Date and time values must be in ISO 8601 format (YYYY-MM-DD HH:MM:SS)."
    case "select", "multiselect": return choiceProblem(field, value)
    case "object": return value.integer == nil ? "Value must be an object ID, not \(PythonText.typeName(value))" : nil
    case "multiobject":
      guard let items = value.array else {
        return "Value must be a list of object IDs, not \(PythonText.typeName(value))"
      }
      return items.first { $0.integer == nil }.map { "Found invalid object ID: \(PythonText.str($0))" }
    default: return nil
    }
  }

  private func patternProblem(_ field: Record, _ text: String) -> String? {
    let pattern = field.text("validation_regex")
    guard !pattern.isEmpty, let regex = try? Regex(pattern) else { return nil }
    return (try? regex.prefixMatch(in: text)) == nil ? "Value must match regex '\(pattern)'" : nil
  }

  private func decimalProblem(_ field: Record, _ value: Value) -> String? {
    switch value {
    case .integer, .double: return rangeProblem(field, value.number ?? 0)
    case .string(let text):
      return Double(text) == nil ? "Value must be a decimal." : rangeProblem(field, Double(text) ?? 0)
    default: return "Value must be a decimal."
    }
  }

  private func rangeProblem(_ field: Record, _ number: Double) -> String? {
    if let minimum = field.values["validation_minimum"]?.number, number < minimum {
      return "Value must be at least \(PythonText.fourDecimals(minimum))"
    }
    if let maximum = field.values["validation_maximum"]?.number, number > maximum {
      return "Value must not exceed \(PythonText.fourDecimals(maximum))"
    }
    return nil
  }

  private func choiceProblem(_ field: Record, _ value: Value) -> String? {
    guard let set = field.reference("choice_set").flatMap({ record(.choiceSet, $0) }) else { return nil }
    let known = (set.values["extra_choices"]?.array ?? []).compactMap { $0[0] }
    if field.text("type") == "select" {
      return known.contains(value)
        ? nil : "Invalid choice (\(PythonText.str(value))) for choice set \(set.text("name"))."
    }
    let chosen = value.array ?? [value]
    guard !chosen.allSatisfy(known.contains) else { return nil }
    return "Invalid choice(s) (\(PythonText.str(value))) for choice set \(set.text("name"))."
  }
}
