package import Documents

/// What suites and candidates agree on: the intents that suites establish and candidates bind to their own kinds.
package struct Contract: Sendable {
  package var name: String
  package var version: String
  package var about: String?
  /// The systems outside that its candidates manage.
  package var endpoints: [Endpoint]
  package var features: [Feature]
  package var intents: [Intent]
  package var place: Place

  package init(
    name: String, version: String, about: String?, endpoints: [Endpoint], features: [Feature], intents: [Intent],
    place: Place
  ) {
    self.name = name
    self.version = version
    self.about = about
    self.endpoints = endpoints
    self.features = features
    self.intents = intents
    self.place = place
  }

  /// As suites and candidates name it: `apn-config/v1`.
  package var title: String { "\(name)/\(version)" }

  package func intent(_ name: String) -> Intent? { intents.first { $0.name == name } }

  package func feature(_ name: String) -> Feature? { features.first { $0.name == name } }

  /// Whether every candidate has the feature, claimed or not.
  package func isCore(_ feature: String) -> Bool { self.feature(feature)?.level == .core }

  /// The feature without whose claim a candidate need not bind the intent; nil when every candidate must.
  package func claim(for intent: Intent) -> String? { intent.feature.flatMap { isCore($0) ? nil : $0 } }

  /// The same for a parameter of an intent that is bound.
  package func claim(for parameter: Parameter) -> String? { parameter.feature.flatMap { isCore($0) ? nil : $0 } }

  /// The features that a candidate claims to which the intent can be established with the parameters.
  package func claims(for intent: Intent, with parameters: some Sequence<String>) -> [String] {
    let ofParameters = parameters.compactMap { intent.parameter($0).flatMap(claim) }
    return Self.distinct([claim(for: intent)].compactMap(\.self) + ofParameters)
  }

  /// The same for an example.
  package func claims(for example: Example, of intent: Intent) -> [String] {
    Self.distinct(claims(for: intent, with: example.parameters.keys) + example.claims.filter { !isCore($0) })
  }

  private static func distinct(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }
}

extension Contract {
  package struct Endpoint: Sendable {
    package var name: String
    package var about: String

    package init(name: String, about: String) {
      self.name = name
      self.about = about
    }
  }

  /// Something that candidates can do, and that suites ask for.
  package struct Feature: Sendable {
    package enum Level: String, Sendable, CaseIterable {
      /// Every candidate must have it.
      case core
      /// Only candidates that claim it are asked for it.
      case extended
    }

    package var name: String
    package var level: Level
    package var about: String?
    package var place: Place

    package init(name: String, level: Level, about: String?, place: Place) {
      self.name = name
      self.level = level
      self.about = about
      self.place = place
    }
  }
}
