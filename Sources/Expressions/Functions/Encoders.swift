extension Library {
  /// `base64.encode`, `base64.decode`
  static let encoders = Library(
    name: "encoders",
    overloads: [
      .function("base64.encode", [.bytes], .string, cost: .first(0.1)) { (value) throws(EvaluationError) in
        guard case .bytes(let bytes) = value else { throw EvaluationError.noOverload("base64.encode", [value]) }
        return .string(Base64.encode(bytes))
      },
      .function("base64.decode", [.string], .bytes, cost: .first(0.1)) { (value) throws(EvaluationError) in
        guard let bytes = Base64.decode(try value.text(), paddingRequired: false) else {
          throw EvaluationError("illegal base64 data")
        }
        return .bytes(bytes)
      },
    ])

  /// `cel.bind(name, value, expression)`
  static let binding = Library(name: "bindings", macros: [.bind])

  static let twoVariableMacros = Library(
    name: "two-variable comprehensions", macros: [.transformList, .transformMap, .transformMapEntry])
}
