internal import Documents
internal import Kubernetes

/// What `metadata` must look like, whatever the kind.
enum MetadataValidation {
  private static let standardFinalizers: Set = ["kubernetes", "orphan", "foregroundDeletion"]
  private static let annotationLimit = 256 << 10

  /// All that is wrong with the metadata of an object, in the order in which an API server tells it.
  static func errors(of object: Value, type: ResourceType) -> [FieldError] {
    let metadata = object["metadata"] ?? [:]
    var errors: [FieldError] = []
    if let prefix = metadata["generateName"]?.string, !prefix.isEmpty {
      errors += nameErrors(prefix, type: type, isPrefix: true).map {
        .invalid("metadata.generateName", .string(prefix), $0)
      }
    }
    let name = metadata["name"]?.string ?? ""
    if name.isEmpty {
      errors.append(.required("metadata.name", "name or generateName is required"))
    } else {
      errors += nameErrors(name, type: type, isPrefix: false).map { .invalid("metadata.name", .string(name), $0) }
    }
    return errors + commonErrors(metadata, type: type)
  }

  /// All that is wrong with the metadata of an object in place of an older one.
  static func updateErrors(of object: Value, old: Value, type: ResourceType) -> [FieldError] {
    let metadata = object["metadata"] ?? [:]
    let before = old["metadata"] ?? [:]
    var errors: [FieldError] = []
    if before["deletionTimestamp"] != nil {
      let known = Set(before["finalizers"]?.array ?? [])
      let added = (metadata["finalizers"]?.array ?? []).filter { !known.contains($0) }
      if !added.isEmpty {
        let list = added.map { $0.string ?? "" }.joined(separator: ",")
        errors.append(
          .forbidden(
            "metadata.finalizers",
            "no new finalizers can be added if the object is being deleted, found new finalizers "
              + "[]string{\(list.split(separator: ",").map { String($0).goQuoted }.joined(separator: ", "))}"))
      }
    }
    for field in ["name", "namespace", "uid", "deletionTimestamp", "deletionGracePeriodSeconds"]
    where metadata[field] != before[field] && !(isEmpty(metadata[field]) && isEmpty(before[field])) {
      errors.append(.invalid("metadata.\(field)", metadata[field] ?? .null, "field is immutable"))
    }
    return errors + commonErrors(metadata, type: type)
  }

  private static func isEmpty(_ value: Value?) -> Bool { value == nil || value == .string("") || value == .null }

  // MARK: Names

  private static func nameErrors(_ name: String, type: ResourceType, isPrefix: Bool) -> [String] {
    var name = name
    // The suffix is yet to come, so a dash at the end of a prefix is no mistake.
    if isPrefix, name.count > 1, name.hasSuffix("-") { name = name.dropLast() + "a" }
    return switch type.nameRule {
    case .subdomain: NameValidation.subdomain(name)
    case .label: NameValidation.label(name)
    case .pathSegment: NameValidation.pathSegment(name)
    }
  }

  // MARK: Parts

  private static func commonErrors(_ metadata: Value, type: ResourceType) -> [FieldError] {
    var errors: [FieldError] = []
    if let generation = metadata["generation"]?.integer, generation < 0 {
      errors.append(.invalid("metadata.generation", .integer(generation), "must be greater than or equal to 0"))
    }
    errors += labelErrors(metadata["labels"], field: "metadata.labels")
    errors += annotationErrors(metadata["annotations"])
    errors += ownerErrors(metadata["ownerReferences"]?.array ?? [])
    errors += finalizerErrors(metadata["finalizers"]?.array ?? [], type: type)
    return errors
  }

  static func labelErrors(_ labels: Value?, field: String) -> [FieldError] {
    var errors: [FieldError] = []
    for (key, value) in (labels?.object ?? [:]).sortedByKey() {
      errors += NameValidation.qualifiedName(key).map { .invalid(field, .string(key), $0) }
      let text = value.string ?? ""
      errors += NameValidation.labelValue(text).map { .invalid(field, .string(text), $0) }
    }
    return errors
  }

  private static func annotationErrors(_ annotations: Value?) -> [FieldError] {
    let members = (annotations?.object ?? [:]).sortedByKey()
    var errors: [FieldError] = []
    var size = 0
    for (key, value) in members {
      errors += NameValidation.qualifiedName(key.lowercased()).map {
        .invalid("metadata.annotations", .string(key), $0)
      }
      size += key.utf8.count + (value.string?.utf8.count ?? 0)
    }
    if size > annotationLimit { errors.append(.tooLong("metadata.annotations", maximum: annotationLimit)) }
    return errors
  }

  private static func ownerErrors(_ references: [Value]) -> [FieldError] {
    var errors: [FieldError] = []
    let field = "metadata.ownerReferences"
    var controller: Value?
    for reference in references {
      let parsed = OwnerReference(reference)
      let version = parsed?.apiVersion ?? ""
      if GroupVersion(version) == nil {
        errors.append(.invalid("\(field).apiVersion", .string(version), "version must not be empty"))
      }
      for (name, text) in [("kind", parsed?.kind), ("name", parsed?.name), ("uid", parsed?.uid)]
      where text ?? "" == "" {
        errors.append(.invalid("\(field).\(name)", "", "must not be empty"))
      }
      guard parsed?.isController == true else { continue }
      if let controller {
        let pair = [controller, reference].map { "\($0["kind"]?.string ?? "")/\($0["name"]?.string ?? "")" }
        errors.append(
          .invalid(
            field, .array(references),
            "Only one reference can have Controller set to true. Found \"true\" in references for "
              + pair.joined(separator: " and ")))
      } else {
        controller = reference
      }
    }
    return errors
  }

  private static func finalizerErrors(_ finalizers: [Value], type: ResourceType) -> [FieldError] {
    let names = finalizers.map { $0.string ?? "" }
    var errors: [FieldError] = []
    for (index, name) in names.enumerated() {
      let broken = NameValidation.qualifiedName(name)
      errors += broken.map { .invalid("metadata.finalizers", .string(name), $0) }
      if broken.isEmpty, !type.isCustom, !name.contains("/"), !standardFinalizers.contains(name) {
        errors.append(
          .invalid(
            "metadata.finalizers[\(index)]", .string(name),
            "name is neither a standard finalizer name nor is it fully qualified"))
      }
    }
    if names.contains("orphan"), names.contains("foregroundDeletion") {
      errors.append(
        .invalid(
          "metadata.finalizers", .array(finalizers), "finalizer orphan and foregroundDeletion cannot be both set"))
    }
    return errors
  }
}
