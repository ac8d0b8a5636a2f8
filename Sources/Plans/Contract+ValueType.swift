package import Documents

extension Contract {
  /// What kind of value a parameter or an observation is.
  package enum ValueType: String, Sendable, CaseIterable {
    case string, integer, number, boolean, duration, list, object

    package func accepts(_ value: Value) -> Bool {
      switch self {
      case .string: value.string != nil
      case .integer: value.integer != nil
      case .number: value.number != nil
      case .boolean: value.bool != nil
      case .duration: value.string.flatMap(GoDuration.parse) != nil
      case .list: value.array != nil
      case .object: value.object != nil
      }
    }

    /// With its article, for messages.
    package var phrase: String {
      switch self {
      case .integer: "an integer"
      case .object: "an object"
      case .duration: "a duration such as 90s"
      case .boolean: "true or false"
      case .string, .number, .list: "a \(rawValue)"
      }
    }
  }
}

extension Contract.Parameter {
  /// What a value ought to be that it is not: `an integer`; nil when it can be given to the parameter.
  package func mismatch(_ value: Value) -> String? {
    guard type.accepts(value) else { return type.phrase }
    let items = type == .list ? value.array ?? [] : [value]
    guard !values.isEmpty, !items.allSatisfy(values.contains) else { return nil }
    return "\(type == .list ? "a list of" : "one of") \(values.map(\.excerpt).joined(separator: ", "))"
  }
}
