internal import Documents
internal import Kubernetes

extension LabStore {
  /// Answers one request, and tells the audit log of it where there is one.
  package func respond(to request: APIRequest) async -> APIResponse {
    var note = AuditNote()
    guard let audit = configuration.audit else { return await answer(to: request, &note) }
    let received = KubernetesTime.now
    let response = await answer(to: request, &note)
    tellAudit(of: request, note, received: received, answer: response, audit)
    return response
  }

  /// Who asks, whether they may, what it is for, and then the verb.
  private func answer(to request: APIRequest, _ note: inout AuditNote) async -> APIResponse {
    do {
      let sender = try authenticate(request)
      note.sender = sender
      let user = try actor(of: request, sentBy: sender)
      let info = RequestInfo(request)
      (note.actor, note.info) = (user, info)
      try Authorizer(reader: self).authorize(AccessAttributes(info), by: user)
      if info.path.hasPrefix(FaultAdministration.prefix) {
        return try FaultAdministration(store: self, request: request).respond(to: info.path)
      }
      guard info.isResource else { return try respond(toPath: info, request) }
      switch try await faultyAnswer(to: request, info, user) {
      case .instead(let answer): return answer
      case .ordinary(let staleness): return try await respond(to: request, info, user, staleness: staleness)
      case .resetAfterwards:
        let lost = try? await respond(to: request, info, user)
        if case .watch(let stream) = lost?.body { stream.stop() }
        return .reset
      }
    } catch {
      let format = (try? OutputFormat(accept: request.headers["accept"])) ?? OutputFormat()
      return StatusPresentation.response(Self.status(of: error), format: format)
    }
  }

  private static func status(of error: any Error) -> APIStatus {
    error as? APIStatus ?? .internalError("\(error)")
  }

  /// A body beyond the limit, of which nothing was read.
  package func refuseLargeBody(of request: APIRequest) -> APIResponse {
    let format = (try? OutputFormat(accept: request.headers["accept"])) ?? OutputFormat()
    return StatusPresentation.response(.requestEntityTooLarge(limit: BodyReader.limit), format: format)
  }

  /// The answer to a method that is none of HTTP's.
  package static var methodNotAllowed: APIResponse {
    StatusPresentation.response(.methodNotAllowed, format: OutputFormat())
  }

  package static let bodyLimit = BodyReader.limit

  // MARK: Resources

  private func respond(
    to request: APIRequest, _ info: RequestInfo, _ user: UserInfo, staleness: Staleness = .none
  ) async throws -> APIResponse {
    let registry = registry
    guard let type = registry.type(group: info.group, version: info.version, plural: info.resource),
      !(info.namespace != nil && !type.isNamespaced && type.plural != "namespaces")
    else {
      let isBuiltIn = registry.types.contains { !$0.isCustom && $0.group == info.group }
      if isBuiltIn { throw APIStatus.resourceNotFound }
      return .text("404 page not found\n", status: 404)
    }
    let method = try ResourceMethod(info, type: type, httpMethod: request.method)
    let format = try OutputFormat(accept: request.headers["accept"])
    var call = try ResourceCall(store: self, request: request, info: info, type: type, user: user, format: format)
    call.staleness = staleness
    do {
      return try await call.answer(method)
    } catch {
      return call.answer(Self.status(of: error))
    }
  }
}

/// What a request does to a resource, once it is known that the resource offers it.
enum ResourceMethod: Sendable, Equatable {
  case get, list, watch, create, update, patch, delete, deleteCollection
  /// A subresource, or a resource without storage, with a behaviour of its own.
  case special(String)

  /// - Throws: `APIStatus` 404 for a part that does not exist, 405 for what it does not offer.
  init(_ info: RequestInfo, type: ResourceType, httpMethod: String) throws(APIStatus) {
    if let subresource = info.subresource {
      self = try Self.method(on: subresource, info, type: type)
      return
    }
    if type.isNamespaced, info.isNamed, info.namespace == nil { throw .resourceNotFound }
    let method = try Self.method(info, httpMethod: httpMethod)
    let needsNamespace = type.isNamespaced && (method == .create || method == .deleteCollection)
    if needsNamespace, info.namespace == nil { throw .methodNotAllowed }
    guard type.verbs.contains(info.verb) else { throw .methodNotAllowed }
    self = type.isVirtual ? .special("") : method
  }

  private static func method(_ info: RequestInfo, httpMethod: String) throws(APIStatus) -> ResourceMethod {
    switch (info.verb, info.isNamed) {
    case ("get", true): .get
    case ("list", false): .list
    case ("watch", _): .watch
    case ("create", false): .create
    case ("update", true): .update
    case ("patch", true): .patch
    case ("delete", true): .delete
    case ("deletecollection", false): .deleteCollection
    default: throw .methodNotAllowed
    }
  }

  private static func method(
    on name: String, _ info: RequestInfo, type: ResourceType
  ) throws(APIStatus) -> ResourceMethod {
    guard let subresource = type.subresource(name), info.rest.isEmpty || name == "proxy" else {
      if type.isCustom {
        throw .notFound(GroupResource(group: type.group, resource: type.plural), name: info.name ?? "")
      }
      throw .resourceNotFound
    }
    guard subresource.verbs.contains(info.verb) else { throw .methodNotAllowed }
    guard subresource.kind == type.kind, subresource.group == type.group || subresource.group.isEmpty,
      !["log", "exec", "attach", "portforward", "proxy"].contains(name)
    else { return .special(name) }
    return switch info.verb {
    case "get": .get
    case "update": .update
    default: .patch
    }
  }
}

extension ResourceType {
  /// Nothing is kept: a review is answered and forgotten.
  var isVirtual: Bool { verbs == ["create"] }
}
