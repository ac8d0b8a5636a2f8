internal import Documents
internal import Kubernetes

extension ObjectWriter {
  /// Creates an object that was decoded and defaulted.
  ///
  /// - Returns: the object as it is stored now; in a dry run without resourceVersion.
  /// - Throws: `APIStatus`
  mutating func create(_ sent: Value, managedFieldsAreDone: Bool = false) throws -> Value {
    var object = sent
    for field in ["deletionTimestamp", "deletionGracePeriodSeconds", "selfLink"] {
      object[path: "metadata", field] = nil
    }
    if !managedFieldsAreDone { object = recordUpdate(of: object, live: nil) }
    object = try admit(review(.create, name: KubernetesObject(object).name, object: object, old: nil))
    let generatesName = KubernetesObject(object).name.isEmpty
    var attempts = 0
    while true {
      var candidate = object
      prepareForCreate(&candidate, try: attempts)
      let name = KubernetesObject(candidate).name
      try validateCreation(candidate)
      try validateAdmission(review(.create, name: name, object: candidate, old: nil))
      switch try commitCreation(candidate, name: name) {
      case .created(let created): return created
      case .exists(let stored):
        attempts += 1
        if generatesName, attempts < 8 { continue }
        throw alreadyExists(name, stored)
      // Somebody else took the last place; admission says so.
      case .full: continue
      }
    }
  }

  private enum Creation {
    case created(Value)
    case exists(Value)
    case full
  }

  private mutating func commitCreation(_ object: Value, name: String) throws -> Creation {
    if KubernetesObject(object).resourceVersion ?? "" != "" {
      throw APIStatus.unknown("resourceVersion should not be set on objects to be created")
    }
    if let stored = stored(name) { return .exists(stored) }
    warnings += type.schema.warnings(object, old: nil)
    if isDryRun { return .created(object) }
    let limits = QuotaAdmission.limits(on: object, in: type.storage, namespace: namespace, reader: store)
    switch store.commit(
      try type.inStorageVersion(object), to: type.storage, namespace: namespace, name: name,
      expecting: .absent(within: limits))
    {
    case .full: return .full
    case .done(let change): return .created(try type.afterWriting(object, change))
    case .changed(let stored): return .exists(stored ?? .null)
    }
  }

  private func alreadyExists(_ name: String, _ stored: Value) -> APIStatus {
    var status = APIStatus.alreadyExists(resource, name: name)
    if KubernetesObject(stored).isTerminating { status.message = "object is being deleted: \(status.message)" }
    return status
  }

  // MARK: Preparation

  private func prepareForCreate(_ object: inout Value, try attempt: Int) {
    var metadata = object["metadata"]?.object ?? [:]
    var chance = consultation.chance(for: "identity \(attempt)")
    if type.isNamespaced { metadata["namespace"] = namespace.map(Value.string) } else { metadata["namespace"] = nil }
    if metadata["name"]?.string ?? "" == "", let prefix = metadata["generateName"]?.string, !prefix.isEmpty {
      metadata["name"] = .string(RandomName.generate(prefix: prefix, using: &chance))
    }
    metadata["uid"] = .string(RandomName.uuid(using: &chance))
    metadata["creationTimestamp"] = .string(KubernetesTime.now.description)
    if type.generation != .none { metadata["generation"] = 1 }
    object["metadata"] = .object(metadata)
    type.schema.prepareForCreate(&object)
  }

  private func validateCreation(_ object: Value) throws {
    let errors = MetadataValidation.errors(of: object, type: type) + type.schema.validate(object)
    guard errors.isEmpty else {
      throw APIStatus.invalid(kind, name: KubernetesObject(object).name, errors: errors)
    }
  }
}
