package import Documents

extension ResourceType {
  /// The object as the log keeps it.
  ///
  /// - Throws: `APIStatus` or `ConsultationNeeded`, when a webhook converts.
  package func inStorageVersion(_ object: Value) throws -> Value {
    var result = object
    schema.toStorage(&result)
    guard let conversion, storageVersion != version else {
      result["apiVersion"] = .string(storageGroupVersion)
      result["kind"] = .string(kind)
      return result
    }
    return try conversion.converted(result, to: storageGroupVersion)
  }

  /// An object of the log in the version of this type.
  ///
  /// - Throws: `APIStatus` or `ConsultationNeeded`, when a webhook converts.
  package func fromStorageVersion(_ object: Value) throws -> Value {
    let isStorageVersion = object["apiVersion"]?.string == groupVersion
    var result = object
    if !isStorageVersion, let conversion { result = try conversion.converted(object, to: groupVersion) }
    schema.fromStorage(&result, isStorageVersion: isStorageVersion)
    if !isStorageVersion { result["apiVersion"] = .string(groupVersion) }
    return result
  }

  /// Objects of the log in the version of this type; a webhook is asked for all of them together.
  func fromStorageVersion(all objects: [Value]) throws -> [Value] {
    try conversion?.prepare(objects, to: self)
    return try objects.map(fromStorageVersion)
  }

  /// What was just written, in the version of this type. A webhook is not asked to convert it back: the write is done, and
  /// must not begin anew.
  func afterWriting(_ object: Value, _ change: Change) throws -> Value {
    guard conversion != nil, storageVersion != version else { return try fromStorageVersion(change.object) }
    var result = object
    result[path: "metadata", "resourceVersion"] = change.object["metadata"]?["resourceVersion"]
    return result
  }

  private var storageGroupVersion: String {
    storage.group.isEmpty ? storageVersion : "\(storage.group)/\(storageVersion)"
  }
}
