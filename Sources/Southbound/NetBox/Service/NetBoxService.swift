import Documents

/// The REST API over a store: from a request to an answer, with no I/O.
struct NetBoxService: Sendable {
  var store: NetBox
  var access: Access

  var version: NetBoxVersion { store.version }

  /// Answers a request; says also whose token it carried.
  mutating func respond(to request: NetBoxRequest) -> (response: NetBoxResponse, user: String?) {
    guard let route = Route(request.path) else { return (finished(unrouted(request), request), nil) }
    var user: String?
    var response: NetBoxResponse
    do throws(Refusal) {
      try checkAccept(request)
      let token = try access.token(request.headers["authorization"])
      user = token.userName
      try checkPermission(token, route, request.method)
      guard route.methods.contains(request.method) else {
        throw .detail(405, "Method \"\(request.method)\" not allowed.")
      }
      response = try answer(request, route, token)
    } catch {
      response = NetBoxResponse(error)
      if error.status == 412, let tag = entityTag(of: route) { response.headers.append(("ETag", tag)) }
    }
    response.headers.append(("Allow", route.methods.joined(separator: ", ")))
    if request.method == "HEAD" { response.body = .none }
    return (finished(response, request), user)
  }

  private func finished(_ response: NetBoxResponse, _ request: NetBoxRequest) -> NetBoxResponse {
    var response = response
    response.headers.append(("API-Version", version.rawValue))
    response.headers.append(("X-Request-ID", request.id))
    return response
  }

  /// A missing final slash is a redirection, anything else a page that says so.
  private func unrouted(_ request: NetBoxRequest) -> NetBoxResponse {
    let isRedirected = version == .v44 || ["GET", "HEAD"].contains(request.method)
    if !request.path.hasSuffix("/"), Route(request.path + "/") != nil, isRedirected {
      let query = request.query.text
      return NetBoxResponse(
        301, .html(""), headers: [("Location", request.path + "/" + (query.isEmpty ? "" : "?\(query)"))])
    }
    return NetBoxResponse(
      404,
      .html(
        "<!DOCTYPE html>\n<html><head><title>Page Not Found</title></head><body><h1>Page Not Found</h1></body></html>\n"
      ))
  }

  private func checkAccept(_ request: NetBoxRequest) throws(Refusal) {
    guard let accept = request.headers["accept"], !accept.trimmingSpace.isEmpty else { return }
    let types = accept.split(separator: ",").map {
      $0.split(separator: ";").map { String($0).trimmingSpace.lowercased() }
    }
    let acceptable = types.filter {
      ["application/json", "application/*", "*/*", "text/html", "text/*"].contains($0.first ?? "")
    }
    guard let chosen = acceptable.first else { throw .detail(406, "Could not satisfy the request Accept header.") }
    if let wanted = chosen.first(where: { $0.hasPrefix("version=") }), wanted != "version=\(version.rawValue)" {
      throw .detail(406, "Invalid version in \"Accept\" header.")
    }
  }

  private func checkPermission(_ token: Access.Token, _ route: Route, _ method: String) throws(Refusal) {
    if ["GET", "HEAD", "OPTIONS"].contains(method) {
      guard token.isSuperuser || route.isOpen || method == "OPTIONS" else { throw .notPermitted }
    } else if !route.isOpen, route.methods.contains(method) || !token.isSuperuser || !token.mayWrite {
      guard token.isSuperuser, token.mayWrite else { throw .notPermitted }
    }
  }

  private mutating func answer(
    _ request: NetBoxRequest, _ route: Route, _ token: Access.Token
  ) throws(Refusal) -> NetBoxResponse {
    if request.method == "OPTIONS" {
      return NetBoxResponse(
        200, .json(OptionsDocument(route, mayWrite: token.isSuperuser && token.mayWrite, version).value))
    }
    switch route {
    case .root: return NetBoxResponse(200, .json(rootDocument(request)))
    case .application(let name): return NetBoxResponse(200, .json(applicationDocument(name, request)))
    case .status: return NetBoxResponse(200, .json(statusDocument))
    case .collection(let model):
      switch request.method {
      case "POST": return try create(model, request, token)
      case "PUT", "PATCH": return try updateAll(model, request, token)
      case "DELETE": return try deleteAll(model, request, token)
      default: return try list(model, request)
      }
    case .object(let model, let id):
      let record = try record(model, id)
      switch request.method {
      case "PUT", "PATCH": return try update(record, model, request, token)
      case "DELETE": return try delete(record, model, request, token)
      default: return retrieve(record, model, request)
      }
    case .available(let available, let model, let id):
      let parent = try record(model, String(id))
      return request.method == "POST"
        ? try allocate(available, in: parent, model, request, token)
        : listAvailable(available, in: parent, model, request)
    }
  }

  private func record(_ model: Model, _ id: String) throws(Refusal) -> Record {
    guard let number = Int64(id) else { throw .detail(404, "Not found.") }
    guard let record = store.record(model.name, number) else {
      throw .detail(404, "No \(model.className) matches the given query.")
    }
    return record
  }

  private func entityTag(of route: Route) -> String? {
    guard case .object(let model, let id) = route, let record = try? record(model, id) else { return nil }
    return Self.entityTag(record)
  }

  static func entityTag(_ record: Record) -> String { "W/\"\(record.lastUpdated.isoFormat)\"" }

  // MARK: Overviews

  private func rootDocument(_ request: NetBoxRequest) -> Value {
    .object(Object((Route.applications + ["status"]).map { ($0, .string("\(request.baseURL)/api/\($0)/")) }))
  }

  private func applicationDocument(_ name: String, _ request: NetBoxRequest) -> Value {
    let models = Model.all.filter { $0.path.hasPrefix(name + "/") }.sorted { $0.path < $1.path }
    return .object(
      Object(models.map { (String($0.path.dropFirst(name.count + 1)), .string("\(request.baseURL)/api/\($0.path)/")) }))
  }

  private var statusDocument: Value {
    [
      "django-version": "5.2.9", "hostname": "simulator", "installed_apps": [:],
      "netbox-version": .string(version.release), "netbox-full-version": .string(version.release), "plugins": [:],
      "python-version": "3.12.3", "rq-workers-running": 0,
    ]
  }
}
