internal import Documents
internal import Kubernetes

extension LabStore {
  /// Answers what is no resource: health, version, discovery, OpenAPI.
  func respond(toPath info: RequestInfo, _ request: APIRequest) throws -> APIResponse {
    let path = info.path.count > 1 && info.path.hasSuffix("/") ? String(info.path.dropLast()) : info.path
    let isRead = ["GET", "HEAD"].contains(request.method)
    switch path {
    case "/" where isRead, "/index.html" where isRead: return index
    case "/healthz", "/livez", "/readyz": return .text("ok")
    case let path where ["/healthz/", "/livez/", "/readyz/"].contains { path.hasPrefix($0) }: return .text("ok")
    default: break
    }
    guard let document = try Discovery(registry: registry, request: request).document(path) else {
      let parts = path.split(separator: "/")
      if parts.first == "api" || parts.first == "apis" && parts.count > 1 && servesBuiltIn(String(parts[1])) {
        throw APIStatus.resourceNotFound
      }
      return .text("404 page not found\n", status: 404)
    }
    guard isRead else { throw APIStatus.methodNotAllowed }
    return document
  }

  /// The paths beside resources.
  private var index: APIResponse {
    let versions = Set(registry.types.map { GroupVersion(group: $0.group, version: $0.version) })
    let groups = Set(versions.map(\.group)).filter { !$0.isEmpty }
    let paths =
      [
        "/api", "/apis", "/apis/", "/healthz", "/livez", "/openapi/v2", "/openapi/v3", "/openapi/v3/", "/readyz",
        "/version",
      ]
      + groups.map { "/apis/\($0)" } + versions.map(\.path)
    return APIResponse(
      contentType: "application/json",
      body: .bytes(JSON.bytes(["paths": .array(paths.sorted().map(Value.string))], pretty: true)))
  }

  private func servesBuiltIn(_ group: String) -> Bool {
    registry.types.contains { !$0.isCustom && $0.group == group }
  }
}
