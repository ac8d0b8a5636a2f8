package import Documents
package import Plans

extension Contract {
  /// The contract as data, for programs: what its file says, with what follows from it.
  package var document: Value {
    var document: Object = ["name": .string(name), "version": .string(version), "title": .string(title)]
    document["about"] = about.map(Value.string)
    document["endpoints"] = .object(Object(endpoints.map { ($0.name, .string($0.about)) }))
    document["features"] = .array(features.map(Self.document))
    document["intents"] = .object(Object(intents.map { ($0.name, Self.document($0)) }))
    return .object(document)
  }

  private static func document(_ feature: Feature) -> Value {
    members(["name": .string(feature.name), "level": .string(feature.level.rawValue)], ["about": feature.about])
  }

  private static func document(_ intent: Intent) -> Value {
    var document: Object = [:]
    document["about"] = intent.about.map(Value.string)
    document["feature"] = intent.feature.map(Value.string)
    document["parameters"] = .object(Object(intent.parameters.map { ($0.name, Self.document($0)) }))
    document["observe"] = .object(
      Object(
        intent.observations.map { ($0.name, members(["type": .string($0.type.rawValue)], ["about": $0.about])) }))
    document["facts"] = .array(
      intent.facts.map { members(["name": .string($0.name)], ["about": $0.about, "template": $0.template]) })
    document["examples"] = [
      "valid": .array(intent.validExamples.map(Self.document)),
      "invalid": .array(intent.invalidExamples.map(Self.document)),
    ]
    return .object(document)
  }

  private static func document(_ parameter: Parameter) -> Value {
    var document: Object = [
      "type": .string(parameter.type.rawValue), "required": .bool(parameter.isRequired),
      "immutable": .bool(parameter.isImmutable),
    ]
    document["default"] = parameter.fallback
    if !parameter.values.isEmpty { document["values"] = .array(parameter.values) }
    return members(
      document, ["feature": parameter.feature, "about": parameter.about, "source": parameter.source])
  }

  private static func document(_ example: Example) -> Value {
    var document: Object = ["name": .string(example.name), "with": .object(example.parameters)]
    if !example.naming.isEmpty { document["naming"] = .array(example.naming.map(Value.string)) }
    if !example.claims.isEmpty { document["claims"] = .array(example.claims.map(Value.string)) }
    return members(document, ["because": example.because])
  }

  /// The members, and those texts that are there.
  private static func members(_ members: Object, _ texts: KeyValuePairs<String, String?>) -> Value {
    var all = members
    for (name, text) in texts { all[name] = text.map(Value.string) }
    return .object(all)
  }
}
