package import Documents
package import Kubernetes

/// What the fields of a kind mean: the part of a resource type that knows its schema.
///
/// The verbs call, in this order: `decode` on what a client sent, `applyDefaults`, the preparation, and `validate`.
/// `metadata` is handled by the verbs, except that `decode` sees it. Implementations are cheap to make: a schema is parsed
/// when it is first used.
package protocol ResourceSchema: Sendable {
  /// Reads an object as the kind's decoder would: drops unknown fields, brings values into canonical form (quantities,
  /// times, `stringData`), drops nulls where the type has no null.
  ///
  /// - Returns: the paths of fields that were not known, as in `unknown field "spec.foo"`.
  /// - Throws: `DecodingError` for a value of the wrong type.
  func decode(_ object: inout Value) throws(DecodingError) -> [String]
  func applyDefaults(_ object: inout Value)
  /// Before a creation: drops what clients may not set, fills what the server decides.
  func prepareForCreate(_ object: inout Value)
  /// Before an update: takes from `old` what this endpoint may not change (the status, or all but the status).
  func prepareForUpdate(_ object: inout Value, old: Value, subresource: String?)
  func validate(_ object: Value) -> [FieldError]
  /// All that is wrong with `object` in place of `old`: immutable fields, and the object itself.
  func validateUpdate(_ object: Value, old: Value, subresource: String?) -> [FieldError]
  /// How objects merge: for managedFields, server-side apply and strategic merge patches.
  var mergeType: MergeType { get }
  /// What an object of the type holds before anything is set: fields that are always written.
  var emptyObject: Value { get }
  /// Texts for `Warning` headers about a valid object.
  func warnings(_ object: Value, old: Value?) -> [String]
  /// From the version of this type into that in which the log keeps objects; the caller sets apiVersion and kind.
  func toStorage(_ object: inout Value)
  /// From the log into the version of this type; the caller sets apiVersion.
  func fromStorage(_ object: inout Value, isStorageVersion: Bool)
}

extension ResourceSchema {
  package var emptyObject: Value { [:] }
  package func prepareForCreate(_ object: inout Value) {}
  package func prepareForUpdate(_ object: inout Value, old: Value, subresource: String?) {}
  package func warnings(_ object: Value, old: Value?) -> [String] { [] }
  package func toStorage(_ object: inout Value) {}
  package func fromStorage(_ object: inout Value, isStorageVersion: Bool) {}
}

/// Why a body is no object of its kind: answered with 400.
package struct DecodingError: Error, Sendable, Hashable {
  /// In the words of Go's decoder: `json: cannot unmarshal number into Go struct field ConfigMap.data of type string`.
  package var message: String

  package init(message: String) { self.message = message }
}
