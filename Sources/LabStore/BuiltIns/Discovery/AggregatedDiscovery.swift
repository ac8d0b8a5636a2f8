import Documents

/// All groups with all their resources in one document: what newer clients ask of `/api` and `/apis`.
struct AggregatedDiscovery {
  let registry: ResourceRegistry
  /// `v2` or `v2beta1`; they differ in nothing else.
  let version: String

  func document(core: Bool) -> Value {
    let groups = DiscoveryDocuments(registry: registry).groups.filter { $0.name.isEmpty == core }
    return [
      "kind": "APIGroupDiscoveryList", "apiVersion": .string("apidiscovery.k8s.io/\(version)"), "metadata": [:],
      "items": .array(groups.map(item)),
    ]
  }

  private func item(_ group: DiscoveryDocuments.Group) -> Value {
    let versions = group.versions.map { version -> Value in
      let types = registry.types.filter { $0.group == group.name && $0.version == version }
      return [
        "version": .string(version), "resources": .array(types.sorted { $0.plural < $1.plural }.map(resource)),
        "freshness": "Current",
      ]
    }
    let metadata: Value = group.name.isEmpty ? [:] : ["name": .string(group.name)]
    return ["metadata": metadata, "versions": .array(versions)]
  }

  private func resource(_ type: ResourceType) -> Value {
    var result: Object = [
      "resource": .string(type.plural),
      "responseKind": responseKind(type.kind, group: type.group, version: type.version, of: type),
      "scope": type.isNamespaced ? "Namespaced" : "Cluster", "singularResource": .string(type.singular),
      "verbs": DiscoveryDocuments.list(type.verbs),
    ]
    if !type.shortNames.isEmpty { result["shortNames"] = DiscoveryDocuments.list(type.shortNames) }
    if !type.categories.isEmpty { result["categories"] = DiscoveryDocuments.list(type.categories) }
    if !type.subresources.isEmpty {
      result["subresources"] = .array(
        type.subresources.sorted { $0.name < $1.name }.map { subresource in
          [
            "subresource": .string(subresource.name),
            "responseKind": responseKind(
              subresource.kind, group: subresource.group, version: subresource.version, of: type),
            "verbs": DiscoveryDocuments.list(subresource.verbs),
          ]
        })
    }
    return .object(result)
  }

  /// Built-in resources leave out what is the same as that of the list; custom resources do not.
  private func responseKind(_ kind: String, group: String, version: String, of type: ResourceType) -> Value {
    let isOwn = !type.isCustom && group == type.group && version == type.version
    return [
      "group": .string(isOwn ? "" : group), "version": .string(isOwn ? "" : version), "kind": .string(kind),
    ]
  }
}
