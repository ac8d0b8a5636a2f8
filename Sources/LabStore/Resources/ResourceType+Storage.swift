package import Documents

extension ResourceType {
  /// The object as the log keeps it.
  package func inStorageVersion(_ object: Value) -> Value {
    var result = object
    schema.toStorage(&result)
    result["apiVersion"] = .string(storageGroupVersion)
    result["kind"] = .string(kind)
    return result
  }

  /// An object of the log in the version of this type.
  package func fromStorageVersion(_ object: Value) -> Value {
    var result = object
    let isStorageVersion = object["apiVersion"]?.string == groupVersion
    schema.fromStorage(&result, isStorageVersion: isStorageVersion)
    if !isStorageVersion { result["apiVersion"] = .string(groupVersion) }
    return result
  }

  private var storageGroupVersion: String {
    storage.group.isEmpty ? storageVersion : "\(storage.group)/\(storageVersion)"
  }
}
