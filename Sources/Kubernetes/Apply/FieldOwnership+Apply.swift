package import Documents

extension FieldOwnership {
  /// Server-side apply: merges a configuration into the live object, takes out what the manager applied before and does
  /// not apply now, and records the ownership.
  ///
  /// The result has neither defaults nor the checks of an update; both come after.
  ///
  /// - Parameter live: for a creation, an object with no more than `apiVersion`, `kind` and identity.
  /// - Throws: 409 when other managers own fields that would change, 400 and 500 for configurations that cannot merge.
  package func apply(
    _ configuration: Value, to live: Value, by manager: String, force: Bool, at now: KubernetesTime
  ) throws(APIStatus) -> Value {
    try check(configuration)
    var object = live
    object.managedFields = nil
    var managed: ManagedFields
    do {
      managed = try ManagedFields(live.managedFields)
    } catch {
      throw .unknown("failed to decode managed fields: \(error.message)")
    }
    if managed.isEmpty {
      let empty: Value = .object(["apiVersion": live["apiVersion"] ?? "", "kind": live["kind"] ?? ""])
      managed = update(managed, from: empty, to: object, by: "before-first-apply", at: now) ?? managed
    }
    let applier = ManagedFields.Manager.applier(manager, subresource: subresource)
    let applied = try merge(configuration, into: object, by: applier, managed, force: force)
    managed = applied.managed
    // An apply that changes no value leaves the times alone, even where it changes the ownership.
    if let changed = applied.object {
      object = changed
      managed.owners[applier]?.time = now
    }
    if manager == "kubectl" { LastApplied.refresh(&object, configuration) }
    object.managedFields = managed.value
    return object
  }

  private func check(_ configuration: Value) throws(APIStatus) {
    let version = configuration["apiVersion"]?.string ?? ""
    guard version == apiVersion else {
      throw .badRequest(
        "Incorrect version specified in apply patch. Specified patch version: \(version), expected: \(apiVersion)")
    }
    if let managed = configuration.managedFields, !managed.isNull {
      throw .badRequest("metadata.managedFields must be nil")
    }
    let mismatches = type.mismatches(of: configuration)
    guard mismatches.isEmpty else {
      throw .unknown(
        "failed to create typed patch object (\(Self.identity(of: configuration))): "
          + MergeType.joined(mismatches: mismatches))
    }
  }

  /// `namespace/name; group/version, Kind=K`, as far as the configuration has them.
  private static func identity(of object: Value) -> String {
    let metadata = object["metadata"]
    let version = object["apiVersion"]?.string ?? ""
    let groupVersion = version.contains("/") ? version : "/\(version)"
    return "\(metadata?["namespace"]?.string ?? "")/\(metadata?["name"]?.string ?? ""); \(groupVersion), "
      + "Kind=\(object["kind"]?.string ?? "")"
  }

  private func merge(
    _ configuration: Value, into live: Value, by applier: ManagedFields.Manager, _ managed: ManagedFields, force: Bool
  ) throws(APIStatus) -> (object: Value?, managed: ManagedFields) {
    do {
      return try mergeOnce(configuration, into: live, by: applier, managed, force: force)
    } catch {
      guard applier.name == "kubectl", let allowed = LastApplied.fields(of: live, apiVersion: apiVersion, as: type)
      else { throw error.status }
      // What client-side apply last set may be taken over without force.
      let remaining = error.fields.mapValues { $0.subtracting(allowed) }.filter { !$0.value.isEmpty }
      guard remaining.isEmpty else { throw ApplyConflicts(fields: remaining).status }
    }
    do {
      return try mergeOnce(configuration, into: live, by: applier, managed, force: true)
    } catch {
      throw error.status
    }
  }

  /// - Returns: a nil object when nothing changes.
  private func mergeOnce(
    _ configuration: Value, into live: Value, by applier: ManagedFields.Manager, _ managed: ManagedFields, force: Bool
  ) throws(ApplyConflicts) -> (object: Value?, managed: ManagedFields) {
    var managed = managed
    let last = managed.owners[applier]
    let merged = type.merged(live, configuration) ?? configuration
    let fields = type.fields(of: configuration).subtractingRecursively(ignored)
    managed.owners[applier] = ManagedFields.Ownership(fields: fields, apiVersion: apiVersion, time: last?.time)
    let pruned = prune(merged, last?.fields, managed)
    var result = try change(live, pruned, by: applier, managed: managed, force: force).managed
    if let kept = result.owners[applier]?.fields.subtracting(Self.unowned) {
      result.owners[applier]?.fields = kept
      if kept.isEmpty { result.owners[applier] = nil }
    }
    return (live.equalsAsJSON(pruned) ? Value?.none : pruned, result)
  }

  /// Removes what the manager applied last time and no one, including the manager, owns now.
  private func prune(_ merged: Value, _ last: FieldSet?, _ managed: ManagedFields) -> Value {
    guard let last, !last.isEmpty else { return merged }
    let previous = last.withNamedFields(of: type)
    let all = type.fields(of: merged).withNamedFields(of: type)
    let owned = managed.owners.values.reduce(FieldSet()) { $0.union($1.fields) }.withNamedFields(of: type)
    // First all that was applied goes; then comes back what someone owns; then what was never the manager's.
    let bare = type.fields(of: type.removing(previous, from: merged)).withNamedFields(of: type)
    let withOwned = type.removing(all.subtracting(bare.union(owned)), from: merged)
    let remaining = type.fields(of: withOwned).withNamedFields(of: type)
    return type.removing(all.subtracting(remaining).intersection(previous), from: merged)
  }
}
