import Documents

extension NetBoxService {
  func list(_ model: Model, _ request: NetBoxRequest) throws(Refusal) -> NetBoxResponse {
    let filters = try FilterSet(request.query, for: model, in: store)
    let sorting = Sorting(request.query.last("ordering"), of: model, in: store)
    let found = sorting.sorted(filters.select(store.records(model.name)))
    let page = Page(request.query)
    let presentation = Presentation(store: store, baseURL: request.baseURL)
    let keys = keys(model, request)
    let results = page.items(of: found).map { Value.object(presentation.document($0, model, keys: keys)) }
    let url = "\(request.baseURL)\(request.path)"
    return NetBoxResponse(200, .json(page.document(results, count: found.count, url: url, query: request.query)))
  }

  func retrieve(_ record: Record, _ model: Model, _ request: NetBoxRequest) -> NetBoxResponse {
    let presentation = Presentation(store: store, baseURL: request.baseURL)
    let document = presentation.document(record, model, keys: keys(model, request))
    return tagged(NetBoxResponse(200, .json(.object(document))), record)
  }

  /// With an entity tag, where the version has them.
  func tagged(_ response: NetBoxResponse, _ record: Record) -> NetBoxResponse {
    guard version == .v46 else { return response }
    var response = response
    response.headers.append(("ETag", Self.entityTag(record)))
    return response
  }

  /// The members that the answer has: `fields` names them, `omit` (from 4.6 on) takes away, `brief` has a set of its
  /// own, which applies to reading alone. Nil is all.
  func keys(_ model: Model, _ request: NetBoxRequest) -> Set<String>? {
    if model.name == .objectChange, version == .v44 { return nil }
    if let fields = requestedFields(request) { return fields }
    if version == .v46, let omitted = request.query.last("omit"), !omitted.isEmpty {
      let names = Set(omitted.split(separator: ",").map(String.init))
      return Set(["id", "url", "display_url", "display"] + model.fields.map(\.name)).subtracting(names)
    }
    guard request.method == "GET", let brief = request.query.last("brief"), !brief.isEmpty, !model.brief.isEmpty else {
      return nil
    }
    return Set(model.brief)
  }

  /// What `fields=` names; it restricts what is read from a body, too.
  func requestedFields(_ request: NetBoxRequest) -> Set<String>? {
    guard let fields = request.query.last("fields"), !fields.isEmpty else { return nil }
    return Set(fields.split(separator: ",", omittingEmptySubsequences: false).map(String.init))
  }
}
