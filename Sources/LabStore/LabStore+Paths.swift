internal import Documents
internal import Kubernetes

extension LabStore {
  /// Answers what is no resource: health, version, discovery, OpenAPI.
  func respond(toPath info: RequestInfo, _ request: APIRequest) throws -> APIResponse {
    let path = info.path.count > 1 && info.path.hasSuffix("/") ? String(info.path.dropLast()) : info.path
    let isRead = ["GET", "HEAD"].contains(request.method)
    switch path {
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

  private func servesBuiltIn(_ group: String) -> Bool {
    registry.types.contains { !$0.isCustom && $0.group == group }
  }
}
