import Documents

extension RESTCONFService {
  func read(_ target: RESTCONFTarget, _ request: RESTCONFRequest) throws(RESTCONFError) -> RESTCONFResponse {
    var response: RESTCONFResponse
    switch target {
    case .data(let path):
      response = try read(path, try QueryParameters(request.query, .reading), request)
    case .root, .libraryVersion, .operations:
      let query = try QueryParameters(request.query, .reading)
      response = RESTCONFResponse(200, Self.document(target, query), headers: [("Cache-Control", "no-cache")])
    }
    if request.method == "HEAD" { response.body = [] }
    return response
  }

  private static func document(_ target: RESTCONFTarget, _ query: QueryParameters) -> Value {
    let version: Value = "2019-01-04"
    switch target {
    case .libraryVersion: return ["ietf-restconf:yang-library-version": version]
    case .operations: return ["ietf-restconf:operations": [:]]
    case .root, .data:
      let members: Object = ["data": [:], "operations": [:], "yang-library-version": version]
      return ["ietf-restconf:restconf": query.depth == 1 ? [:] : .object(members)]
    }
  }

  private func read(
    _ path: InstancePath, _ query: QueryParameters, _ request: RESTCONFRequest
  ) throws(RESTCONFError) -> RESTCONFResponse {
    let source = path.last.map { $0.node.isConfiguration } ?? true ? tree : state
    let value = try value(at: path, in: source)
    try query.fields?.check(path.last?.node.children ?? modules.flatMap(\.nodes))
    let stamp = stamps.stamp(of: path)
    var headers = [(name: "Cache-Control", value: "no-cache")]
    if source.root == tree.root { headers += self.headers(of: path) }
    let outcome = try Preconditions(request).check(tag: stamps.entityTag(of: path), time: stamp.time)
    if outcome == .notModified { return RESTCONFResponse(304, headers: headers) }
    let presentation = DataPresentation(query)
    guard let last = path.last else {
      let everything = (state.root.object ?? [:]).reduce(into: tree.root) { $0[$1.key] = $1.value }
      let data = presentation.datastore(everything, modules.flatMap(\.nodes))
      return RESTCONFResponse(200, ["ietf-restconf:data": data], headers: headers)
    }
    let presented = presentation.resource(value, last.node)
    let body: Value = last.node.isMany && last.keys != nil ? [presented] : presented
    return RESTCONFResponse(200, .object([last.node.qualifiedName: body]), headers: headers)
  }

  /// - Throws: when there is nothing at the place, not even a default.
  private func value(at path: InstancePath, in source: DataTree) throws(RESTCONFError) -> Value {
    if let value = path.steps.isEmpty ? source.root : source.value(at: path) { return value }
    if let node = path.last?.node, source.exists(path.parent) {
      // A leaf with a default is read as if it were set (section 3.5.4).
      if let fallback = node.fallback { return fallback }
      if node.isStructural { return [:] }
    }
    throw .missing(path)
  }

  /// `ETag` and `Last-Modified` of a resource.
  func headers(of path: InstancePath) -> [(name: String, value: String)] {
    [("ETag", stamps.entityTag(of: path)), ("Last-Modified", HTTPDate.text(stamps.stamp(of: path).time))]
  }
}
