import Documents
package import Kubernetes

extension ClusterClient {
  /// All types that the server offers.
  ///
  /// - Parameter isFresh: Ask the server even when the answer is known.
  package func resources(isFresh: Bool = false) async throws -> ResourceCatalogue {
    try await discovery.catalogue(after: isFresh ? discovery.latest : 0) { try await fetchCatalogue() }
  }

  /// - Throws: `ClusterError.noSuchResource` when the server has it not, even when asked anew.
  package func resource(for kind: GroupVersionKind) async throws -> APIResource {
    if let early = discovery.early(kind) { return early }
    do {
      return try await find(kind.description, suggestion: kind.kind) { $0.resource(for: kind) }
    } catch let error as ClusterError where error.isNoSuchResource {
      guard let resource = try await definedResource(kind) else { throw error }
      return resource
    }
  }

  /// In the version that the server prefers.
  ///
  /// - Throws: `ClusterError.noSuchResource`
  package func resource(for kind: GroupKind) async throws -> APIResource {
    try await find(kind.description, suggestion: kind.kind) { $0.resource(for: kind) }
  }

  /// - Parameter name: As kubectl takes it: `deployments`, `deploy`, `deployments.apps` …
  /// - Throws: `ClusterError.noSuchResource`
  package func resource(named name: String) async throws -> APIResource {
    try await find(name, suggestion: name) { $0.resource(named: name) }
  }

  /// - Throws: `ClusterError.noSuchResource`
  package func resource(of object: KubernetesObject) async throws -> APIResource {
    guard let kind = object.groupVersionKind else {
      throw ClusterError.noSuchResource(
        name: "\(object.apiVersion) \(object.kind)", hint: "the object needs an apiVersion and a kind")
    }
    return try await resource(for: kind)
  }

  private func find(
    _ name: String, suggestion: String, _ pick: (ResourceCatalogue) -> APIResource?
  ) async throws -> APIResource {
    let known = try await discovery.catalogue { try await fetchCatalogue() }
    if let resource = pick(known) { return resource }
    // It may have come since, with a definition that was applied a moment ago.
    let fresh = try await discovery.catalogue(after: discovery.latest) { try await fetchCatalogue() }
    if let resource = pick(fresh) { return resource }
    let hint = Suggestion.hint(for: suggestion, among: fresh.names()) ?? "its definition may not be installed"
    throw ClusterError.noSuchResource(name: name, hint: hint)
  }

  /// A server tells of a new type some time after it serves it; the type's definition says the same at once.
  private func definedResource(_ kind: GroupVersionKind) async throws -> APIResource? {
    guard kind.group.contains("."), let definitions = try? await resource(named: "customresourcedefinitions"),
      let all = try? await list(definitions)
    else { return nil }
    let resources = all.items.filter { $0.condition("Established")?.isTrue == true }
      .flatMap { APIResource.all(definedBy: $0) }
    discovery.learn(resources.filter { $0.groupVersionKind == kind })
    return discovery.early(kind)
  }

  // MARK: Asking

  private static let aggregatedForms =
    "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,"
    + "application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,application/json"

  private func fetchCatalogue() async throws -> ResourceCatalogue {
    var core = APICall(.get, "/api")
    core.accept = Self.aggregatedForms
    var groups = APICall(.get, "/apis")
    groups.accept = Self.aggregatedForms
    async let coreAnswer = value(core)
    async let groupsAnswer = value(groups)
    var resources: [APIResource] = []
    var unavailable: [GroupVersion] = []
    for answer in try await [coreAnswer, groupsAnswer] {
      let found =
        answer["kind"]?.string == "APIGroupDiscoveryList"
        ? ResourceCatalogue.aggregated(answer) : try await fetchEach(Self.groupVersions(answer))
      resources += found.resources
      unavailable += found.unavailable
    }
    return ResourceCatalogue(resources, unavailable: unavailable)
  }

  /// Of `APIVersions` (the core group) or `APIGroupList`, the preferred version of each group first.
  private static func groupVersions(_ list: Value) -> [GroupVersion] {
    if let versions = list["versions"]?.array {
      return versions.compactMap { $0.string.map { GroupVersion(group: "", version: $0) } }
    }
    return (list["groups"]?.array ?? []).flatMap { group -> [GroupVersion] in
      let preferred = group["preferredVersion"]?["groupVersion"]?.string
      let names = (group["versions"]?.array ?? []).compactMap { $0["groupVersion"]?.string }
      let ordered = names.filter { $0 == preferred } + names.filter { $0 != preferred }
      return ordered.compactMap { GroupVersion($0) }
    }
  }

  private func fetchEach(_ all: [GroupVersion]) async throws -> (resources: [APIResource], unavailable: [GroupVersion])
  {
    try await withThrowingTaskGroup(of: (Int, [APIResource]?).self) { group in
      for (index, groupVersion) in all.enumerated() {
        group.addTask {
          do {
            return (index, ResourceCatalogue.plain(try await value(APICall(.get, groupVersion.path)), groupVersion))
          } catch let error as ClusterError where error.status != nil {
            // An extension server that is down does not make the others unusable.
            return (index, nil)
          }
        }
      }
      var found: [Int: [APIResource]] = [:]
      for try await (index, resources) in group { found[index] = resources }
      return (all.indices.flatMap { found[$0] ?? [] }, all.indices.filter { found[$0] == nil }.map { all[$0] })
    }
  }
}
