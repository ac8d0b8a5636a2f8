import Documents
import Kubernetes

/// Answers the paths that are about the API instead of objects: discovery, `/version` and OpenAPI.
struct Discovery {
  let registry: ResourceRegistry
  let request: APIRequest

  /// - Returns: nil when the path is none of these, or names a group or version that is not served.
  func document(_ path: String) throws(APIStatus) -> APIResponse? {
    let documents = DiscoveryDocuments(registry: registry)
    let parts = path.split(separator: "/").map(String.init)
    switch (parts.first, parts.count) {
    case ("version", 1): return .json(ServerVersion.document)
    case ("openapi", 2...): return openAPI(Array(parts.dropFirst()))
    case ("api", 1):
      return aggregated(core: true) ?? .json(documents.coreVersions(serverAddress: request.headers["host"] ?? ""))
    case ("apis", 1): return aggregated(core: false) ?? .json(documents.groupList)
    case ("api", 2): return documents.resourceList(group: "", version: parts[1]).map { .json($0) }
    case ("apis", 2): return documents.group(parts[1]).map { .json($0) }
    case ("apis", 3): return documents.resourceList(group: parts[1], version: parts[2]).map { .json($0) }
    default: return nil
    }
  }

  private func openAPI(_ parts: [String]) -> APIResponse? {
    let documents = OpenAPIDocuments(registry: registry)
    switch (parts[0], parts.count) {
    case ("v2", 1): return v2(documents.v2)
    case ("v3", 1): return .json(documents.v3Index)
    case ("v3", _): return documents.v3(root: parts.dropFirst().joined(separator: "/")).map { .json($0) }
    default: return nil
    }
  }

  /// Older clients ask for protocol buffers by one of two names; the one with `@` is no valid content type.
  private func v2(_ document: Value) -> APIResponse {
    let accepted = request.headers["accept"] ?? ""
    guard accepted.contains("com.github.proto-openapi.spec.v2") else { return .json(document) }
    return APIResponse(
      contentType: "application/com.github.proto-openapi.spec.v2.v1.0+protobuf",
      body: .bytes(OpenAPIProtobuf.encode(document)))
  }

  private func aggregated(core: Bool) -> APIResponse? {
    guard let version = Self.aggregatedVersion(accept: request.headers["accept"] ?? "") else { return nil }
    var response = APIResponse.json(AggregatedDiscovery(registry: registry, version: version).document(core: core))
    response.contentType = "application/json;g=apidiscovery.k8s.io;v=\(version);as=APIGroupDiscoveryList"
    return response
  }

  /// The version of the aggregated document when the header prefers that to the plain one.
  static func aggregatedVersion(accept: String) -> String? {
    for clause in accept.split(separator: ",") {
      let parts = clause.split(separator: ";").map { $0.filter { $0 != " " } }
      guard let type = parts.first, ["application/json", "application/*", "*/*"].contains(type) else { continue }
      let parameters = Set(parts.dropFirst())
      if !parameters.contains(where: { $0.hasPrefix("as=") }) { return nil }
      guard parameters.contains("g=apidiscovery.k8s.io"), parameters.contains("as=APIGroupDiscoveryList") else {
        continue
      }
      for version in ["v2", "v2beta1"] where parameters.contains("v=\(version)") { return version }
    }
    return nil
  }
}
