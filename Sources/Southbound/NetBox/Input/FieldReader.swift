import Documents

/// Reads the value of one field, as the serializers of Django REST framework do.
struct FieldReader {
  let field: Field
  let model: Model
  let store: NetBox
  let isNew: Bool

  func read(_ given: Value, into draft: inout Record) throws(FieldProblem) {
    let before = draft.values[field.name]
    try readAny(given, into: &draft)
    if let message = field.fixedMessage, !isNew, draft.values[field.name] != before { throw .message(message) }
  }

  private func readAny(_ given: Value, into draft: inout Record) throws(FieldProblem) {
    if case .choice(let choices) = field.kind {
      draft.values[field.name] = try choice(given, choices)
      return
    }
    if given.isNull {
      guard field.nullable else { throw .message("This field may not be null.") }
      draft.values[field.name] = .null
      if case .network = field.kind { draft.networks[field.name] = nil }
      return
    }
    switch field.kind {
    case .tags: draft.tags = try tags(given)
    case .customFields: try customFields(given, into: &draft)
    case .network(let strict):
      let network = try network(given, strict: strict)
      draft.networks[field.name] = network
      draft.values[field.name] = .string(network.description)
    default: draft.values[field.name] = try value(given, draft)
    }
    if field.unique { try checkUnique(draft) }
  }

  private func value(_ given: Value, _ draft: Record) throws(FieldProblem) -> Value {
    switch field.kind {
    case .text(let limit, let rule): return .string(try text(given, limit, rule))
    case .integer(let range): return .integer(try integer(given, range))
    case .decimal: return .double(try decimal(given))
    case .boolean: return .bool(try boolean(given))
    case .date: return .string(try date(given))
    case .reference(let model, _, _): return .integer(try ReferenceReader(store: store).find(model, given))
    case .references(let model): return try references(given, model)
    case .contentType(let allowed): return .string(try contentType(given, allowed))
    case .contentTypes(let allowed): return try contentTypes(given, allowed)
    case .choicePairs: return try choicePairs(given)
    default: return given
    }
  }

  private func checkUnique(_ draft: Record) throws(FieldProblem) {
    guard let value = draft.values[field.name], !value.isNull else { return }
    if store.exists(model.name, where: { $0.id != draft.id && $0.values[field.name] == value }) {
      throw .message("\(model.label) with this \(field.label ?? field.name) already exists.")
    }
  }

  // MARK: Plain values

  private func text(_ given: Value, _ limit: Int?, _ rule: Field.TextRule?) throws(FieldProblem) -> String {
    let text: String
    switch given {
    case .string(let value): text = value.trimmingSpace
    case .integer, .double: text = PythonText.str(given)
    default: throw .message("Not a valid string.")
    }
    if text.isEmpty {
      guard field.blank else { throw .message("This field may not be blank.") }
      return text
    }
    var problems: [Value] = []
    if text.unicodeScalars.contains("\0") { problems.append("Null characters are not allowed.") }
    if let limit, text.unicodeScalars.count > limit {
      problems.append(.string("Ensure this field has no more than \(limit) characters."))
    }
    if let rule { problems += rule.problems(text).map { .string($0) } }
    guard problems.isEmpty else { throw .invalid(.array(problems)) }
    return text
  }

  private func integer(_ given: Value, _ range: ClosedRange<Int64>) throws(FieldProblem) -> Int64 {
    let text: String
    switch given {
    case .integer, .double, .string: text = PythonText.str(given).trimmingSpace
    default: throw .message("A valid integer is required.")
    }
    guard let number = Int64(text.replacing(/\.0*\s*$/, with: "")) else {
      throw .message("A valid integer is required.")
    }
    if number < range.lowerBound {
      throw .message("Ensure this value is greater than or equal to \(range.lowerBound).")
    }
    if number > range.upperBound { throw .message("Ensure this value is less than or equal to \(range.upperBound).") }
    return number
  }

  private func decimal(_ given: Value) throws(FieldProblem) -> Double {
    let number: Double? =
      switch given {
      case .integer, .double: given.number
      case .string(let text): Double(text.trimmingSpace)
      default: nil
      }
    guard let number, number.isFinite else { throw .message("A valid number is required.") }
    guard abs(number) < 1e12 else {
      throw .message("Ensure that there are no more than 12 digits before the decimal point.")
    }
    return number
  }

  private func boolean(_ given: Value) throws(FieldProblem) -> Bool {
    switch given {
    case .bool(let flag): return flag
    case .integer(0), .double(0): return false
    case .integer(1), .double(1): return true
    case .string(let text):
      if ["t", "T", "y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON", "1"].contains(text) {
        return true
      }
      if ["f", "F", "n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF", "0"].contains(text) {
        return false
      }
    default: break
    }
    throw .message("Must be a valid boolean.")
  }

  private func date(_ given: Value) throws(FieldProblem) -> String {
    guard let text = given.string, text.wholeMatch(of: /\d{4}-\d{1,2}-\d{1,2}/) != nil, let day = Timestamp(text) else {
      throw .message("Date has wrong format. Use one of these formats instead: YYYY-MM-DD.")
    }
    return day.dateText
  }

  private func choice(_ given: Value, _ choices: Choices) throws(FieldProblem) -> Value {
    if given.isNull, field.nullable { return .null }
    if given.isNull || given == "" {
      guard field.blank else { throw .message("This field may not be blank.") }
      return ""
    }
    if given.array != nil || given.object != nil {
      throw .message("Value must be passed directly (e.g. \"foo\": 123); do not use a dictionary or list.")
    }
    var value = given
    if let text = given.string {
      // Texts that look like booleans and numbers are taken for such.
      if text.lowercased() == "true" { value = true }
      if text.lowercased() == "false" { value = false }
      if let number = Int64(text.trimmingSpace) { value = .integer(number) }
    }
    guard choices.contains(value) else { throw .message("\(PythonText.str(value)) is not a valid choice.") }
    return value
  }

  private func choicePairs(_ given: Value) throws(FieldProblem) -> Value {
    guard let items = given.array else {
      throw .message("Expected a list of items but got type \"\(PythonText.typeName(given))\".")
    }
    var errors = Object()
    var pairs: [Value] = []
    for (index, item) in items.enumerated() {
      guard let pair = item.array else {
        errors[String(index)] = [.string("Expected a list of items but got type \"\(PythonText.typeName(item))\".")]
        continue
      }
      if pair.count < 2 { errors[String(index)] = ["Ensure this field has at least 2 elements."] }
      if pair.count > 2 { errors[String(index)] = ["Ensure this field has no more than 2 elements."] }
      pairs.append(.array(pair.map { .string(PythonText.str($0)) }))
    }
    guard errors.isEmpty else { throw .invalid(.object(errors)) }
    return .array(pairs)
  }

  // MARK: Networks

  private func network(_ given: Value, strict: Bool) throws(FieldProblem) -> IPNetwork {
    guard let text = given.string else {
      throw .message("unexpected type <class '\(PythonText.typeName(given))'> for addr arg")
    }
    if text.trimmingSpace.isEmpty { throw .message("This field may not be blank.") }
    guard let network = IPNetwork(text) else {
      if store.version == .v44 {
        throw .failure(.failure("KeyError", "'invalid'", version: store.version))
      }
      throw .message("Invalid IP \(strict ? "prefix" : "address") format: \(text)")
    }
    if strict, network.hasHostBits {
      throw .message("\(network) is not a valid prefix. Did you mean \(network.network)?")
    }
    return network
  }

  // MARK: References

  private func references(_ given: Value, _ model: ModelName) throws(FieldProblem) -> Value {
    guard let items = given.array else {
      throw .message("Expected a list of items but got type \"\(PythonText.typeName(given))\".")
    }
    var ids: [Value] = []
    for item in items {
      guard let id = item.integer ?? item.string.flatMap({ Int64($0) }) else {
        throw .message("Incorrect type. Expected pk value, received \(PythonText.typeName(item)).")
      }
      guard store.record(model, id) != nil else { throw .message("Invalid pk \"\(id)\" - object does not exist.") }
      if !ids.contains(.integer(id)) { ids.append(.integer(id)) }
    }
    return .array(ids)
  }

  private func contentType(_ given: Value, _ allowed: Set<String>?) throws(FieldProblem) -> String {
    guard let text = given.string, text.split(separator: ".", omittingEmptySubsequences: false).count == 2 else {
      throw .message("Invalid value. Specify a content type as '<app_label>.<model_name>'.")
    }
    guard allowed?.contains(text) ?? (ContentType.number(of: text) != nil) else {
      throw .message("Invalid content type: \(text)")
    }
    return text
  }

  private func contentTypes(_ given: Value, _ allowed: Set<String>) throws(FieldProblem) -> Value {
    guard let items = given.array else {
      throw .message("Expected a list of items but got type \"\(PythonText.typeName(given))\".")
    }
    var names: [Value] = []
    for item in items {
      let name = Value.string(try contentType(item, allowed))
      if !names.contains(name) { names.append(name) }
    }
    return .array(names)
  }

  private func tags(_ given: Value) throws(FieldProblem) -> [Int64] {
    guard let items = given.array else {
      let text = "Expected a list of items but got type \"\(PythonText.typeName(given))\"."
      throw .invalid(["non_field_errors": [.string(text)]])
    }
    var ids: [Int64] = []
    for item in items {
      let id = try ReferenceReader(store: store).find(.tag, item)
      if !ids.contains(id) { ids.append(id) }
    }
    return ids
  }

  // MARK: Custom fields

  private func customFields(_ given: Value, into draft: inout Record) throws(FieldProblem) {
    guard var data = given.object else {
      throw .message(
        "Invalid data format. Custom field data must be passed as a dictionary mapping field names to their values.")
    }
    let known = store.customFields(of: model.name)
    // Before 4.6 the object as a whole is blamed, later.
    let unknown = data.filter { name, _ in store.version == .v46 && !known.contains { $0.text("name") == name } }
    guard unknown.isEmpty else {
      throw .invalid(
        .object(
          Object(unknown.map { ($0.key, .string("Custom field '\($0.key)' does not exist for this object type.")) })))
    }
    for custom in known {
      let name = custom.text("name")
      guard let value = data[name], !value.isNull, value != "", value != [],
        let related = ModelName(rawValue: custom.text("related_object_type"))
      else { continue }
      data[name] = try objects(value, related, isList: custom.text("type") == "multiobject")
    }
    // A new object has what was given alone; its defaults come with saving. Otherwise keys are merged.
    if isNew { draft.customFields = Object() }
    for (name, value) in data { draft.customFields[name] = value }
  }

  private func objects(_ value: Value, _ model: ModelName, isList: Bool) throws(FieldProblem) -> Value {
    let reader = ReferenceReader(store: store)
    do throws(FieldProblem) {
      guard isList else { return .integer(try reader.find(model, value)) }
      var ids: [Value] = []
      for item in value.array ?? [value] { ids.append(.integer(try reader.find(model, item))) }
      return .array(ids)
    } catch {
      throw .message("Unknown related object(s): \(PythonText.str(value))")
    }
  }
}

extension Field.TextRule {
  /// What is wrong with a text.
  func problems(_ text: String) -> [String] {
    switch self {
    case .slug:
      let message = "Enter a valid \"slug\" consisting of letters, numbers, underscores or hyphens."
      return text.wholeMatch(of: /[-a-zA-Z0-9_]+/) == nil ? [message] : []
    case .dnsName:
      let message =
        "Only alphanumeric characters, asterisks, hyphens, periods, and underscores are allowed in DNS names"
      return text.wholeMatch(of: /([0-9A-Za-z_-]+|\*)(\.[0-9A-Za-z_-]+)*\.?/) == nil ? [message] : []
    case .customFieldName:
      if text.wholeMatch(of: /[a-zA-Z0-9_]+/) == nil {
        return ["Only alphanumeric characters and underscores are allowed."]
      }
      return text.contains("__") ? ["Double underscores are not permitted in custom field names."] : []
    case .color:
      let message = "Enter a valid hexadecimal RGB color code."
      return text.wholeMatch(of: /[0-9a-f]{6}/) == nil ? [message] : []
    case .regularExpression:
      return (try? Regex(text)) == nil ? ["Invalid regular expression: \(text)"] : []
    }
  }
}
