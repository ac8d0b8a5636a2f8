import Documents

/// Shows objects as the REST API does.
struct Presentation: Sendable {
  let store: NetBox
  /// Scheme and authority of the links, without a slash at the end.
  let baseURL: String
  /// Whether the object was read from the database with its counts. The answer to a creation was not, before 4.6.
  var hasCounts = true
  /// Whether this is the answer to a partial update, which leaves out the defaults of nested objects.
  var isPartial = false
  /// Place in the hierarchy of the prefix that is answered, where it differs from the real one: before 4.6 a write
  /// answers with the place that was known before it.
  var knownPlace: (depth: Int64, children: Int64)?
  /// The IP version as a plain number.
  var plainFamily = false

  private var isNested = false

  init(store: NetBox, baseURL: String) {
    self.store = store
    self.baseURL = baseURL
  }

  /// The object with all members, or with those that are named.
  func document(_ record: Record, _ model: Model, keys: Set<String>? = nil) -> Object {
    let isWanted = { (key: String) in keys?.contains(key) ?? true }
    var object = Object()
    if isWanted("id") { object["id"] = .integer(record.id) }
    if isWanted("url") { object["url"] = .string("\(baseURL)/api/\(model.path)/\(record.id)/") }
    if isWanted("display_url") { object["display_url"] = .string("\(baseURL)/\(model.pagePath)/\(record.id)/") }
    if isWanted("display") { object["display"] = .string(model.display(record, store)) }
    for field in model.fields where isWanted(field.name) && (!field.only46 || store.version == .v46) {
      if let value = value(of: field, in: record, model) { object[field.name] = value }
    }
    return object
  }

  /// The short form of another object; null when there is none.
  func nested(_ name: ModelName, _ id: Int64, keys: [String]? = nil) -> Value {
    guard let record = store.record(name, id) else { return .null }
    let model = Model.named(name)
    var inner = self
    inner.isNested = true
    inner.knownPlace = nil
    inner.plainFamily = keys != nil
    return .object(inner.document(record, model, keys: Set(keys ?? model.brief)))
  }

  /// A field's value; nil when the field is left out.
  private func value(of field: Field, in record: Record, _ model: Model) -> Value? {
    let stored = record.values[field.name] ?? .null
    switch field.kind {
    case .choice(let choices): return choices.document(stored)
    case .reference(let other, _, let keys):
      if keys == [] { return stored }
      return record.reference(field.name).map { nested(other, $0, keys: keys) } ?? .null
    case .references(let other): return .array(record.references(field.name).map { nested(other, $0) })
    case .tags: return .array(sortedTags(record).map { nested(.tag, $0, keys: Model.nestedTag) })
    case .customFields: return .object(customFields(of: record, model))
    case .created: return .string(record.created.text)
    case .lastUpdated: return .string(record.lastUpdated.text)
    case .computed(let compute): return compute(record, self)
    case .count(let count): return isNested || !hasCounts ? nil : .integer(Int64(count(record, store)))
    case .defaultedCount(let count):
      if isNested { return isPartial ? nil : 0 }
      return .integer(hasCounts ? Int64(count(record, store)) : 0)
    case .contentTypes: return .array((stored.array ?? []).sorted { ($0.string ?? "") < ($1.string ?? "") })
    default: return stored
    }
  }

  private func sortedTags(_ record: Record) -> [Int64] {
    let tags = record.tags.compactMap { store.record(.tag, $0) }
    let key = { (tag: Record) in (tag.reference("weight") ?? 0, Collation.key(tag.text("name"))) }
    return tags.sorted { key($0) < key($1) }.map(\.id)
  }

  /// The values of all custom fields that apply; objects that they refer to in their short form.
  private func customFields(of record: Record, _ model: Model) -> Object {
    Object(
      store.customFields(of: model.name).map { field in
        let value = record.customFields[field.text("name")] ?? .null
        guard let other = ModelName(rawValue: field.text("related_object_type")) else {
          return (field.text("name"), value)
        }
        if let items = value.array {
          return (field.text("name"), .array(items.compactMap(\.integer).map { nested(other, $0) }))
        }
        return (field.text("name"), value.integer.map { nested(other, $0) } ?? .null)
      })
  }

  // MARK: Place in the hierarchy

  func depth(of prefix: Record) -> Value { .integer(knownPlace?.depth ?? store.depth(of: prefix)) }
  func children(of prefix: Record) -> Value { .integer(knownPlace?.children ?? store.children(of: prefix)) }
}
