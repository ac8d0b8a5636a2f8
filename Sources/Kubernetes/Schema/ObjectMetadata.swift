/// The fields that `metadata` may have.
package enum ObjectMetadata {
  package static let fields: Set<String> = [
    "name", "generateName", "namespace", "selfLink", "uid", "resourceVersion", "generation", "creationTimestamp",
    "deletionTimestamp", "deletionGracePeriodSeconds", "labels", "annotations", "ownerReferences", "finalizers",
    "managedFields",
  ]
}

extension ObjectMetadata {
  /// How `metadata` merges: labels and annotations by key, finalizers as a set, owners by uid.
  package static let mergeType: MergeType = {
    var fields: [String: MergeType.Field] = [:]
    for name in Self.fields { fields[name] = .init(.scalar(.string)) }
    for name in ["generation", "deletionGracePeriodSeconds"] { fields[name] = .init(.scalar(.number)) }
    let texts = MergeType.map(.init(elements: .scalar(.string)))
    fields["labels"] = .init(texts)
    fields["annotations"] = .init(texts)
    fields["finalizers"] = .init(.list(.init(.scalar(.string), .set)), patch: .init(merges: true))
    fields["ownerReferences"] = .init(
      .list(.init(owner, .keyed(["uid"]))), patch: .init(merges: true, mergeKey: "uid"))
    fields["managedFields"] = .init(.list(.init(.untyped)))
    return .map(.init(fields: fields))
  }()

  private static let owner: MergeType = {
    var fields: [String: MergeType.Field] = [:]
    for name in ["apiVersion", "kind", "name", "uid"] { fields[name] = .init(.scalar(.string)) }
    for name in ["controller", "blockOwnerDeletion"] { fields[name] = .init(.scalar(.boolean)) }
    return .map(.init(fields: fields, isAtomic: true))
  }()
}
