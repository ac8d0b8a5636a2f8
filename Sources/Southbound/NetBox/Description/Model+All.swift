import Documents

extension Model {
  /// Every model, in the order of `ModelName`.
  static let all: [Model] = [
    region, siteGroup, site, tenantGroup, tenant, routeTarget, vrf, role, rir, aggregate, vlan, prefix, ipRange,
    ipAddress, tag,
    choiceSet, customField, journalEntry, user, objectChange,
  ]

  private static let index: [ModelName: Model] = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

  static func named(_ name: ModelName) -> Model { index[name] ?? tag }

  /// The model whose objects live under this path (`ipam/prefixes`).
  static func at(path: String) -> Model? { all.first { $0.path == path } }
}

extension Field {
  // MARK: What most models share, in the order in which NetBox shows it

  static let description = Field.text("description", 200)
  static let comments = Field.text("comments", nil)
  static let tags = Field("tags", .tags)
  static let customFields = Field("custom_fields", .customFields)
  /// Ownership by users came with 4.5; nothing here has an owner.
  static let owner = Field.computed("owner") { _, _ in .null }.since46
  static let times = [Field("created", .created), Field("last_updated", .lastUpdated)]

  /// A name and its slug.
  static let named = [
    Field.requiredText("name", 100), Field.requiredText("slug", 100, rule: .slug),
  ]
  static let namedOnce = named.map(\.isUnique)
}

extension Ordering {
  static let id = Ordering(key: .id)
}
