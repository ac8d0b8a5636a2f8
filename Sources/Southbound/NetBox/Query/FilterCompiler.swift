import Documents

/// Makes a predicate of one query parameter. Parameters that no filter knows have none: NetBox ignores them.
struct FilterCompiler {
  let store: NetBox
  let parameter: String
  let values: [String]

  typealias Predicate = FilterSet.Predicate

  /// Nil when the parameter does not select anything.
  mutating func predicate(_ model: Model) throws(FilterError) -> Predicate? {
    if let filter = model.filters.first(where: { $0.name == parameter }) { return try predicate(filter.kind, nil) }
    if parameter.hasPrefix("cf_"), model.hasCustomFields { return try customField(model) }
    guard let (name, lookup) = lookup else { return nil }
    guard let filter = model.filters.first(where: { $0.name == name }) else { return nil }
    return try predicate(filter.kind, lookup)
  }

  /// The parameter taken apart at its last `__`.
  private var lookup: (name: String, lookup: Lookup)? {
    guard let range = parameter.ranges(of: "__").last,
      let lookup = Lookup(rawValue: String(parameter[range.upperBound...])),
      lookup != .exact
    else { return nil }
    return (String(parameter[..<range.lowerBound]), lookup)
  }

  /// The values without the empty ones, which most filters ignore.
  private var given: [String] { values.filter { !$0.isEmpty } }
  private var last: String { values.last ?? "" }

  // MARK: By kind of filter

  private func predicate(_ kind: Filter.Kind, _ lookup: Lookup?) throws(FilterError) -> Predicate? {
    let store = store
    switch kind {
    case .text(let text): return texts(lookup, nullable: lookup == nil || lookup == .n) { text($0) }
    case .number(let number): return try numbers(lookup) { number($0, store) }
    case .plainNumber(let comparison, let number):
      guard lookup == nil else { return nil }
      return try plainNumber(comparison) { number($0, store) }
    case .lastNumber(let number):
      guard lookup == nil, !last.isEmpty else { return nil }
      guard let wanted = Double(last.trimmingSpace) else { throw FilterError(message: "Enter a number.") }
      return { number($0).map(Double.init) == wanted }
    case .time(let time): return try times(lookup, time)
    case .boolean(let flag): return lookup == nil ? boolean.map { wanted in { flag($0) == wanted } } : nil
    case .choice(let choices, let nullable, let value): return try choice(choices, nullable, lookup, value)
    case .lastChoice(let choices, let value): return try lastChoice(choices, lookup, value)
    case .object(let model, let key, let tree, let reference):
      guard lookup == nil || lookup == .n else { return nil }
      let wanted = try objects(model, key: key, tree: tree)
      guard !wanted.isEmpty else { return nil }
      return { wanted.contains(reference($0, store)) != (lookup == .n) }
    case .absent(let key):
      guard lookup == nil || lookup == .n else { return nil }
      for value in values where value != "null" { throw missing(key, value) }
      return { _ in lookup == nil }
    case .objects(let model, let key, let references):
      guard lookup == nil || lookup == .n else { return nil }
      let wanted = try objects(model, key: key, tree: false)
      return { references($0).contains(where: { wanted.contains($0) }) != (lookup == .n) }
    case .tags(let key): return try tags(key, lookup)
    case .contentType(let types): return lookup == nil ? contentType(types) : nil
    case .uuid(let matches): return try lookup == nil ? uuid { matches($0, store, $1) } : nil
    case .lastText(let make): return lookup == nil && !last.trimmingSpace.isEmpty ? orNothing(make(last)) : nil
    case .texts(let make): return lookup == nil && !given.isEmpty ? orNothing(make(given)) : nil
    case .lastObject(let model, let key, let matches):
      guard lookup == nil, !last.isEmpty else { return nil }
      guard let id = find(model, key: key, last) else {
        throw FilterError(message: "Select a valid choice. That choice is not one of the available choices.")
      }
      return { matches($0, store, id) }
    }
  }

  /// A value that makes no sense finds nothing.
  private func orNothing(_ predicate: (@Sendable (Record) -> Bool)?) -> Predicate {
    if let predicate { return predicate }
    return { _ in false }
  }

  /// True, false, or nil for a text that is neither, which is ignored.
  private var boolean: Bool? {
    switch last.lowercased() {
    case "true", "1": true
    case "false", "0": false
    default: nil
    }
  }

  private func texts(_ lookup: Lookup?, nullable: Bool = false, _ text: @escaping (Record) -> String?) -> Predicate? {
    if lookup == .empty { return boolean.map { wanted in { (text($0) ?? "").isEmpty == wanted } } }
    guard let matches = (lookup ?? .exact).textMatcher, !given.isEmpty else { return nil }
    let given = given
    let isNegated = lookup?.isNegated ?? false
    return { record in
      guard let value = text(record) else {
        // In SQL nothing but plain equality says anything about null.
        let isWanted = nullable && given.contains("null")
        return isNegated ? lookup == .n && !isWanted : isWanted
      }
      return given.contains { !(nullable && $0 == "null") && matches(value, $0) } != isNegated
    }
  }

  private func numbers(_ lookup: Lookup?, _ number: @escaping (Record) -> Int64?) throws(FilterError) -> Predicate? {
    if lookup == .empty { return boolean.map { wanted in { (number($0) == nil) == wanted } } }
    guard let compares = (lookup ?? .exact).comparison(Int64.self) else { return nil }
    var wanted: [Int64] = []
    for text in given { wanted.append(try wholeNumber(text)) }
    guard !wanted.isEmpty else { return nil }
    return { record in
      guard let value = number(record) else { return lookup == .n }
      return wanted.contains { compares(value, $0) } != (lookup == .n)
    }
  }

  private func wholeNumber(_ text: String) throws(FilterError) -> Int64 {
    guard let number = Int64(text.trimmingSpace.replacing(/\.0*$/, with: "")) else {
      throw FilterError(message: "Enter a whole number.")
    }
    return number
  }

  private func plainNumber(
    _ comparison: Filter.Comparison, _ number: @escaping (Record) -> Int64?
  ) throws(FilterError) -> Predicate? {
    guard comparison != .equal else {
      var wanted: Set<Int64> = []
      for text in given { wanted.insert(try wholeNumber(text)) }
      return wanted.isEmpty ? nil : { number($0).map(wanted.contains) ?? false }
    }
    guard !last.isEmpty else { return nil }
    guard let bound = Double(last.trimmingSpace) else { throw FilterError(message: "Enter a number.") }
    return { record in
      guard let value = number(record) else { return false }
      return comparison == .atLeast ? Double(value) >= bound : Double(value) <= bound
    }
  }

  private func times(
    _ lookup: Lookup?, kind: String = "date/time", _ time: @escaping (Record) -> Timestamp?
  ) throws(FilterError) -> Predicate? {
    if lookup == .empty { return boolean.map { wanted in { (time($0) == nil) == wanted } } }
    guard let compares = (lookup ?? .exact).comparison(Timestamp.self) else { return nil }
    var wanted: [Timestamp] = []
    for text in given {
      guard let moment = Timestamp(text) else { throw FilterError(message: "Enter a valid \(kind).") }
      wanted.append(moment)
    }
    guard !wanted.isEmpty else { return nil }
    return { record in
      guard let value = time(record) else { return false }
      return wanted.contains { compares(value, $0) } != (lookup == .n)
    }
  }

  private func choice(
    _ choices: Choices, _ nullable: Bool, _ lookup: Lookup?, _ value: @escaping (Record) -> Value
  ) throws(FilterError) -> Predicate? {
    if lookup == .empty { return boolean.map { wanted in { (value($0).string ?? "").isEmpty == wanted } } }
    for text in values where !choices.contains(.string(text)) && !(nullable && text == "null") {
      throw .notAChoice(text)
    }
    return texts(lookup, nullable: nullable) { record in value(record).string.flatMap { $0.isEmpty ? nil : $0 } }
  }

  private func lastChoice(
    _ choices: Choices, _ lookup: Lookup?, _ value: @escaping (Record) -> Value
  ) throws(FilterError) -> Predicate? {
    guard lookup == nil || lookup == .n else { return texts(lookup) { value($0).string } }
    let wanted = last
    guard !wanted.isEmpty else { return nil }
    guard choices.contains(.string(wanted)) else { throw .notAChoice(wanted) }
    return { (value($0) == .string(wanted)) != (lookup == .n) }
  }

  // MARK: Objects

  /// The ids that the values name; nil among them stands for the word `null`.
  private func objects(_ model: ModelName, key: String, tree: Bool) throws(FilterError) -> Set<Int64?> {
    var wanted: Set<Int64?> = []
    for value in values {
      if value == "null" {
        wanted.insert(nil)
        continue
      }
      let id = try object(model, key: key, value)
      if tree { wanted.formUnion(store.descendants(of: id, in: model).map { $0 }) } else { wanted.insert(id) }
    }
    return wanted
  }

  private func object(_ model: ModelName, key: String, _ value: String) throws(FilterError) -> Int64 {
    guard let id = find(model, key: key, value) else { throw missing(key, value) }
    return id
  }

  private func missing(_ key: String, _ value: String) -> FilterError {
    if key == "id", Int64(value.trimmingSpace) == nil {
      return FilterError(message: "“\(value)” is not a valid value.")
    }
    return .notAChoice(value)
  }

  private func find(_ model: ModelName, key: String, _ value: String) -> Int64? {
    if key == "id" { return Int64(value.trimmingSpace).flatMap { store.record(model, $0)?.id } }
    return store.records(model) { $0.values[key]?.string == value }.first?.id
  }

  private func tags(_ key: String, _ lookup: Lookup?) throws(FilterError) -> Predicate? {
    guard lookup == nil || lookup == .n else { return nil }
    let wanted = try objects(.tag, key: key, tree: false)
    guard !wanted.isEmpty else { return nil }
    return { record in
      let has = { (id: Int64?) in id.map(record.tags.contains) ?? record.tags.isEmpty }
      return lookup == .n ? !wanted.contains(where: has) : wanted.allSatisfy(has)
    }
  }

  private func contentType(_ types: @escaping (Record) -> [String]) -> Predicate? {
    let wanted = given.map { $0.lowercased() }
    return wanted.isEmpty ? nil : { types($0).contains(where: wanted.contains) }
  }

  private func uuid(_ matches: @escaping (Record, String) -> Bool) throws(FilterError) -> Predicate? {
    guard !last.isEmpty else { return nil }
    let digits = last.lowercased().filter { $0 != "-" }
    guard digits.count == 32, digits.allSatisfy(\.isHexDigit) else { throw FilterError(message: "Enter a valid UUID.") }
    var text = ""
    for (index, digit) in digits.enumerated() {
      if [8, 12, 16, 20].contains(index) { text += "-" }
      text.append(digit)
    }
    let id = text
    return { matches($0, id) }
  }

  // MARK: Custom fields

  private func customField(_ model: Model) throws(FilterError) -> Predicate? {
    let fields = store.customFields(of: model.name)
    let named = { (name: String) in
      fields.first { "cf_" + $0.text("name") == name && $0.text("filter_logic") != "disabled" }
    }
    if let field = named(parameter) { return try customField(field, nil) }
    guard let (name, lookup) = lookup, let field = named(name) else { return nil }
    return try customField(field, lookup)
  }

  private func customField(_ field: Record, _ lookup: Lookup?) throws(FilterError) -> Predicate? {
    let name = field.text("name")
    let value = { (record: Record) in record.customFields[name] ?? .null }
    if lookup == .empty { return boolean.map { wanted in { (value($0).isNull || value($0) == "") == wanted } } }
    switch field.text("type") {
    case "text", "longtext", "url":
      let isLoose = field.text("filter_logic") == "loose"
      // Loose fields are searched for parts of text and have no other lookups.
      if isLoose, lookup != nil { return nil }
      return texts(isLoose ? .ic : lookup, nullable: true) { value($0).string }
    case "select": return texts(lookup, nullable: true) { value($0).string }
    case "integer", "object": return try numbers(lookup) { value($0).integer }
    case "decimal": return try decimals(lookup) { value($0).number }
    case "boolean":
      guard lookup == nil else { return nil }
      return boolean.map { wanted in { value($0) == .bool(wanted) } }
    case "date", "datetime":
      let kind = field.text("type") == "date" ? "date" : "date/time"
      return try times(lookup, kind: kind) { value($0).string.flatMap { Timestamp($0) } }
    case "multiselect":
      guard lookup == nil, !given.isEmpty else { return nil }
      let given = given
      return { record in
        given.contains { ($0 == "null" && value(record).isNull) || (value(record).array ?? []).contains(.string($0)) }
      }
    case "multiobject":
      guard lookup == nil, !given.isEmpty else { return nil }
      var wanted: [Value] = []
      for text in given { wanted.append(.integer(try wholeNumber(text))) }
      return { record in wanted.contains { (value(record).array ?? []).contains($0) } }
    default: return nil
    }
  }

  private func decimals(_ lookup: Lookup?, _ number: @escaping (Record) -> Double?) throws(FilterError) -> Predicate? {
    guard let compares = (lookup ?? .exact).comparison(Double.self) else { return nil }
    var wanted: [Double] = []
    for text in given {
      guard let value = Double(text.trimmingSpace) else { throw FilterError(message: "Enter a number.") }
      wanted.append(value)
    }
    guard !wanted.isEmpty else { return nil }
    return { record in
      guard let value = number(record) else { return lookup == .n }
      return wanted.contains { compares(value, $0) } != (lookup == .n)
    }
  }
}
