package import Documents

extension FieldOwnership {
  /// The object with the `managedFields` that it has after a creation, an update or a patch other than apply.
  ///
  /// - Parameters:
  ///   - object: what will be stored: with defaults, without unknown fields.
  ///   - old: what it replaces; nil for a creation.
  ///   - empty: what an object of the kind holds before anything is set, which nobody owns then.
  package func track(
    _ object: Value, replacing old: Value?, empty: Value = [:], by manager: String, at now: KubernetesTime
  ) -> Value {
    var object = object
    guard let managed = recorded(object, old) else {
      object.managedFields = nil
      return object
    }
    object.managedFields = nil
    let isUntracked = managed.isEmpty && old != nil
    if isUntracked { return object }
    // Values of the wrong type were refused before; should one be stored, the record stays as it is.
    guard let updated = update(managed, from: old ?? empty, to: object, by: manager, at: now) else {
      object.managedFields = old?.managedFields
      return object
    }
    object.managedFields = updated.value
    return object
  }

  /// Clients may write the record themselves through the main resource; an empty one there means to reset it (nil).
  private func recorded(_ object: Value, _ old: Value?) -> ManagedFields? {
    if subresource.isEmpty, let sent = object.managedFields?.array {
      if sent.isEmpty || sent == [[:]] { return nil }
      if let managed = try? ManagedFields(.array(sent)), !managed.isEmpty { return managed }
    }
    return (try? ManagedFields(old?.managedFields)) ?? ManagedFields()
  }

  func update(
    _ managed: ManagedFields, from old: Value?, to new: Value, by manager: String, at now: KubernetesTime
  ) -> ManagedFields? {
    var before = old ?? Value.object([:])
    before.managedFields = nil
    if !type.mismatches(of: new, mayRepeatItems: true).isEmpty { return nil }
    guard let change = try? change(before, new, by: nil, managed: managed, force: true) else { return nil }
    var result = change.managed
    let fields = change.comparison.modified.union(change.comparison.added)
      .subtracting(change.comparison.removed).subtracting(Self.unowned)
    if !fields.isEmpty {
      let updater = ManagedFields.Manager.updater(manager, apiVersion: apiVersion, subresource: subresource)
      let earlier = result.owners[updater]
      // What is written through the scale is recorded without a time.
      let time = subresource == "scale" ? earlier?.time : now
      result.owners[updater] = ManagedFields.Ownership(
        fields: fields.union(earlier?.fields ?? FieldSet()), apiVersion: apiVersion, time: time)
    }
    result.joinOldestUpdaters()
    return result
  }

  /// The new object with the timestamps of the old one where nothing but these changed, so that a write without effect
  /// is one.
  package static func withoutNeedlessTimestamps(_ new: Value, old: Value) -> Value {
    guard let earlier = old.managedFields?.array, let later = new.managedFields?.array, earlier != later,
      earlier.count == later.count, Set(earlier.map(timeless)) == Set(later.map(timeless))
    else { return new }
    var result = new
    result.managedFields = .array(earlier)
    return result == old ? result : new
  }

  private static func timeless(_ entry: Value) -> Value {
    var entry = entry
    entry["time"] = nil
    return entry
  }
}
