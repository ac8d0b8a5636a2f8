import Documents

extension NetBoxService {
  /// The body of a request. No body at all is an empty object.
  func body(_ request: NetBoxRequest) throws(Refusal) -> Value {
    if request.body.isEmpty { return [:] }
    let contentType = request.headers["content-type"] ?? ""
    let mediaType = contentType.split(separator: ";").first.map { String($0).trimmingSpace.lowercased() } ?? ""
    if mediaType == "multipart/form-data" {
      throw .detail(400, "Multipart form parse error - Invalid boundary in multipart: None")
    }
    guard mediaType == "application/json" else {
      throw .detail(415, "Unsupported media type \"\(contentType)\" in request.")
    }
    return try PythonJSON.parse(request.body)
  }

  func context(_ body: Value, _ request: NetBoxRequest, _ token: Access.Token) -> ChangeContext {
    ChangeContext(
      time: request.time, requestID: request.id, userID: token.userID, userName: token.userName,
      message: body["changelog_message"]?.string ?? "")
  }

  func deserializer(_ model: Model, _ request: NetBoxRequest, _ token: Access.Token) -> Deserializer {
    Deserializer(model: model, store: store, userID: token.userID, onlyFields: requestedFields(request))
  }

  /// The items of a bulk request, each with its id.
  ///
  /// - Throws: 400 with a list by position, when an item has no proper id.
  func bulkItems(_ body: Value) throws(Refusal) -> [(id: Int64, body: Value)] {
    guard let items = body.array else {
      let text =
        body.isNull ? "No data provided" : "Expected a list of items but got type \"\(PythonText.typeName(body))\"."
      throw .invalid(["non_field_errors": [.string(text)]])
    }
    var found: [(id: Int64, body: Value)] = []
    var errors: [Value] = []
    for item in items {
      do throws(Refusal) {
        found.append((try bulkID(item), item))
        errors.append([:])
      } catch {
        errors.append(error.body)
      }
    }
    guard found.count == items.count else { throw .invalid(.array(errors)) }
    return found
  }

  private func bulkID(_ item: Value) throws(Refusal) -> Int64 {
    guard item.object != nil else { throw .invalid(Deserializer.notAnObject(item)) }
    switch item["id"] {
    case nil: throw .invalid(["id": ["This field is required."]])
    case .integer(let id): return id
    case .null: throw .invalid(["id": ["This field may not be null."]])
    case .string(let text):
      if let id = Int64(text.trimmingSpace) { return id }
    default: break
    }
    throw .invalid(["id": ["A valid integer is required."]])
  }
}
