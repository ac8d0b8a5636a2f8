import Documents

/// Keeps the record of who set which field of the objects of one kind, through one endpoint.
package struct FieldOwnership: Sendable {
  package var type: MergeType
  /// The version of the request, as in `apps/v1`.
  package var apiVersion: String
  /// Empty for the main resource.
  package var subresource: String
  /// Fields that this endpoint resets, so that nobody owns them through it.
  package var ignored: FieldSet

  package init(type: MergeType, apiVersion: String, subresource: String = "", ignored: FieldSet = FieldSet()) {
    self.type = type
    self.apiVersion = apiVersion
    self.subresource = subresource
    self.ignored = ignored
  }

  /// Never owned by anyone.
  static let unowned = FieldSet(
    [
      ["apiVersion"], ["kind"], ["metadata"], ["metadata", "name"], ["metadata", "namespace"],
      ["metadata", "creationTimestamp"], ["metadata", "selfLink"], ["metadata", "uid"], ["metadata", "clusterName"],
      ["metadata", "generation"], ["metadata", "managedFields"], ["metadata", "resourceVersion"],
    ].map { $0.map { .field($0) } })

  /// What an update of the fields of one manager leaves to the others.
  struct Change {
    var managed: ManagedFields
    var comparison: FieldComparison
  }

  /// Takes changed and removed fields from all managers but one.
  ///
  /// - Throws: `ApplyConflicts` when others own changed fields and `force` is false.
  func change(
    _ old: Value, _ new: Value, by manager: ManagedFields.Manager?, managed: ManagedFields, force: Bool
  ) throws(ApplyConflicts) -> Change {
    let comparison = FieldComparison(old, new, as: type).excluding(ignored)
    if comparison.isEmpty { return Change(managed: managed.withoutEmpty, comparison: comparison) }
    var managed = managed
    var conflicts: [ManagedFields.Manager: FieldSet] = [:]
    let taken = comparison.modified.union(comparison.added)
    for (other, ownership) in managed.owners where other != manager {
      let conflict = ownership.fields.intersection(taken)
      if !conflict.isEmpty { conflicts[other] = conflict }
      managed.owners[other]?.fields = ownership.fields.subtracting(conflict).subtracting(comparison.removed)
    }
    if !force, !conflicts.isEmpty { throw ApplyConflicts(fields: conflicts) }
    return Change(managed: managed.withoutEmpty, comparison: comparison)
  }
}

extension ManagedFields {
  fileprivate var withoutEmpty: ManagedFields {
    var result = self
    result.owners = owners.filter { !$0.value.fields.isEmpty }
    return result
  }
}

extension Value {
  var managedFields: Value? {
    get { self["metadata"]?["managedFields"] }
    set { if self["metadata"]?.object != nil { self[path: "metadata", "managedFields"] = newValue } }
  }
}
