internal import Documents
internal import Kubernetes

/// Writes objects of one resource type for one user: what creations, updates, patches and controllers have in common.
///
/// Objects go in and come out in the version of `type`.
struct ObjectWriter: Sendable {
  let store: LabStore
  let type: ResourceType
  let user: UserInfo
  /// Owner of the fields that are written, in `managedFields`.
  var fieldManager: String
  var subresource: String?
  /// Nil for objects of the cluster.
  var namespace: String?
  var isDryRun = false
  /// What webhooks have answered to the request so far.
  var consultation: Consultation
  /// Texts for `Warning` headers, gathered on the way.
  var warnings: [String] = []

  init(
    store: LabStore, type: ResourceType, user: UserInfo, fieldManager: String, subresource: String? = nil,
    namespace: String?, isDryRun: Bool = false, consultation: Consultation = Consultation()
  ) {
    self.store = store
    self.type = type
    self.user = user
    self.fieldManager = fieldManager
    self.subresource = subresource
    self.namespace = namespace
    self.isDryRun = isDryRun
    self.consultation = consultation
  }

  var resource: GroupResource { GroupResource(group: type.group, resource: type.plural) }
  /// How a message about an invalid object names its kind; custom resources are named by their resource there.
  var kind: GroupKind { GroupKind(group: type.group, kind: type.kind) }

  func stored(_ name: String) -> Value? { store.object(type.storage, namespace: namespace, name: name) }

  /// - Throws: `APIStatus` 404.
  func existing(_ name: String) throws(APIStatus) -> Value {
    guard let stored = stored(name) else { throw .notFound(resource, name: name) }
    return stored
  }

  // MARK: Admission

  func review(
    _ operation: AdmissionReview.Operation, name: String, object: Value?, old: Value?
  ) -> AdmissionReview {
    AdmissionReview(
      operation: operation, type: type, subresource: subresource, namespace: namespace, name: name, object: object,
      oldObject: old, user: user, isDryRun: isDryRun, consultation: consultation)
  }

  /// Lets plugins complete or refuse the object.
  mutating func admit(_ review: AdmissionReview) throws -> Value {
    var review = review
    for plugin in store.admission { try plugin.admit(&review, reader: store) }
    warnings += review.warnings
    return review.object ?? .null
  }

  /// Lets plugins refuse the object as it will be stored.
  mutating func validateAdmission(_ review: AdmissionReview) throws {
    var review = review
    for plugin in store.admission { try plugin.validate(&review, reader: store) }
    warnings += review.warnings
  }
}
