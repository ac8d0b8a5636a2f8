import Documents
import Expressions

/// One thing that a criterion is applied to.
struct JudgedSubject {
  /// How messages begin: `container "manager" of Deployment "x"`; empty for all manifests together.
  var label: String
  /// From where fields are looked for.
  var node: Node
  var object: ManifestObject?
  /// The template of pods, for workloads and containers.
  var template: Node?
  var bindings: Bindings
  /// Fields of the schema, for versions of custom resources.
  var fields: [SchemaField] = []

  func problem(_ message: String, at place: Place? = nil) -> Problem {
    Problem(message: message, place: place ?? node.place)
  }
}

/// What is wrong, and where.
struct Problem {
  var message: String
  var place: Place
}
