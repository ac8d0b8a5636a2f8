package import Documents

extension SchemaValidation {
  /// The check of `type`, `nullable` and the formats of numbers.
  func typeError(_ value: Value, _ node: SchemaNode) -> FieldError? {
    if value.isNull {
      return node.types.isEmpty || node.isNullable ? nil : mismatch(node.types.list, found: "null")
    }
    let found = SchemaTypes(of: value)
    let isWholeDouble = value.isWholeDouble && node.types.contains(.integer)
    let fits = node.types.contains(found) || isWholeDouble || (found == .integer && node.types.contains(.number))
    if let format = node.assertions.format {
      let isTextual = found == .string || found == .array
      if !isTextual, !fits {
        let foundFormat = found == .integer ? "int64" : (found == .number ? "float64" : "")
        return foundFormat == format.name ? nil : mismatch(format.name, found: foundFormat)
      }
      // A format of texts is checked as such, whatever the type says of arrays.
      if isTextual, node.types.isDisjoint(with: [.number, .integer]) { return nil }
    }
    return fits ? nil : mismatch(node.types.list, found: found.list)
  }

  private func mismatch(_ expected: String, found: String) -> FieldError {
    .typeInvalid(field, .string(found), "\(place) must be of type \(expected): \(JSON.text(.string(found)))")
  }

  func enumerationError(_ value: Value, _ node: SchemaNode) -> FieldError? {
    guard let values = node.assertions.values, !values.isEmpty else { return nil }
    if values.contains(where: { $0.equalsAsJSON(value) }) { return nil }
    let supported = values.map { $0.string ?? GoText.json($0) }
    return .notSupported(field, value, supported: supported)
  }

  /// Only the first of length and pattern that fails is reported; the format is another check.
  func checkString(_ text: String, _ node: SchemaNode, _ outcome: inout Outcome) {
    let assertions = node.assertions
    if assertions.maximumLength != nil || assertions.minimumLength != nil || assertions.pattern != nil,
      let error = stringError(text, assertions)
    {
      outcome.add(error)
    }
    outcome.matches += 1
    guard let format = assertions.format, !format.isNumeric else { return }
    if !format.accepts(text) {
      let detail = "\(place) must be of type \(format.name): \(JSON.text(.string(text)))"
      outcome.add(.typeInvalid(field, .string(text), detail))
    }
    outcome.matches += 1
  }

  private func stringError(_ text: String, _ assertions: SchemaAssertions) -> FieldError? {
    let length = text.unicodeScalars.count
    if let limit = assertions.maximumLength, length > limit { return .tooLong(field, maximum: limit) }
    if let limit = assertions.minimumLength, length < limit {
      return .invalid(field, .string(text), "\(place) should be at least \(limit) chars long")
    }
    if let pattern = assertions.pattern, !pattern.matches(text) {
      return .invalid(field, .string(text), "\(place) should match '\(pattern.text)'")
    }
    return nil
  }

  func checkNumber(_ value: Value, _ node: SchemaNode) -> Outcome {
    let assertions = node.assertions
    var outcome = Outcome()
    if let error = rangeError(value, "Checked", node) { outcome.add(error) }
    if let factor = assertions.multipleOf { checkMultiple(value, factor, node, &outcome) }
    if let minimum = assertions.minimum {
      if let error = rangeError(.double(minimum), "Minimum boundary", node) { outcome.add(error) }
      let comparison = value.compared(to: minimum)
      if comparison < 0 || (assertions.isMinimumExclusive && comparison == 0) {
        let words = assertions.isMinimumExclusive ? "greater than" : "greater than or equal to"
        outcome.add(.invalid(field, value.asNumberText, "\(place) should be \(words) \(value.bound(minimum))"))
      }
    }
    if let maximum = assertions.maximum {
      if let error = rangeError(.double(maximum), "Maximum boundary", node) { outcome.add(error) }
      let comparison = value.compared(to: maximum)
      if comparison > 0 || (assertions.isMaximumExclusive && comparison == 0) {
        let words = assertions.isMaximumExclusive ? "less than" : "less than or equal to"
        outcome.add(.invalid(field, value.asNumberText, "\(place) should be \(words) \(value.bound(maximum))"))
      }
    }
    outcome.matches += 1
    return outcome
  }

  private func checkMultiple(_ value: Value, _ factor: Double, _ node: SchemaNode, _ outcome: inout Outcome) {
    if let error = rangeError(.double(factor), "MultipleOf", node) { outcome.add(error) }
    if factor < 0 {
      let detail = "factor MultipleOf declared for \(path.dotted) must be positive: \(GoText.number(factor))"
      outcome.add(.invalid(field, .double(factor).asNumberText, detail))
    } else if !value.isMultiple(of: factor) {
      outcome.add(.invalid(field, value.asNumberText, "\(place) should be a multiple of \(value.bound(factor))"))
    }
  }

  /// Whether a number, or a bound of it, is one that its type and format can hold.
  private func rangeError(_ value: Value, _ what: String, _ node: SchemaNode) -> FieldError? {
    let format = node.assertions.format
    let fits: Bool
    if node.types == .integer {
      guard let whole = value.wholeNumber else { return rangeError(what, "integer", format) }
      fits = format?.kind == .int32 ? Int32(exactly: whole) != nil : true
    } else {
      fits = format?.kind == .float ? value.number.map { Float($0).isFinite } ?? true : true
    }
    return fits ? nil : rangeError(what, node.types.list, format)
  }

  private func rangeError(_ what: String, _ type: String, _ format: SchemaFormat?) -> FieldError {
    let form = format.map { " with format \($0.name)" } ?? " (default format)"
    return .invalid(noField, "", "\(what) value must be of type \(type)\(form) in \(path.dotted)")
  }
}

extension Value {
  fileprivate var isWholeDouble: Bool {
    if case .double(let number) = self { number == number.rounded() && number.isFinite } else { false }
  }

  /// As an integer of 64 bits, when it is one.
  fileprivate var wholeNumber: Int64? {
    switch self {
    case .integer(let number): number
    case .double(let number): Int64(exactly: number)
    default: nil
    }
  }

  /// -1, 0 or 1. Integers are compared as such, with the bound cut to an integer, as the API server does.
  fileprivate func compared(to bound: Double) -> Int {
    if case .integer(let number) = self, bound.magnitude < 9.2e18 {
      let bound = Int64(bound)
      return number < bound ? -1 : (number > bound ? 1 : 0)
    }
    let number = self.number ?? 0
    return number < bound ? -1 : (number > bound ? 1 : 0)
  }

  fileprivate func bound(_ bound: Double) -> String {
    if case .integer = self, bound.magnitude < 9.2e18 { return String(Int64(bound)) }
    return GoText.number(bound)
  }

  fileprivate func isMultiple(of factor: Double) -> Bool {
    if case .integer(let number) = self, let whole = Int64(exactly: factor.rounded(.towardZero)), whole != 0 {
      return number % whole == 0
    }
    guard factor != 0 else { return false }
    let quotient = factor < 1 ? 1 / factor * (number ?? 0) : (number ?? 0) / factor
    return (quotient - quotient.rounded()).magnitude < 1e-9
  }

  /// Whole doubles are printed without a fraction.
  fileprivate var asNumberText: Value {
    if case .double(let number) = self, let whole = Int64(exactly: number) { return .integer(whole) }
    return self
  }

  /// Equal where `1` and `1.0` are the same number.
  package func equalsAsJSON(_ other: Value) -> Bool {
    switch (self, other) {
    case (.integer(let left), .double(let right)): return Double(left) == right
    case (.double(let left), .integer(let right)): return left == Double(right)
    case (.array(let left), .array(let right)):
      return left.count == right.count && zip(left, right).allSatisfy { $0.equalsAsJSON($1) }
    case (.object(let left), .object(let right)):
      return left.count == right.count && left.allSatisfy { key, value in right[key]?.equalsAsJSON(value) ?? false }
    default: return self == other
    }
  }
}
