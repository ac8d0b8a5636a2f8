import Documents

/// The documents by which clients learn what is served: `/api`, `/apis`, `/apis/G` and `/apis/G/V`.
struct DiscoveryDocuments {
  let registry: ResourceRegistry

  /// `/api`.
  func coreVersions(serverAddress: String) -> Value {
    [
      "kind": "APIVersions", "versions": ["v1"],
      "serverAddressByClientCIDRs": [["clientCIDR": "0.0.0.0/0", "serverAddress": .string(serverAddress)]],
    ]
  }

  /// `/apis`.
  var groupList: Value {
    [
      "kind": "APIGroupList", "apiVersion": "v1",
      "groups": .array(groups.filter { !$0.name.isEmpty }.map { .object(document($0)) }),
    ]
  }

  /// `/apis/G`; nil for a group that is not served.
  func group(_ name: String) -> Value? {
    guard let group = groups.first(where: { $0.name == name }) else { return .none }
    var result: Object = ["kind": "APIGroup", "apiVersion": "v1"]
    for (key, value) in document(group) { result[key] = value }
    return .object(result)
  }

  /// `/api/v1` and `/apis/G/V`; nil for a version that is not served.
  func resourceList(group: String, version: String) -> Value? {
    let types = registry.types.filter { $0.group == group && $0.version == version }
    guard let groupVersion = types.first?.groupVersion else { return .none }
    // The core group's list has no apiVersion.
    var result: Object = group.isEmpty ? ["kind": "APIResourceList"] : ["kind": "APIResourceList", "apiVersion": "v1"]
    result["groupVersion"] = .string(groupVersion)
    let resources = types.sorted { $0.plural < $1.plural }.flatMap { type in
      [resource(type)] + type.subresources.sorted { $0.name < $1.name }.map { resource($0, of: type) }
    }
    result["resources"] = .array(resources)
    return .object(result)
  }

  // MARK: Groups

  struct Group {
    var name: String
    /// The preferred one first.
    var versions: [String]
  }

  /// In the order in which they were first served.
  var groups: [Group] {
    var groups: [Group] = []
    var positions: [String: Int] = [:]
    var custom: Set<String> = []
    for type in registry.types {
      if type.isCustom { custom.insert(type.group) }
      if let position = positions[type.group] {
        if !groups[position].versions.contains(type.version) { groups[position].versions.append(type.version) }
      } else {
        positions[type.group] = groups.count
        groups.append(Group(name: type.group, versions: [type.version]))
      }
    }
    for index in groups.indices where custom.contains(groups[index].name) {
      groups[index].versions.sort { VersionPriority($0) < VersionPriority($1) }
    }
    return groups
  }

  private func document(_ group: Group) -> Object {
    let versions = group.versions.map { version -> Value in
      ["groupVersion": .string("\(group.name)/\(version)"), "version": .string(version)]
    }
    return ["name": .string(group.name), "versions": .array(versions), "preferredVersion": versions[0]]
  }

  // MARK: Resources

  private func resource(_ type: ResourceType) -> Value {
    var result: Object = [
      "name": .string(type.plural), "singularName": .string(type.singular), "namespaced": .bool(type.isNamespaced),
      "kind": .string(type.kind), "verbs": Self.list(type.verbs),
    ]
    if !type.shortNames.isEmpty { result["shortNames"] = Self.list(type.shortNames) }
    if !type.categories.isEmpty { result["categories"] = Self.list(type.categories) }
    return .object(result)
  }

  private func resource(_ subresource: ResourceType.Subresource, of type: ResourceType) -> Value {
    var result: Object = [
      "name": .string("\(type.plural)/\(subresource.name)"), "singularName": "",
      "namespaced": .bool(type.isNamespaced),
    ]
    if subresource.group != type.group || subresource.version != type.version {
      result["group"] = .string(subresource.group)
      result["version"] = .string(subresource.version)
    }
    result["kind"] = .string(subresource.kind)
    result["verbs"] = Self.list(subresource.verbs)
    return .object(result)
  }

  static func list(_ texts: [String]) -> Value { .array(texts.map(Value.string)) }
}
