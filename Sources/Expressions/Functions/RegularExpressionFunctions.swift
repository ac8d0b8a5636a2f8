extension Library {
  /// Kubernetes' `find` and `findAll`.
  static let regularExpressionSearch = Library(
    name: "kubernetes.regex",
    overloads: [
      .method2("find", .string, .string, .string, cost: .pattern) {
        (text, pattern) throws(EvaluationError) in
        .string(try RegularExpression.of(pattern).firstMatch(in: try text.text())?.string ?? "")
      },
      .method2("findAll", .string, .string, .list(.string), cost: .pattern) {
        (text, pattern) throws(EvaluationError) in
        .strings(try RegularExpression.of(pattern).findAll(in: try text.text()).map(\.string))
      },
      .methodN("findAll", [.string, .string, .int], .list(.string), cost: .pattern) {
        (values) throws(EvaluationError) in
        let limit = try values[2].integer()
        let matches = try RegularExpression.of(values[1]).findAll(
          in: try values[0].text(), limit: limit < 0 ? nil : Int(limit))
        return .strings(matches.map(\.string))
      },
    ])

  /// cel-go's `regex.extract`, `regex.extractAll` and `regex.replace`.
  static let regularExpressions = Library(
    name: "regex",
    overloads: [
      .function2("regex.extract", [.string, .string], .optional(.string), cost: .pattern) {
        (text, pattern) throws(EvaluationError) in
        let expression = try singleGroup(pattern)
        let match = expression.firstMatch(in: try text.text())
        return .optional(match.flatMap { $0.group(expression.groupCount - 1) }.map(CELValue.string))
      },
      .function2("regex.extractAll", [.string, .string], .list(.string), cost: .pattern) {
        (text, pattern) throws(EvaluationError) in
        let expression = try singleGroup(pattern)
        return .strings(
          expression.findAll(in: try text.text()).compactMap { $0.group(expression.groupCount - 1) })
      },
      .functionN("regex.replace", [.string, .string, .string], .string, cost: .pattern, replace),
      .functionN("regex.replace", [.string, .string, .string, .int], .string, cost: .pattern, replace),
    ])

  private static func singleGroup(_ pattern: CELValue) throws(EvaluationError) -> RegularExpression {
    let expression = try RegularExpression.of(pattern)
    guard expression.groupCount <= 2 else {
      throw EvaluationError("regular expression has more than one capturing group: \(expression.pattern)")
    }
    return expression
  }

  /// `\1` in the replacement stands for what the first group matched, `\0` for the whole, `\\` for a backslash.
  @Sendable
  private static func replace(_ values: [CELValue]) throws(EvaluationError) -> CELValue {
    let scalars = try values[0].text().scalars
    let expression = try RegularExpression.of(values[1])
    let replacement = try values[2].text().scalars
    let limit = values.count > 3 ? try values[3].integer() : -1
    var result = ""
    var end = 0
    for match in expression.findAll(in: try values[0].text(), limit: limit < 0 ? nil : Int(limit)) {
      result += String(scalars: scalars[end..<match.range.lowerBound]) + (try expand(replacement, match))
      end = match.range.upperBound
    }
    return .string(result + String(scalars: scalars[end...]))
  }

  private static func expand(
    _ replacement: [Unicode.Scalar], _ match: RegularExpression.Match
  ) throws(EvaluationError) -> String {
    var result = ""
    var isEscaped = false
    for scalar in replacement {
      if !isEscaped {
        if scalar == "\\" { isEscaped = true } else { result.unicodeScalars.append(scalar) }
        continue
      }
      isEscaped = false
      if scalar == "\\" {
        result += "\\"
      } else if scalar.isDigit {
        let group = Int(scalar.value - 0x30)
        guard group <= match.groupCount else {
          throw EvaluationError(
            "replacement string references group \(group) but regex has only \(match.groupCount) group(s)")
        }
        result += match.group(group) ?? ""
      } else {
        throw EvaluationError("invalid replacement string: \\ must be followed by a digit or \\")
      }
    }
    if isEscaped { throw EvaluationError("invalid replacement string: \\ must be followed by a digit or \\") }
    return result
  }
}
