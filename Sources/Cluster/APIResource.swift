import Documents
package import Kubernetes

/// One type of objects as a server offers it in one version: its names, where it is served, what can be done with it.
package struct APIResource: Sendable, Hashable {
  package var group: String
  package var version: String
  /// `deployments`
  package var plural: String
  /// `deployment`; empty where the server has none.
  package var singular: String
  package var kind: String
  package var shortNames: [String]
  package var isNamespaced: Bool
  /// `get`, `list`, `watch`, `create`, `update`, `patch`, `delete`, `deletecollection`
  package var verbs: Set<String>
  /// `status`, `scale` …
  package var subresources: Set<String>
  /// `all` …
  package var categories: [String]

  package init(
    group: String, version: String, plural: String, singular: String = "", kind: String, shortNames: [String] = [],
    isNamespaced: Bool, verbs: Set<String> = [], subresources: Set<String> = [], categories: [String] = []
  ) {
    self.group = group
    self.version = version
    self.plural = plural
    self.singular = singular
    self.kind = kind
    self.shortNames = shortNames
    self.isNamespaced = isNamespaced
    self.verbs = verbs
    self.subresources = subresources
    self.categories = categories
  }

  package var groupVersion: GroupVersion { GroupVersion(group: group, version: version) }
  package var groupVersionKind: GroupVersionKind { GroupVersionKind(group: group, version: version, kind: kind) }
  package var groupVersionResource: GroupVersionResource {
    GroupVersionResource(group: group, version: version, resource: plural)
  }
  package var groupResource: GroupResource { GroupResource(group: group, resource: plural) }
  package var groupKind: GroupKind { GroupKind(group: group, kind: kind) }

  /// Whether a controller can follow its objects.
  package var isWatchable: Bool { verbs.contains("list") && verbs.contains("watch") }

  /// Where requests go, escaped.
  ///
  /// - Parameters:
  ///   - namespace: Nil means all namespaces, or none for objects of the cluster.
  ///   - name: Nil means the collection.
  package func path(namespace: String?, name: String? = nil, subresource: String? = nil) -> String {
    var path = groupVersion.path
    if isNamespaced, let namespace { path += "/namespaces/\(PercentEncoding.pathSegment(namespace))" }
    path += "/\(plural)"
    if let name { path += "/\(PercentEncoding.pathSegment(name))" }
    if let subresource { path += "/\(subresource)" }
    return path
  }
}

extension APIResource {
  /// The types that a CustomResourceDefinition defines, one for each version that is served.
  package static func all(definedBy definition: KubernetesObject) -> [APIResource] {
    guard let spec = definition.value["spec"], let group = spec["group"]?.string, let names = spec["names"],
      let plural = names["plural"]?.string, let kind = names["kind"]?.string
    else { return [] }
    return (spec["versions"]?.array ?? []).filter { $0["served"]?.bool == true }.compactMap { version in
      version["name"]?.string.map { name in
        APIResource(
          group: group, version: name, plural: plural, singular: names["singular"]?.string ?? "", kind: kind,
          shortNames: names["shortNames"]?.array?.compactMap(\.string) ?? [],
          isNamespaced: spec["scope"]?.string == "Namespaced",
          verbs: ["get", "list", "watch", "create", "update", "patch", "delete", "deletecollection"],
          subresources: Set(version["subresources"]?.object?.keys.map { $0 } ?? []),
          categories: names["categories"]?.array?.compactMap(\.string) ?? [])
      }
    }
  }
}
