package import Documents
package import Expressions

extension Step.Operation.Establish {
  package enum Parameters: Sendable {
    case named([Parameter])
    /// One expression that gives an object with all of them.
    case whole(Template)

    /// Nil when only the run tells.
    package var names: [String]? { if case .named(let all) = self { all.map(\.name) } else { nil } }
  }

  package struct Parameter: Sendable {
    package var name: String
    package var value: Template
    /// Where its value stands.
    package var place: Place

    package init(name: String, value: Template, place: Place) {
      self.name = name
      self.value = value
      self.place = place
    }
  }

  /// What is established is wrong: it has to be refused, or the object has to say that it failed.
  package struct Invalidity: Sendable {
    /// Parameters and texts of which the refusal has to name one; a list of text. Without any, it may say anything.
    package var naming: Template
    /// How long the candidate may take to say that it failed.
    package var within: Duration

    package init(naming: Template, within: Duration) {
      self.naming = naming
      self.within = within
    }
  }

  /// Whether the API server or the candidate must refuse what is established.
  package var isInvalid: Bool { invalidity != nil }
}
