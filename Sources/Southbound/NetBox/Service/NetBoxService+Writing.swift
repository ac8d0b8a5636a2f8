import Documents

extension NetBoxService {
  mutating func create(
    _ model: Model, _ request: NetBoxRequest, _ token: Access.Token
  ) throws(Refusal) -> NetBoxResponse {
    let body = try body(request)
    return try create(model, body, request, token)
  }

  /// Makes one object, or a list of them. All are checked before any is saved, so that equal ones do not see each other.
  mutating func create(
    _ model: Model, _ body: Value, _ request: NetBoxRequest, _ token: Access.Token
  ) throws(Refusal) -> NetBoxResponse {
    let deserializer = deserializer(model, request, token)
    guard let items = body.array else {
      let draft = try deserializer.draft(body, updating: nil, mode: .create)
      let record = store.create(draft, model, context(body, request, token))
      let document = created(record, model, request)
      let location = document["url"]?.string.map { [("Location", $0)] } ?? []
      return tagged(NetBoxResponse(201, .json(.object(document)), headers: location), record)
    }
    var drafts: [Record] = []
    var errors: [Value] = []
    for item in items {
      do throws(Refusal) {
        if item.isNull { throw .invalid(["This field may not be null."]) }
        if item.array != nil { throw .invalid(Deserializer.notAnObject(item)) }
        drafts.append(try deserializer.draft(item, updating: nil, mode: .create))
        errors.append([:])
      } catch {
        if error.status != 400 { throw error }
        errors.append(error.body)
      }
    }
    guard drafts.count == items.count else { throw .invalid(.array(errors)) }
    var records: [Record] = []
    for (draft, item) in zip(drafts, items) {
      records.append(store.create(draft, model, context(item, request, token)))
    }
    return NetBoxResponse(201, .json(.array(records.map { .object(created($0, model, request)) })))
  }

  /// The answer to a creation. Before 4.6 it shows the object as it was built: without counts, and with no place yet.
  private func created(_ record: Record, _ model: Model, _ request: NetBoxRequest) -> Object {
    var presentation = Presentation(store: store, baseURL: request.baseURL)
    if version == .v44 {
      presentation.hasCounts = false
      presentation.knownPlace = (0, 0)
    }
    return presentation.document(record, model, keys: keys(model, request))
  }

  mutating func update(
    _ record: Record, _ model: Model, _ request: NetBoxRequest, _ token: Access.Token
  ) throws(Refusal) -> NetBoxResponse {
    try checkEntityTag(record, request)
    let body = try body(request)
    let isPatch = request.method == "PATCH"
    let draft = try deserializer(model, request, token).draft(body, updating: record, mode: isPatch ? .patch : .replace)
    var presentation = Presentation(store: store, baseURL: request.baseURL)
    var place: (depth: Int64, children: Int64)?
    if version == .v44, model.name == .prefix { place = (store.depth(of: record), store.children(of: record)) }
    let updated = store.update(draft, model, context(body, request, token))
    presentation = Presentation(store: store, baseURL: request.baseURL)
    presentation.knownPlace = place
    presentation.isPartial = isPatch && version == .v44
    let document = presentation.document(updated, model, keys: keys(model, request))
    return tagged(NetBoxResponse(200, .json(.object(document))), updated)
  }

  mutating func delete(
    _ record: Record, _ model: Model, _ request: NetBoxRequest, _ token: Access.Token
  ) throws(Refusal) -> NetBoxResponse {
    try checkEntityTag(record, request)
    let context = context(try body(request), request, token)
    try remove([record.id], model, [context])
    return NetBoxResponse(204, .none)
  }

  private func checkEntityTag(_ record: Record, _ request: NetBoxRequest) throws(Refusal) {
    guard version == .v46, let wanted = request.headers["if-match"], !wanted.isEmpty, wanted != "*" else { return }
    let tags = wanted.split(separator: ",").map { String($0).trimmingSpace }
    guard tags.contains(Self.entityTag(record)) else { throw .detail(412, "Precondition failed.") }
  }

  // MARK: Bulk

  /// Changes the objects of a list one after the other, in the order of the model; one error undoes all.
  mutating func updateAll(
    _ model: Model, _ request: NetBoxRequest, _ token: Access.Token
  ) throws(Refusal) -> NetBoxResponse {
    let items = try bulkItems(try body(request))
    let bodies = Dictionary(items.map { ($0.id, $0.body) }, uniquingKeysWith: { _, last in last })
    let mode: Deserializer.Mode = request.method == "PATCH" ? .patch : .replace
    let before = store
    let ids = inOrder(bodies.keys, model)
    for id in ids {
      guard let record = store.record(model.name, id), let body = bodies[id] else { continue }
      do throws(Refusal) {
        let draft = try deserializer(model, request, token).draft(body, updating: record, mode: mode)
        _ = store.update(draft, model, context(body, request, token))
      } catch {
        store = before
        throw error
      }
    }
    let presentation = Presentation(store: store, baseURL: request.baseURL)
    let keys = keys(model, request)
    let documents = inOrder(ids, model).compactMap { store.record(model.name, $0) }.map {
      Value.object(presentation.document($0, model, keys: keys))
    }
    return NetBoxResponse(200, .json(.array(documents)))
  }

  mutating func deleteAll(
    _ model: Model, _ request: NetBoxRequest, _ token: Access.Token
  ) throws(Refusal) -> NetBoxResponse {
    let items = try bulkItems(try body(request))
    let bodies = Dictionary(items.map { ($0.id, $0.body) }, uniquingKeysWith: { _, last in last })
    let ids = inOrder(bodies.keys, model)
    try remove(ids, model, ids.map { context(bodies[$0] ?? .null, request, token) })
    return NetBoxResponse(204, .none)
  }

  /// The ids of those that exist, in the order of the model.
  private func inOrder(_ ids: some Sequence<Int64>, _ model: Model) -> [Int64] {
    Sorting(nil, of: model, in: store).sorted(ids.compactMap { store.record(model.name, $0) }).map(\.id)
  }

  /// Deletes all or none.
  private mutating func remove(_ ids: [Int64], _ model: Model, _ contexts: [ChangeContext]) throws(Refusal) {
    let before = store
    for (id, context) in zip(ids, contexts) where store.record(model.name, id) != nil {
      do throws(ProtectedObjects) {
        try store.delete(model, id, context)
      } catch {
        store = before
        throw .detail(409, error.message)
      }
    }
  }
}
