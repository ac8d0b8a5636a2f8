package import Documents
package import Kubernetes

/// What a kind does beyond its description: the steps of `ResourceSchema`, each called after the general part.
package protocol KindRules: Sendable {
  /// After decoding: fields that stand for others (`stringData`, `serviceAccount`).
  func canonicalize(_ object: inout Value)
  func applyDefaults(_ object: inout Value)
  func prepareForCreate(_ object: inout Value)
  func prepareForUpdate(_ object: inout Value, old: Value, subresource: String?)
  func validate(_ object: Value) -> [FieldError]
  /// Whether `validate` finds what the description demands too, with errors of its own.
  var checksDescription: Bool { get }
  /// What is wrong with a new object only, besides `validate`.
  func validateCreation(_ object: Value) -> [FieldError]
  func validateUpdate(_ object: Value, old: Value, subresource: String?) -> [FieldError]
  func warnings(_ object: Value, old: Value?) -> [String]
  /// From this version of the kind into that which is stored.
  func toStorage(_ object: inout Value)
  /// From another version, which is stored, into this one.
  func fromStorage(_ object: inout Value)
}

extension KindRules {
  package func canonicalize(_ object: inout Value) {}
  package func applyDefaults(_ object: inout Value) {}
  package func prepareForCreate(_ object: inout Value) {}
  package func prepareForUpdate(_ object: inout Value, old: Value, subresource: String?) {}
  package func validate(_ object: Value) -> [FieldError] { [] }
  package var checksDescription: Bool { false }
  package func validateCreation(_ object: Value) -> [FieldError] { [] }
  package func validateUpdate(_ object: Value, old: Value, subresource: String?) -> [FieldError] { [] }
  package func warnings(_ object: Value, old: Value?) -> [String] { [] }
  package func toStorage(_ object: inout Value) {}
  package func fromStorage(_ object: inout Value) {}
}

/// Kinds whose description says it all.
struct PlainRules: KindRules {}
