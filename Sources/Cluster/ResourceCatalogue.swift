import Documents
package import Kubernetes

/// The types that a server offers, in the order in which it prefers them: the core group first, and of each group the
/// preferred version first.
package struct ResourceCatalogue: Sendable {
  package let resources: [APIResource]
  /// Groups and versions that the server could not tell about, such as those of an extension server that is down.
  package let unavailable: [GroupVersion]
  private let byKind: [GroupVersionKind: Int]

  package init(_ resources: [APIResource], unavailable: [GroupVersion] = []) {
    self.resources = resources
    self.unavailable = unavailable
    byKind = Dictionary(
      resources.enumerated().map { ($1.groupVersionKind, $0) }, uniquingKeysWith: { first, _ in first })
  }

  package func resource(for kind: GroupVersionKind) -> APIResource? { byKind[kind].map { resources[$0] } }

  /// In the version that the server prefers.
  package func resource(for kind: GroupKind) -> APIResource? { resources.first { $0.groupKind == kind } }

  package func resource(for resource: GroupVersionResource) -> APIResource? {
    resources.first { $0.groupVersionResource == resource }
  }

  /// As kubectl understands names: `deployments`, `deployment`, `deploy`, `Deployment`, `deployments.apps`,
  /// `deployments.v1.apps`.
  package func resource(named name: String) -> APIResource? {
    let parts = name.split(separator: ".", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
    if parts.count == 3, let match = first(parts[0], where: { $0.version == parts[1] && $0.group == parts[2] }) {
      return match
    }
    if parts.count >= 2 {
      let group = name[name.index(name.startIndex, offsetBy: parts[0].count + 1)...]
      if let match = first(parts[0], where: { $0.group == group }) { return match }
      // A group may be shortened from its end, as long as a name stays.
      if let match = first(parts[0], where: { $0.group.hasPrefix("\(group).") }) { return match }
    }
    return first(name) { _ in true }
  }

  /// Names that a person may have meant.
  /// Each kind once, in the version that the server prefers.
  package var preferred: [APIResource] {
    var seen: Set<GroupKind> = []
    return resources.filter { seen.insert($0.groupKind).inserted }
  }

  package func names() -> [String] { resources.flatMap { [$0.plural, $0.kind] } }

  private func first(_ name: String, where isWanted: (APIResource) -> Bool) -> APIResource? {
    let lower = name.lowercased()
    let candidates = resources.lazy.filter(isWanted)
    return candidates.first { $0.plural == lower || $0.singular == lower || $0.kind.lowercased() == lower }
      ?? candidates.first { $0.shortNames.contains(lower) }
  }
}

// MARK: Reading what servers say

extension ResourceCatalogue {
  /// From `APIGroupDiscoveryList`, all of a group's versions in one answer.
  static func aggregated(_ list: Value) -> (resources: [APIResource], unavailable: [GroupVersion]) {
    var resources: [APIResource] = []
    var unavailable: [GroupVersion] = []
    for group in list["items"]?.array ?? [] {
      let name = group["metadata"]?["name"]?.string ?? ""
      for version in group["versions"]?.array ?? [] {
        let groupVersion = GroupVersion(group: name, version: version["version"]?.string ?? "")
        let items = version["resources"]?.array ?? []
        if items.isEmpty, version["freshness"]?.string == "Stale" { unavailable.append(groupVersion) }
        resources += items.map { aggregated($0, groupVersion) }
      }
    }
    return (resources, unavailable)
  }

  private static func aggregated(_ value: Value, _ groupVersion: GroupVersion) -> APIResource {
    APIResource(
      group: groupVersion.group, version: groupVersion.version, plural: value["resource"]?.string ?? "",
      singular: value["singularResource"]?.string ?? "", kind: value["responseKind"]?["kind"]?.string ?? "",
      shortNames: strings(value["shortNames"]), isNamespaced: value["scope"]?.string == "Namespaced",
      verbs: Set(strings(value["verbs"])),
      subresources: Set((value["subresources"]?.array ?? []).compactMap { $0["subresource"]?.string }),
      categories: strings(value["categories"]))
  }

  /// From `APIResourceList`, one version of one group; subresources stand in it as `pods/status`.
  static func plain(_ list: Value, _ groupVersion: GroupVersion) -> [APIResource] {
    let items = list["resources"]?.array ?? []
    var subresources: [String: Set<String>] = [:]
    for item in items {
      let parts = (item["name"]?.string ?? "").split(separator: "/", maxSplits: 1).map(String.init)
      if parts.count == 2 { subresources[parts[0], default: []].insert(parts[1]) }
    }
    return items.compactMap { item in
      guard let name = item["name"]?.string, !name.contains("/") else { return nil }
      return APIResource(
        group: groupVersion.group, version: groupVersion.version, plural: name,
        singular: item["singularName"]?.string ?? "", kind: item["kind"]?.string ?? "",
        shortNames: strings(item["shortNames"]), isNamespaced: item["namespaced"]?.bool ?? false,
        verbs: Set(strings(item["verbs"])), subresources: subresources[name] ?? [],
        categories: strings(item["categories"]))
    }
  }

  private static func strings(_ value: Value?) -> [String] { value?.array?.compactMap(\.string) ?? [] }
}
