internal import Documents
internal import Kubernetes

extension ObjectWriter {
  /// What a deletion led to.
  enum DeletionResult: Sendable {
    /// The object is gone.
    case gone(Value)
    /// Finalizers, a grace period or a controller still hold the object.
    case terminating(Value)
  }

  /// Deletes an object, or marks it as terminating.
  ///
  /// - Throws: `APIStatus`
  mutating func delete(_ name: String, _ options: DeletionOptions) throws -> DeletionResult {
    while true {
      let stored = try existing(name)
      let current = try type.fromStorageVersion(stored)
      try checkPreconditions(options, current: KubernetesObject(current), name: name)
      try validateDeletionAdmission(current, name: name)
      var object = KubernetesObject(current)
      let isFinal = markDeleted(&object, options)
      if isDryRun || options.isDryRun { return isFinal ? .gone(current) : .terminating(object.value) }
      if !isFinal, object.value == current { return .terminating(current) }
      let version = KubernetesObject(stored).resourceVersion ?? ""
      let written = isFinal ? Value?.none : try type.inStorageVersion(object.value)
      let result = store.commit(
        written, to: type.storage, namespace: namespace, name: name,
        expecting: .resourceVersion(version))
      guard case .done(let change) = result else { continue }
      if isFinal { return .gone(current) }
      let marked = try type.afterWriting(object.value, change)
      if DeletionRule(type) == .graceful, object.deletionGracePeriodSeconds == 0, object.finalizers.isEmpty {
        return finish(change, marked)
      }
      return .terminating(marked)
    }
  }

  /// A pod without anything to wait for is seen terminating once, and then it goes.
  private func finish(_ marked: Change, _ object: Value) -> DeletionResult {
    _ = store.commit(
      nil, to: type.storage, namespace: namespace, name: marked.name,
      expecting: .resourceVersion(String(marked.revision)))
    return .gone(object)
  }

  private mutating func validateDeletionAdmission(_ current: Value, name: String) throws {
    let review = review(.delete, name: name, object: nil, old: current)
    _ = try admit(review)
    try validateAdmission(review)
  }

  private func checkPreconditions(
    _ options: DeletionOptions, current: KubernetesObject, name: String
  ) throws(APIStatus) {
    let named = GroupResource(group: type.isCustom ? type.group : "", resource: type.isCustom ? type.plural : type.kind)
    if let uid = options.uid, uid != current.uid {
      throw .conflict(
        named, name: name,
        because: "the UID in the precondition (\(uid)) does not match the UID in record (\(current.uid ?? "")). "
          + "The object might have been deleted and then recreated")
    }
    if let version = options.resourceVersion, version != current.resourceVersion {
      throw .conflict(
        named, name: name,
        because: "the ResourceVersion in the precondition (\(version)) does not match the ResourceVersion in record "
          + "(\(current.resourceVersion ?? "")). The object might have been modified")
    }
  }

  // MARK: Marking

  /// - Returns: whether nothing holds the object any longer.
  private func markDeleted(_ object: inout KubernetesObject, _ options: DeletionOptions) -> Bool {
    switch DeletionRule(type) {
    case .namespace: return Self.markNamespace(&object)
    case .definition: return Self.markDefinition(&object)
    case .graceful:
      if Self.markGraceful(&object, options) { object.finalizers = finalizers(of: object, options) }
      return false
    case .immediate: break
    }
    object.finalizers = finalizers(of: object, options)
    if object.finalizers.isEmpty { return true }
    if object.deletionGracePeriodSeconds == nil, let generation = object.generation, generation > 0 {
      object.generation = generation + 1
    }
    if object.deletionTimestamp == nil { object.deletionTimestamp = .now }
    object.deletionGracePeriodSeconds = 0
    return false
  }

  /// The controller empties the namespace and then takes the finalizer of its spec away.
  private static func markNamespace(_ object: inout KubernetesObject) -> Bool {
    let holds = !(object["spec", "finalizers"]?.array ?? []).isEmpty || !object.finalizers.isEmpty
    if !holds { return true }
    if object.deletionTimestamp == nil { object.deletionTimestamp = .now }
    object["status", "phase"] = "Terminating"
    return false
  }

  /// The controller deletes the custom resources first.
  private static func markDefinition(_ object: inout KubernetesObject) -> Bool {
    guard object.deletionTimestamp == nil else { return object.finalizers.isEmpty }
    object.deletionTimestamp = .now
    if !object.finalizers.contains(CustomResourceDefinition.cleanupFinalizer) {
      object.finalizers.append(CustomResourceDefinition.cleanupFinalizer)
    }
    CustomResourceDefinition.setCondition(
      "Terminating", "True", "InstanceDeletionPending",
      "CustomResourceDefinition marked for deletion; CustomResource deletion will begin soon", in: &object)
    return false
  }

  /// - Returns: whether the deletion is new or nearer than before.
  private static func markGraceful(_ object: inout KubernetesObject, _ options: DeletionOptions) -> Bool {
    if object.isTerminating {
      let left = object.deletionGracePeriodSeconds ?? 0
      guard let asked = options.gracePeriodSeconds.map({ max(0, $0) }), asked < left else { return false }
      object.deletionTimestamp = object.deletionTimestamp.map { $0 + .seconds(asked - left) }
      object.deletionGracePeriodSeconds = asked
      return true
    }
    var period = options.gracePeriodSeconds ?? object["spec", "terminationGracePeriodSeconds"]?.integer ?? 0
    if period < 0 { period = 1 }
    let isBound = !(object["spec", "nodeName"]?.string ?? "").isEmpty
    if !isBound || ["Failed", "Succeeded"].contains(object["status", "phase"]?.string ?? "") { period = 0 }
    object.deletionTimestamp = .now + .seconds(period)
    object.deletionGracePeriodSeconds = period
    if let generation = object.generation, generation > 0 { object.generation = generation + 1 }
    return true
  }

  /// The finalizers with those that the propagation policy asks the garbage collector to work off.
  private func finalizers(of object: KubernetesObject, _ options: DeletionOptions) -> [String] {
    let policy = propagation(of: object, options)
    var finalizers = object.finalizers.filter { $0 != "orphan" && $0 != "foregroundDeletion" }
    switch policy {
    case "Orphan": finalizers.append("orphan")
    case "Foreground": finalizers.append("foregroundDeletion")
    default: break
    }
    return Set(finalizers) == Set(object.finalizers) ? object.finalizers : finalizers
  }

  private func propagation(of object: KubernetesObject, _ options: DeletionOptions) -> String {
    if let orphans = options.orphanDependents { return orphans ? "Orphan" : "Background" }
    if let policy = options.propagationPolicy { return policy }
    if object.finalizers.contains("orphan") { return "Orphan" }
    if object.finalizers.contains("foregroundDeletion") { return "Foreground" }
    return type.storage == StorageKey(group: "batch", plural: "jobs") ? "Orphan" : "Background"
  }
}

/// What a first DELETE does to an object of a kind.
enum DeletionRule: Sendable {
  case immediate
  /// Pods that run somewhere get a grace period.
  case graceful
  case namespace
  case definition

  init(_ type: ResourceType) {
    switch (type.storage.group, type.storage.plural) {
    case ("", "namespaces"): self = .namespace
    case ("apiextensions.k8s.io", "customresourcedefinitions"): self = .definition
    default: self = type.isGracefullyDeleted ? .graceful : .immediate
    }
  }
}
