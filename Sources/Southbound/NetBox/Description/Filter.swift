import Documents

/// A query parameter that selects objects of a list.
struct Filter: Sendable {
  enum Kind: Sendable {
    /// A text; also with the lookups of texts (`__ic`, `__isw` …).
    case text(@Sendable (Record) -> String?)
    /// A whole number; also with comparisons.
    case number(@Sendable (Record, NetBox) -> Int64?)
    /// A whole number, one comparison only.
    case plainNumber(Comparison, @Sendable (Record, NetBox) -> Int64?)
    /// A number of which only the last one given counts.
    case lastNumber(@Sendable (Record) -> Int64?)
    case time(@Sendable (Record) -> Timestamp)
    case boolean(@Sendable (Record) -> Bool)
    /// One of the choices; `nullable` admits the word `null`.
    case choice(Choices, nullable: Bool, @Sendable (Record) -> Value)
    /// One of the choices, of which only the last one given counts.
    case lastChoice(Choices, @Sendable (Record) -> Value)
    /// An object of a model, named by id or by a text field; `tree` also finds what is below it.
    case object(ModelName, key: String, tree: Bool, @Sendable (Record, NetBox) -> Int64?)
    case objects(ModelName, key: String, @Sendable (Record) -> [Int64])
    /// Tags: all that are given must be there.
    case tags(key: String)
    case contentType(@Sendable (Record) -> [String])
    case uuid(@Sendable (Record, NetBox, String) -> Bool)
    /// A rule of its own over the last value given.
    case lastText(@Sendable (String) -> (@Sendable (Record) -> Bool)?)
    /// A rule of its own over all values given; nil finds nothing.
    case texts(@Sendable ([String]) -> (@Sendable (Record) -> Bool)?)
    /// An object of a kind that the simulator does not keep, so that no object refers to one and none can be named.
    case absent(key: String)
    /// An object of which only the last one given counts.
    case lastObject(ModelName, key: String, @Sendable (Record, NetBox, Int64) -> Bool)
  }

  enum Comparison: Sendable { case equal, atLeast, atMost }

  var name: String
  var kind: Kind

  init(_ name: String, _ kind: Kind) {
    self.name = name
    self.kind = kind
  }
}

extension Filter {
  static func text(_ name: String) -> Filter { Filter(name, .text { $0.values[name]?.string }) }
  static func number(_ name: String) -> Filter { Filter(name, .number { record, _ in record.values[name]?.integer }) }
  static func flag(_ name: String) -> Filter { Filter(name, .boolean { $0.flag(name) }) }
  static func choice(_ name: String, _ choices: Choices, nullable: Bool = false) -> Filter {
    Filter(name, .choice(choices, nullable: nullable) { $0.values[name] ?? .null })
  }
  static func lastChoice(_ name: String, _ choices: Choices) -> Filter {
    Filter(name, .lastChoice(choices) { $0.values[name] ?? .null })
  }

  /// `NAME_id` and `NAME`, which takes another key.
  static func object(_ name: String, _ model: ModelName, key: String, tree: Bool = false) -> [Filter] {
    object(name, model, key: key, tree: tree) { record, _ in record.reference(name) }
  }

  static func object(
    _ name: String, _ model: ModelName, key: String, tree: Bool = false,
    of reference: @escaping @Sendable (Record, NetBox) -> Int64?
  ) -> [Filter] {
    [
      Filter("\(name)_id", .object(model, key: "id", tree: tree, reference)),
      Filter(name, .object(model, key: key, tree: tree, reference)),
    ]
  }

  static let id = Filter("id", .number { record, _ in record.id })

  /// What every model with a change log has.
  static func changeLogged(_ model: ModelName) -> [Filter] {
    [
      id,
      Filter("created", .time(\.created)),
      Filter("last_updated", .time(\.lastUpdated)),
      Filter("created_by_request", .uuid { $1.changed($0, of: model, by: $2, actions: ["create"]) }),
      Filter("updated_by_request", .uuid { $1.changed($0, of: model, by: $2, actions: ["update"]) }),
      Filter("modified_by_request", .uuid { $1.changed($0, of: model, by: $2, actions: ["create", "update"]) }),
    ]
  }

  /// What every ordinary model has: change log and tags.
  static func ordinary(_ model: ModelName) -> [Filter] {
    changeLogged(model) + [Filter("tag", .tags(key: "slug")), Filter("tag_id", .tags(key: "id"))]
  }

  /// Filters by objects that are not kept, named by number and by another key.
  static func absent(_ names: [String], key: String) -> [Filter] {
    names.flatMap { [Filter("\($0)_id", .absent(key: "id")), Filter($0, .absent(key: key))] }
  }

  static let contacts: [Filter] = ["contact", "contact_role", "contact_group"].map { Filter($0, .absent(key: "id")) }

  static let tenancy: [Filter] =
    object("tenant", .tenant, key: "slug")
    + object("tenant_group", .tenantGroup, key: "slug", tree: true) { record, store in
      record.reference("tenant").flatMap { store.record(.tenant, $0)?.reference("group") }
    }

  /// Parent and ancestor of the models that form a tree.
  static func tree(_ model: ModelName) -> [Filter] {
    object("parent", model, key: "slug")
      + object("ancestor", model, key: "slug", tree: true) { record, _ in record.reference("parent") }
  }
}
