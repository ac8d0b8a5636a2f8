package import Documents

/// One check or completion of a write between its validation by schema and its place in the log.
///
/// Plugins run in the order of the chain: first all `admit`, which may change the object, then all `validate`.
package protocol AdmissionPlugin: Sendable {
  /// - Throws: `APIStatus`, which becomes the answer.
  func admit(_ review: inout AdmissionReview, reader: any StoreReader) throws
  /// - Throws: `APIStatus`, which becomes the answer.
  func validate(_ review: inout AdmissionReview, reader: any StoreReader) throws
}

extension AdmissionPlugin {
  package func admit(_ review: inout AdmissionReview, reader: any StoreReader) throws {}
  package func validate(_ review: inout AdmissionReview, reader: any StoreReader) throws {}
}

/// A write as admission sees it.
package struct AdmissionReview: Sendable {
  package enum Operation: String, Sendable {
    case create = "CREATE", update = "UPDATE", delete = "DELETE", connect = "CONNECT"
  }

  package var operation: Operation
  package var type: ResourceType
  package var subresource: String?
  package var namespace: String?
  /// Empty for a creation with generateName until the name is made.
  package var name: String
  /// In the version of the request; nil for a deletion.
  package var object: Value?
  /// Nil for a creation.
  package var oldObject: Value?
  package var user: UserInfo
  package var isDryRun: Bool
  /// What webhooks have answered to this request.
  var consultation = Consultation()
  /// Texts for `Warning` headers that plugins add.
  package var warnings: [String] = []
}

/// Reads of the current state, for plugins and controllers. Objects come in their storage version.
package protocol StoreReader: Sendable {
  func object(_ key: StorageKey, namespace: String?, name: String) -> Value?
  /// All objects of a namespace, or of all namespaces when nil, by namespace and name.
  func objects(_ key: StorageKey, namespace: String?) -> [Value]
  var registry: ResourceRegistry { get }
}

extension AdmissionReview {
  /// An object of this review in another version of its resource.
  func converted(_ object: Value, to other: ResourceType) throws -> Value {
    try other.fromStorageVersion(type.inStorageVersion(object))
  }
}
