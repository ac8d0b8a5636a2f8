internal import Documents
internal import Kubernetes

/// One request for a resource that is served, with all that the verbs need.
struct ResourceCall: Sendable {
  let store: LabStore
  let request: APIRequest
  let info: RequestInfo
  let type: ResourceType
  let user: UserInfo
  let format: OutputFormat
  let options: RequestOptions
  /// Texts for `Warning` headers, gathered on the way.
  var warnings: [String]
  /// How far behind the answer is: not at all but for a fault.
  var staleness = Staleness.none
  /// What webhooks have answered so far.
  let consultation = Consultation()

  /// Nil for objects of the cluster, and for a collection over all namespaces.
  var namespace: String? { type.isNamespaced ? info.namespace : nil }
  var name: String { info.isNamed ? info.name ?? "" : "" }
  var resource: GroupResource { GroupResource(group: type.group, resource: type.plural) }

  init(
    store: LabStore, request: APIRequest, info: RequestInfo, type: ResourceType, user: UserInfo, format: OutputFormat
  ) throws(APIStatus) {
    self.store = store
    self.request = request
    self.info = info
    self.type = type
    self.user = user
    self.format = format
    options = try RequestOptions(request)
    warnings = type.deprecationWarning.map { [$0] } ?? []
  }

  mutating func answer(_ method: ResourceMethod) async throws -> APIResponse {
    switch method {
    case .get: try await get()
    case .list: try await list()
    case .watch: try await watch()
    case .create: try await consulting { call throws in try call.create() }
    case .update: try await consulting { call throws in try call.update() }
    case .patch: try await consulting { call throws in try call.patch() }
    case .delete: try await consulting { call throws in try call.delete() }
    case .deleteCollection: try await deleteCollection()
    case .special(let subresource): try await special(subresource)
    }
  }

  /// Each attempt begins with the call as it was; the last one leaves its warnings.
  mutating func consulting(
    _ verb: (inout ResourceCall) throws -> APIResponse
  ) async throws -> APIResponse {
    let start = self
    var attempt = start
    defer { warnings = attempt.warnings }
    return try await store.consulting {
      attempt = start
      return try verb(&attempt)
    }
  }

  /// The manager that the client names, or the part of its user agent before the version.
  var fieldManager: String {
    if !options.fieldManager.isEmpty { return options.fieldManager }
    let agent = (request.headers["user-agent"] ?? "").prefix { $0 != "/" }
    return agent.isEmpty ? "unknown" : String(decoding: agent.utf8.prefix(128), as: UTF8.self)
  }

  func writer(subresource: String? = nil, isDryRun: Bool? = nil) -> ObjectWriter {
    ObjectWriter(
      store: store, type: type, user: user, fieldManager: fieldManager, subresource: subresource,
      namespace: namespace, isDryRun: isDryRun ?? options.isDryRun, consultation: consultation)
  }

  // MARK: Answers

  func answer(_ object: Value, status: Int = 200) -> APIResponse {
    var response = ObjectPresentation(format: format, type: type, includeObject: options.includeObject)
      .response(to: object, status: status)
    response.warnings = warnings
    return response
  }

  func answer(_ stream: WatchStream) -> APIResponse {
    var response = APIResponse(contentType: format.contentType, body: .watch(stream))
    response.warnings = warnings
    return response
  }

  func answer(_ status: APIStatus) -> APIResponse {
    var response = StatusPresentation.response(status, format: format)
    response.warnings = warnings
    return response
  }
}
