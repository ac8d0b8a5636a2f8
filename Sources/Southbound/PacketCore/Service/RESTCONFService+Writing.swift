import Documents

extension RESTCONFService {
  mutating func write(
    _ path: InstancePath, _ request: RESTCONFRequest, as user: RESTCONFUsers.User
  ) throws(RESTCONFError) -> RESTCONFResponse {
    let makes = request.method == "POST" || request.method == "PUT"
    let query = try QueryParameters(request.query, makes ? .making : .other)
    if request.method != "POST", let last = path.last, last.node.isMany, last.keys == nil {
      throw InstancePath.keysMissing(last.node)
    }
    let exists = tree.exists(path)
    _ = try Preconditions(request).check(
      tag: exists ? stamps.entityTag(of: path) : nil, time: exists ? stamps.stamp(of: path).time : nil)
    if request.method == "DELETE" { return try delete(path, request, as: user) }
    let body = try Self.body(of: request)
    switch request.method {
    case "POST": return try post(body, to: path, query, request, as: user)
    case "PUT": return try put(body, to: path, query, request, as: user)
    default: return try patch(body, path, request, as: user)
    }
  }

  private static func body(of request: RESTCONFRequest) throws(RESTCONFError) -> Value {
    guard !request.body.isEmpty else { throw .invalid("the request needs a body", status: 400) }
    try MediaType.checkContent(request.headers["content-type"])
    let parsed: (value: Value, duplicates: [String])
    do throws(JSON.SyntaxError) { parsed = try JSON.parseReportingDuplicates(request.body) } catch {
      throw .malformed("the body is not JSON: \(error)")
    }
    if let twice = parsed.duplicates.first { throw .malformed("\(twice.quoted) is there twice") }
    return parsed.value
  }

  // MARK: Methods

  private mutating func post(
    _ body: Value, to path: InstancePath, _ query: QueryParameters, _ request: RESTCONFRequest,
    as user: RESTCONFUsers.User
  ) throws(RESTCONFError) -> RESTCONFResponse {
    guard tree.exists(path) else { throw .missing(path) }
    let children = path.last?.node.children ?? modules.flatMap(\.nodes)
    let (node, value) = try DataReader(modules).readChild(body, of: children, at: path)
    let place = path.appending(node, keys: node.isMany ? DataTree.keys(of: value, node) : nil)
    guard tree.value(at: place) == nil else {
      throw .refused(409, "data-exists", "the resource exists already", at: place)
    }
    try set(place, to: value, query, request, as: user)
    let location = "\(request.baseURL)\(RESTCONFTarget.entry)/data\(place.text)"
    return RESTCONFResponse(201, headers: [("Location", location)] + headers(of: place))
  }

  private mutating func put(
    _ body: Value, to path: InstancePath, _ query: QueryParameters, _ request: RESTCONFRequest,
    as user: RESTCONFUsers.User
  ) throws(RESTCONFError) -> RESTCONFResponse {
    guard let last = path.last else { return try replaceDatastore(body, request, as: user) }
    let value = try DataReader(modules).readResource(body, last.node, at: path)
    try checkKeys(of: value, path)
    let isNew = tree.value(at: path) == nil
    try set(path, to: value, query, request, as: user)
    return RESTCONFResponse(isNew ? 201 : 204, headers: headers(of: path))
  }

  private mutating func patch(
    _ body: Value, _ path: InstancePath, _ request: RESTCONFRequest, as user: RESTCONFUsers.User
  ) throws(RESTCONFError) -> RESTCONFResponse {
    guard tree.exists(path) else { throw .missing(path) }
    var changed = tree
    if let last = path.last {
      let value = try DataReader(modules).readResource(body, last.node, at: path)
      try checkKeys(of: value, path)
      let old = tree.value(at: path)
      let isObject = last.node.leafType == nil
      try changed.set(path, to: isObject ? DataTree.mergedMembers(old ?? [:], value, last.node) : value)
    } else {
      for (node, value) in try readDatastore(body) {
        let place = InstancePath().appending(node)
        try changed.set(place, to: DataTree.merged(tree.value(at: place), value, node))
      }
    }
    try commit(changed, at: path, request, as: user)
    return RESTCONFResponse(204, headers: headers(of: path))
  }

  private mutating func delete(
    _ path: InstancePath, _ request: RESTCONFRequest, as user: RESTCONFUsers.User
  ) throws(RESTCONFError) -> RESTCONFResponse {
    guard tree.value(at: path) != nil else { throw .missing(path) }
    if let last = path.last, path.parent.last?.node.keys.contains(last.node.name) == true {
      throw .unsupported("a key cannot be deleted: delete the entry", allow: ["GET", "HEAD", "OPTIONS"])
    }
    var changed = tree
    try changed.set(path, to: nil)
    try commit(changed, at: path, request, as: user)
    return RESTCONFResponse(204)
  }

  // MARK: Parts

  private mutating func replaceDatastore(
    _ body: Value, _ request: RESTCONFRequest, as user: RESTCONFUsers.User
  ) throws(RESTCONFError) -> RESTCONFResponse {
    var changed = DataTree()
    for (node, value) in try readDatastore(body) { try changed.set(InstancePath().appending(node), to: value) }
    try commit(changed, at: InstancePath(), request, as: user)
    return RESTCONFResponse(204, headers: headers(of: InstancePath()))
  }

  private func readDatastore(_ body: Value) throws(RESTCONFError) -> [(SchemaNode, Value)] {
    guard let data = body["ietf-restconf:data"], body.object?.count == 1 else {
      throw .malformed("the body must be an object with the one member \"ietf-restconf:data\"")
    }
    let members = try DataReader(modules).readDatastore(data)
    return configuration.compactMap { node in members[node.qualifiedName].map { (node, $0) } }
  }

  private mutating func set(
    _ path: InstancePath, to value: Value, _ query: QueryParameters, _ request: RESTCONFRequest,
    as user: RESTCONFUsers.User
  ) throws(RESTCONFError) {
    var changed = tree
    let position = try position(query, path)
    try changed.set(path, to: value, position: position)
    // Among entries that a client orders, the others count, too.
    let list = path.last.flatMap { $0.node.isUserOrdered ? path.parent.appending($0.node) : nil }
    try commit(changed, at: list ?? path, request, as: user)
  }

  /// A resource keeps its keys: what the body says must be what the path says.
  private func checkKeys(of value: Value, _ path: InstancePath) throws(RESTCONFError) {
    guard let last = path.last else { return }
    if let keys = last.keys, DataTree.keys(of: value, last.node) != keys {
      throw .invalid("the keys in the body are not those of the path", status: 400, at: path)
    }
    if let entry = path.parent.last, let index = entry.node.keys.firstIndex(of: last.node.name),
      entry.keys?[index] != LeafType.text(value)
    {
      throw .invalid("a key cannot be changed: make another entry", status: 400, at: path)
    }
  }

  /// Where a new entry goes (section 4.8.5); nil leaves it where it is, or puts it last.
  private func position(_ query: QueryParameters, _ path: InstancePath) throws(RESTCONFError) -> ListPosition? {
    guard let insert = query.insert else { return nil }
    guard let last = path.last, last.node.isUserOrdered, last.keys != nil else {
      throw QueryParameters.wrong("\"insert\" goes with entries of lists that are ordered by the user")
    }
    guard let point = query.point else { return insert == "first" ? .first : .last }
    let place = try InstancePath(point, modules)
    guard let keys = place.last?.keys, place.last?.node === last.node, place.parent == path.parent else {
      throw QueryParameters.wrong("\"point\" must lead to an entry of the same list")
    }
    guard tree.value(at: place) != nil else {
      throw .refused(
        400, "bad-attribute", "the entry that \"point\" leads to does not exist", appTag: "missing-instance", at: place)
    }
    // Before or after itself, it is where it is.
    guard keys != last.keys else { return nil }
    return insert == "before" ? .before(keys) : .after(keys)
  }
}
