internal import Documents
internal import Kubernetes

extension ObjectWriter {
  /// What an update led to.
  struct UpdateResult: Sendable {
    var object: Value
    var isCreated = false
  }

  /// Replaces an object by what `change` makes of its current state, again and again until nobody came in between.
  ///
  /// - Parameter change: Gets the current object in the version of `type`, managed fields included.
  /// - Throws: `APIStatus`
  mutating func update(
    _ name: String, managedFieldsAreDone: Bool = false, _ change: (Value) throws -> Value
  ) throws -> UpdateResult {
    var attempts = 0
    let warningsBefore = warnings
    while true {
      warnings = warningsBefore
      let stored = try existing(name)
      let current = try type.fromStorageVersion(stored)
      var object = try change(current)
      try checkVersion(&object, current: current, name: name)
      if !managedFieldsAreDone { object = recordUpdate(of: object, live: current) }
      object = try admit(review(.update, name: name, object: object, old: current))
      prepareForUpdate(&object, old: current)
      try validateUpdate(object, old: current, name: name)
      try validateAdmission(review(.update, name: name, object: object, old: current))
      object = FieldOwnership.withoutNeedlessTimestamps(object, old: current)
      warnings += type.schema.warnings(object, old: current)
      if let result = try commitUpdate(object, current: current, stored: stored, name: name) { return result }
      attempts += 1
      guard attempts < 100 else { throw APIStatus.conflict(resource, name: name) }
    }
  }

  /// Compares the resourceVersion and uid that the client sent with those of the stored object.
  private func checkVersion(_ object: inout Value, current: Value, name: String) throws(APIStatus) {
    let stored = KubernetesObject(current)
    if let uid = KubernetesObject(object).uid, !uid.isEmpty, uid != stored.uid, type.isCustom {
      throw .conflict(
        resource, name: name,
        because: "Precondition failed: UID in precondition: \(uid), UID in object meta: \(stored.uid ?? "")")
    }
    let text = KubernetesObject(object).resourceVersion ?? ""
    guard let sent = text.isEmpty ? 0 : UInt64(text) else {
      throw .unknown("strconv.ParseUint: parsing \(text.goQuoted): invalid syntax")
    }
    if sent == 0 {
      if type.requiresVersionOnUpdate {
        throw .invalid(
          GroupKind(group: type.group, kind: type.plural), name: name,
          errors: [.invalid("metadata.resourceVersion", 0, "must be specified for an update")])
      }
      object[path: "metadata", "resourceVersion"] = stored.resourceVersion.map(Value.string)
    } else if text != stored.resourceVersion {
      throw .conflict(resource, name: name)
    }
  }

  // MARK: Preparation

  private func prepareForUpdate(_ object: inout Value, old: Value) {
    let before = old["metadata"]?.object ?? [:]
    var metadata = object["metadata"]?.object ?? [:]
    metadata["generation"] = before["generation"]
    metadata["selfLink"] = nil
    if metadata["uid"]?.string ?? "" == "" { metadata["uid"] = before["uid"] }
    metadata["creationTimestamp"] = before["creationTimestamp"]
    if metadata["namespace"]?.string ?? "" == "" { metadata["namespace"] = before["namespace"] }
    if !type.isNamespaced { metadata["namespace"] = nil }
    if let since = before["deletionTimestamp"] { metadata["deletionTimestamp"] = since }
    if metadata["deletionGracePeriodSeconds"] == nil {
      metadata["deletionGracePeriodSeconds"] = before["deletionGracePeriodSeconds"]
    }
    object["metadata"] = .object(metadata)
    type.schema.prepareForUpdate(&object, old: old, subresource: subresource)
    if generationMoves(object, old: old) {
      object[path: "metadata", "generation"] = .integer((before["generation"]?.integer ?? 0) + 1)
    }
  }

  private func generationMoves(_ object: Value, old: Value) -> Bool {
    // Where a pod runs was never part of what its author wants: binding it is no new generation.
    if subresource == "status" || subresource == "binding" { return false }
    return switch type.generation {
    case .none, .fixed: false
    case .spec: object["spec"] != old["spec"]
    case .specOrAnnotations:
      object["spec"] != old["spec"] || object["metadata"]?["annotations"] != old["metadata"]?["annotations"]
    case .all: Self.differ(object, old, besides: ["metadata", "apiVersion", "kind"])
    case .allButStatus: Self.differ(object, old, besides: ["metadata", "apiVersion", "kind", "status"])
    }
  }

  private static func differ(_ object: Value, _ old: Value, besides names: Set<String>) -> Bool {
    func content(_ value: Value) -> Object { (value.object ?? [:]).filter { key, _ in !names.contains(key) } }
    return content(object) != content(old)
  }

  private func validateUpdate(_ object: Value, old: Value, name: String) throws {
    // The generic part and that of the kind both look at the metadata, and both tell.
    let metadataErrors = MetadataValidation.updateErrors(of: object, old: old, type: type)
    var errors = metadataErrors + metadataErrors
    errors += type.schema.validateUpdate(object, old: old, subresource: subresource)
    if !errors.isEmpty { throw APIStatus.invalid(kind, name: name, errors: errors) }
  }

  // MARK: Commit

  /// Nil when somebody else wrote in between.
  private func commitUpdate(_ object: Value, current: Value, stored: Value, name: String) throws -> UpdateResult? {
    let updated = KubernetesObject(object)
    let vanishes = Self.vanishes(updated, type: type)
    if isDryRun { return UpdateResult(object: withVersion(object, of: current)) }
    if !vanishes, Self.isSame(object, current), try isStoredSo(object, stored) { return UpdateResult(object: current) }
    let version = KubernetesObject(stored).resourceVersion ?? ""
    let written = vanishes ? Value?.none : try type.inStorageVersion(object)
    let result = store.commit(
      written, to: type.storage, namespace: namespace, name: name,
      expecting: .resourceVersion(version))
    guard case .done(let change) = result else { return nil }
    return UpdateResult(
      object: vanishes ? withVersion(object, of: current) : try type.afterWriting(object, change))
  }

  /// What is stored decides whether there is something to write: a version that lacks a field does not see it go, and what is
  /// stored in a former version is written anew.
  private func isStoredSo(_ object: Value, _ stored: Value) throws -> Bool {
    guard type.isCustom else { return true }
    let storage = "\(type.group)/\(type.storageVersion)"
    guard type.storageVersion != type.version || stored["apiVersion"]?.string != storage else { return true }
    return Self.isSame(try type.inStorageVersion(object), stored)
  }

  /// A terminating object goes with its last finalizer, unless it still has its grace period.
  private static func vanishes(_ object: KubernetesObject, type: ResourceType) -> Bool {
    guard object.isTerminating, object.finalizers.isEmpty else { return false }
    if type.storage == StorageKey(group: "", plural: "namespaces") {
      return object["spec", "finalizers"]?.array?.isEmpty ?? true
    }
    return object.deletionGracePeriodSeconds ?? 0 == 0
  }

  private func withVersion(_ object: Value, of current: Value) -> Value {
    var result = object
    result[path: "metadata", "resourceVersion"] = current["metadata"]?["resourceVersion"]
    return result
  }

  /// A write that changes nothing but times in managedFields is none.
  private static func isSame(_ object: Value, _ current: Value) -> Bool {
    var object = object
    object[path: "metadata", "resourceVersion"] = current["metadata"]?["resourceVersion"]
    return object == current
  }
}
