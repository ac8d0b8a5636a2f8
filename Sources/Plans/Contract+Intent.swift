package import Documents

extension Contract {
  /// Something that a candidate can be asked for, whatever its own kinds are called.
  package struct Intent: Sendable {
    package var name: String
    package var about: String?
    /// Only candidates that claim it bind the intent.
    package var feature: String?
    /// In the order of the file.
    package var parameters: [Parameter]
    /// What must be observable.
    package var observations: [Observation]
    /// What must hold in the systems outside.
    package var facts: [Fact]
    package var validExamples: [Example]
    package var invalidExamples: [Example]
    package var place: Place

    package init(
      name: String, about: String?, feature: String?, parameters: [Parameter], observations: [Observation],
      facts: [Fact], validExamples: [Example], invalidExamples: [Example], place: Place
    ) {
      self.name = name
      self.about = about
      self.feature = feature
      self.parameters = parameters
      self.observations = observations
      self.facts = facts
      self.validExamples = validExamples
      self.invalidExamples = invalidExamples
      self.place = place
    }

    package func parameter(_ name: String) -> Parameter? { parameters.first { $0.name == name } }

    package func observation(_ name: String) -> Observation? { observations.first { $0.name == name } }

    /// What a binding sees of parameters that are not given.
    package var defaults: [String: Value] {
      Dictionary(
        parameters.compactMap { parameter in parameter.fallback.map { (parameter.name, $0) } },
        uniquingKeysWith: { first, _ in first })
    }

    package func examples(_ kind: ExampleKind) -> [Example] {
      switch kind {
      case .valid: validExamples
      case .invalid: invalidExamples
      }
    }
  }

  package struct Parameter: Sendable {
    package var name: String
    package var type: ValueType
    package var isRequired: Bool
    /// Whether a change of it has to be refused, or to fail.
    package var isImmutable: Bool
    package var about: String?
    /// Where its rules come from: `TS 23.003 9.1`.
    package var source: String?
    package var fallback: Value?
    /// The only values that are allowed; of a list, for each of its items. Empty means any.
    package var values: [Value]
    /// Only candidates that claim it take the parameter.
    package var feature: String?
    package var place: Place

    package init(
      name: String, type: ValueType, isRequired: Bool, isImmutable: Bool, about: String?, source: String?,
      fallback: Value?, values: [Value], feature: String? = nil, place: Place
    ) {
      self.name = name
      self.type = type
      self.isRequired = isRequired
      self.isImmutable = isImmutable
      self.about = about
      self.source = source
      self.fallback = fallback
      self.values = values
      self.feature = feature
      self.place = place
    }
  }

  package struct Observation: Sendable {
    package var name: String
    package var type: ValueType
    package var about: String?
    package var place: Place

    package init(name: String, type: ValueType, about: String?, place: Place) {
      self.name = name
      self.type = type
      self.about = about
      self.place = place
    }
  }

  package struct Fact: Sendable {
    package var name: String
    package var about: String?
    /// The suite's step template that looks whether it holds.
    package var template: String?
    package var place: Place
    /// Where the template is named.
    package var templatePlace: Place?

    package init(name: String, about: String?, template: String?, place: Place, templatePlace: Place?) {
      self.name = name
      self.about = about
      self.template = template
      self.place = place
      self.templatePlace = templatePlace
    }
  }

  package enum ExampleKind: String, Sendable, CaseIterable { case valid, invalid }

  /// Parameters that a candidate has to take, or to refuse.
  package struct Example: Sendable {
    package var name: String
    package var parameters: Object
    /// Of an invalid one: what the refusal has to name, parameters or texts, of which one is enough.
    package var naming: [String]
    /// Why it is as it is: `TS 23.003 9.1`.
    package var because: String?
    /// Features that it is about, besides those of its parameters.
    package var claims: [String]
    package var place: Place

    package init(
      name: String, parameters: Object, naming: [String], because: String?, claims: [String] = [], place: Place
    ) {
      self.name = name
      self.parameters = parameters
      self.naming = naming
      self.because = because
      self.claims = claims
      self.place = place
    }

    /// As expressions see it.
    package var value: Value {
      [
        "name": .string(name), "with": .object(parameters), "naming": .array(naming.map(Value.string)),
        "because": .string(because ?? ""),
      ]
    }
  }
}
