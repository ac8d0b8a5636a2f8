internal import Documents
internal import Kubernetes

/// Brings CustomResourceDefinitions to life: accepts their names, serves their versions, and removes their objects
/// before they go.
struct DefinitionController: Controller {
  let name = "customresourcedefinition-controller"
  let fieldManager = "kube-apiserver"
  let watched: Set<StorageKey>? = nil
  private static let key = CustomResourceDefinition.key

  func reconcile(_ change: Change, client: ControllerClient) async {
    guard change.key == Self.key else {
      if change.kind == .deleted { await finalizeOwner(of: change.key, client) }
      return
    }
    let definition = CustomResourceDefinition(change.object)
    if change.kind == .deleted {
      client.store.serve([], custom: definition.storage, isNew: false)
      await reconsiderNames(in: definition.group, client)
      return
    }
    guard let current = client.object(Self.key, namespace: nil, name: change.name).map({ CustomResourceDefinition($0) })
    else { return }
    serve(current, client)
    if current.object.isTerminating { await finalize(current, client) } else { await accept(current, client) }
  }

  // MARK: Serving

  private func serve(_ definition: CustomResourceDefinition, _ client: ControllerClient) {
    guard definition.isTrue("Established"), !definition.object.isTerminating || definition.object.finalizers != []
    else {
      return
    }
    let served = client.registry.types(storedAs: definition.storage).contains { $0.isCustom }
    client.store.serve(definition.servedTypes, custom: definition.storage, isNew: !served)
  }

  // MARK: Names

  private func accept(_ definition: CustomResourceDefinition, _ client: ControllerClient) async {
    let decision = NameDecision(definition, others: others(in: definition.group, than: definition, client))
    // Whoever sees that it is established may use it at once.
    var object = definition.object
    decision.record(in: &object)
    serve(CustomResourceDefinition(object.value), client)
    _ = try? await client.modify(Self.key, namespace: nil, name: definition.object.name, subresource: "status") {
      decision.record(in: &$0)
    }
  }

  private func others(
    in group: String, than definition: CustomResourceDefinition, _ client: ControllerClient
  ) -> [CustomResourceDefinition] {
    client.objects(Self.key, namespace: nil).map { CustomResourceDefinition($0) }
      .filter { $0.group == group && $0.object.name != definition.object.name }
  }

  /// Names that became free may be wanted by others of the group.
  private func reconsiderNames(in group: String, _ client: ControllerClient) async {
    for object in client.objects(Self.key, namespace: nil) {
      let definition = CustomResourceDefinition(object)
      if definition.group == group, !definition.isTrue("NamesAccepted") { await accept(definition, client) }
    }
  }

  // MARK: The end

  private func finalizeOwner(of key: StorageKey, _ client: ControllerClient) async {
    guard let object = client.object(Self.key, namespace: nil, name: "\(key.plural).\(key.group)") else { return }
    let definition = CustomResourceDefinition(object)
    if definition.object.isTerminating { await finalize(definition, client) }
  }

  private func finalize(_ definition: CustomResourceDefinition, _ client: ControllerClient) async {
    guard definition.object.finalizers.contains(CustomResourceDefinition.cleanupFinalizer) else { return }
    for object in client.objects(definition.storage, namespace: nil).map({ KubernetesObject($0) })
    where !object.isTerminating {
      try? await client.delete(definition.storage, namespace: object.namespace, name: object.name)
    }
    let remaining = client.store.count(definition.storage, namespace: nil)
    _ = try? await client.modify(
      Self.key, namespace: nil, name: definition.object.name, subresource: remaining == 0 ? nil : "status"
    ) { object in
      guard remaining == 0 else {
        CustomResourceDefinition.setCondition(
          "Terminating", "True", "InstanceDeletionInProgress", "CustomResource deletion is in progress", in: &object)
        return
      }
      object.finalizers.removeAll { $0 == CustomResourceDefinition.cleanupFinalizer }
    }
  }
}

/// Which of the names that a definition wants it gets.
private struct NameDecision {
  private let wanted: CustomResourceDefinition.Names
  private var accepted: CustomResourceDefinition.Names
  private var conflict: (reason: String, message: String)?

  init(_ definition: CustomResourceDefinition, others: [CustomResourceDefinition]) {
    wanted = definition.names
    accepted = CustomResourceDefinition.Names(definition.object["status", "acceptedNames"] ?? .null)
    let taken = others.map { CustomResourceDefinition.Names($0.object["status", "acceptedNames"] ?? .null) }
    let resources = Set(taken.flatMap { [$0.plural, $0.singular] + $0.shortNames })
    let kinds = Set(taken.flatMap { [$0.kind, $0.listKind] })
    check(wanted.plural, resources, "PluralConflict") { $0.plural = $1 }
    check(wanted.singular, resources, "SingularConflict") { $0.singular = $1 }
    if let short = wanted.shortNames.first(where: resources.contains) {
      conflict = ("ShortNamesConflict", "\(short.goQuoted) is already in use")
    } else {
      accepted.shortNames = wanted.shortNames
    }
    check(wanted.kind, kinds, "KindConflict") { $0.kind = $1 }
    check(wanted.listKind, kinds, "ListKindConflict") { $0.listKind = $1 }
    accepted.categories = wanted.categories
  }

  private mutating func check(
    _ name: String, _ taken: Set<String>, _ reason: String,
    _ accept: (inout CustomResourceDefinition.Names, String) -> Void
  ) {
    if !name.isEmpty, taken.contains(name) {
      conflict = (reason, "\(name.goQuoted) is already in use")
    } else {
      accept(&accepted, name)
    }
  }

  func record(in object: inout KubernetesObject) {
    object["status", "acceptedNames"] = accepted.value
    let isEstablished = CustomResourceDefinition(object.value).isTrue("Established")
    if let conflict {
      CustomResourceDefinition.setCondition("NamesAccepted", "False", conflict.reason, conflict.message, in: &object)
      guard !isEstablished else { return }
      CustomResourceDefinition.setCondition(
        "Established", "False", "NotAccepted", "not all names are accepted", in: &object)
    } else {
      CustomResourceDefinition.setCondition(
        "NamesAccepted", "True", "NoConflicts", "no conflicts found", in: &object)
      CustomResourceDefinition.setCondition(
        "Established", "True", "InitialNamesAccepted", "the initial names have been accepted", in: &object)
    }
  }
}
