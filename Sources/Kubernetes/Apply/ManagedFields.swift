package import Documents

/// Who owns which fields of an object: `metadata.managedFields`, by manager.
package struct ManagedFields: Sendable, Hashable {
  /// What tells one entry from another.
  package struct Manager: Sendable, Hashable {
    package var name: String
    package var isApplier: Bool
    /// Empty for appliers, who keep their entry when they move to another version.
    package var apiVersion: String
    /// Empty for the main resource.
    package var subresource: String

    package static func applier(_ name: String, subresource: String) -> Manager {
      Manager(name: name, isApplier: true, apiVersion: "", subresource: subresource)
    }

    package static func updater(_ name: String, apiVersion: String, subresource: String) -> Manager {
      Manager(name: name, isApplier: false, apiVersion: apiVersion, subresource: subresource)
    }
  }

  package struct Ownership: Sendable, Hashable {
    package var fields: FieldSet
    package var apiVersion: String
    package var time: KubernetesTime?
  }

  package var owners: [Manager: Ownership] = [:]

  package init() {}

  package var isEmpty: Bool { owners.isEmpty }

  /// - Parameter value: `metadata.managedFields`; nil and null are an empty list.
  /// - Throws: `MalformedManagedFields`.
  package init(_ value: Value?) throws(MalformedManagedFields) {
    for (index, entry) in (value?.array ?? []).enumerated() {
      let (manager, ownership) = try Self.read(entry, index)
      owners[manager] = ownership
    }
  }

  private static func read(_ value: Value, _ index: Int) throws(MalformedManagedFields) -> (Manager, Ownership) {
    let entry = ManagedFieldsEntry(value)
    guard entry.operation == "Apply" || entry.operation == "Update" else {
      throw MalformedManagedFields(message: "operation must be `Apply` or `Update`")
    }
    if entry.apiVersion.isEmpty { throw MalformedManagedFields(message: "apiVersion must not be empty") }
    if entry.fieldsType.isEmpty {
      throw MalformedManagedFields(message: "missing fieldsType in managed fields entry \(index)")
    }
    if entry.fieldsType != "FieldsV1" {
      throw MalformedManagedFields(
        message: "invalid fieldsType \(entry.fieldsType.goQuoted) in managed fields entry \(index)")
    }
    guard let fields = FieldSet(fieldsV1: entry.fields) else {
      throw MalformedManagedFields(message: "error decoding the fieldsV1 of managed fields entry \(index)")
    }
    let isApplier = entry.operation == "Apply"
    let manager = Manager(
      name: entry.manager, isApplier: isApplier, apiVersion: isApplier ? "" : entry.apiVersion,
      subresource: entry.subresource)
    return (manager, Ownership(fields: fields, apiVersion: entry.apiVersion, time: entry.time))
  }

  /// The list for `metadata.managedFields`: appliers first, then by time and name. Nil when there is none.
  package var value: Value? {
    if owners.isEmpty { return nil }
    let sorted = owners.sorted { left, right in
      if left.key.isApplier != right.key.isApplier { return left.key.isApplier }
      let times = (left.value.time?.seconds ?? 0, right.value.time?.seconds ?? 0)
      if times.0 != times.1 { return times.0 < times.1 }
      return (left.key.name, left.value.apiVersion, left.key.subresource)
        < (right.key.name, right.value.apiVersion, right.key.subresource)
    }
    return .array(
      sorted.map { manager, ownership in
        ManagedFieldsEntry(
          manager: manager.name, operation: manager.isApplier ? "Apply" : "Update", apiVersion: ownership.apiVersion,
          time: ownership.time, fields: ownership.fields.fieldsV1, subresource: manager.subresource
        ).value
      })
  }
}

/// Why `metadata.managedFields` cannot be read.
package struct MalformedManagedFields: Error, Sendable {
  package var message: String
}
