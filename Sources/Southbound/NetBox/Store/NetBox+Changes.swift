import Documents

/// The log of changes.
extension NetBox {
  /// The object as change records hold it: references as numbers, tags as names, no times.
  func changeData(_ record: Record, _ model: Model) -> Object {
    var data = Object()
    for field in model.fields where !field.outsideChanges && (!field.only46 || version == .v46) {
      switch field.kind {
      case .tags: data["tags"] = .array(record.tags.map { display(.tag, $0) }.sorted().map { .string($0) })
      case .customFields: data["custom_fields"] = .object(record.customFields)
      case .contentType:
        data[field.name] = record.values[field.name]?.string.flatMap(ContentType.number).map { .integer($0) } ?? .null
      case .contentTypes:
        let names = record.values[field.name]?.array?.compactMap(\.string) ?? []
        data[field.name] = .array(names.compactMap(ContentType.number).map { .integer($0) })
      default:
        if field.isStored { data[field.name] = record.values[field.name] ?? .null }
      }
    }
    return data
  }

  /// Appends a change record; nothing when nothing changed.
  mutating func log(
    _ action: String, _ model: Model, before: Record?, after: Record?, _ context: ChangeContext, at time: Timestamp
  ) {
    guard model.isLogged, let record = after ?? before else { return }
    let old = before.map { changeData($0, model) } ?? Object()
    let new = after.map { changeData($0, model) } ?? Object()
    guard old != new else { return }
    var change = Record(id: nextID())
    change.created = time
    change.lastUpdated = time
    change.values = [
      "time": .string(time.text),
      "user": .integer(context.userID),
      "user_name": .string(context.userName),
      "request_id": .string(context.requestID),
      "action": .string(action),
      "changed_object_type": .string(model.name.rawValue),
      "changed_object_id": .integer(record.id),
      "object_repr": .string(model.display(record, self)),
      "message": .string(context.message),
      "prechange_data": .object(old),
      "postchange_data": .object(new),
    ]
    store(change, in: .objectChange)
  }

  /// Whether a request did one of the actions to the object.
  func changed(_ record: Record, of model: ModelName, by requestID: String, actions: Set<String>) -> Bool {
    exists(.objectChange) {
      $0.text("request_id") == requestID && actions.contains($0.text("action"))
        && $0.text("changed_object_type") == model.rawValue && $0.reference("changed_object_id") == record.id
    }
  }
}
