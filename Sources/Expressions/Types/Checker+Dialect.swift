// What Kubernetes checks beyond types.

extension Checker {
  mutating func checkDialect(_ root: Syntax) {
    guard environment.dialect.hasUniformLiterals || environment.dialect.checksLiterals, errors.isEmpty else { return }
    checkDialect(root, isFormatArgument: false)
  }

  private mutating func checkDialect(_ node: Syntax, isFormatArgument: Bool) {
    var childrenAreFormatArguments = isFormatArgument
    switch node.kind {
    case .call(let function, let target, let arguments):
      if environment.dialect.checksLiterals { checkLiteral(function, target, arguments) }
      childrenAreFormatArguments = isFormatArgument || function == "format"
    case .list(let elements) where environment.dialect.hasUniformLiterals && !isFormatArgument:
      checkUniform(elements.map(\.value))
    case .map(let entries) where environment.dialect.hasUniformLiterals && !isFormatArgument:
      checkUniform(entries.map(\.key))
      checkUniform(entries.map(\.value))
    default: break
    }
    for child in node.children { checkDialect(child, isFormatArgument: childrenAreFormatArguments) }
  }

  private mutating func checkUniform(_ elements: [Syntax]) {
    var expected: CELType?
    for element in elements {
      var type = checked.types[element.id] ?? .dyn
      if let wrapped = type.optionalWrapped { type = wrapped }
      guard let known = expected else {
        expected = type
        continue
      }
      if !substitution.assign(known, to: type) {
        report("expected type '\(known)' but found '\(type)'", at: element)
        return
      }
    }
  }

  private mutating func checkLiteral(_ function: String, _ target: Syntax?, _ arguments: [Syntax]) {
    switch (function, arguments.first?.kind) {
    case ("duration", .literal(.string(let text))?) where target == nil:
      if CELDuration(text) == nil { report("invalid duration argument", at: arguments[0]) }
    case ("timestamp", .literal(.string(let text))?) where target == nil:
      if CELTimestamp(text) == nil { report("invalid timestamp argument", at: arguments[0]) }
    case ("timestamp", .literal(.int(let seconds))?) where target == nil:
      if CELTimestamp(seconds: seconds) == nil { report("invalid timestamp argument", at: arguments[0]) }
    default:
      guard function == "matches", case .literal(.string(let pattern))? = arguments.last?.kind else { return }
      do { _ = try RegularExpression(pattern) } catch {
        report("invalid matches argument", at: arguments[arguments.count - 1], hint: error.description)
      }
    }
  }
}
