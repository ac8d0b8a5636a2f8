import Documents

extension Model {
  static let prefix: Model = {
    var model = Model(
      .prefix, path: "ipam/prefixes", className: "Prefix", label: "prefix",
      fields: prefixFields,
      brief: ["id", "url", "display", "family", "prefix", "description", "_depth"],
      ordering: [Ordering(key: .referenceNullsFirst("vrf")), .by("prefix"), .id],
      filters: prefixFilters, search: .custom(matchesNetwork),
      display: { record, _ in record.text("prefix") })
    model.clean = { record, store throws(FieldError) in try checkPrefix(record, store) }
    return model
  }()

  private static let prefixFields: [Field] =
    [
      .family("prefix"), Field("prefix", .network(strict: true)).isRequired, .reference("vrf", .vrf, .protect),
      Field("scope_type", .contentType(ContentType.scopes)).orNull.nullByPut,
      Field("scope_id", .integer(Int64.min...Int64.max)).orNull.nullByPut,
      .computed("scope") { record, presentation in
        guard let name = ModelName(rawValue: record.text("scope_type")), let id = record.reference("scope_id") else {
          return .null
        }
        return presentation.nested(name, id)
      },
      .reference("tenant", .tenant, .protect),
      .reference("vlan", .vlan, .protect),
      .choice("status", .prefixStatus, "active"), .reference("role", .role, .setNull), .flag("is_pool"),
      .flag("mark_utilized"), .description, .owner, .comments, .tags, .customFields,
    ] + Field.times + [
      .computed("children") { record, presentation in presentation.children(of: record) },
      .computed("_depth") { record, presentation in presentation.depth(of: record) },
    ]

  private static let prefixFilters: [Filter] =
    Filter.ordinary(.prefix) + Filter.tenancy + Filter.contacts
    + Filter.absent(["location", "vlan_group"], key: "slug") + Filter.vrf + Filter.network("prefix")
    + Filter.object("site", .site, key: "slug") { $1.site(of: $0) }
    + Filter.object("region", .region, key: "slug", tree: true) { $1.region(of: $0) }
    + Filter.object("site_group", .siteGroup, key: "slug", tree: true) { $1.siteGroup(of: $0) }
    + Filter.object("role", .role, key: "slug")
    + [
      Filter("vlan_id", .object(.vlan, key: "id", tree: false) { record, _ in record.reference("vlan") }),
      Filter("scope_type", .contentType { [$0.text("scope_type")] }), .number("scope_id"),
      Filter("depth", .number { $1.depth(of: $0) }), Filter("children", .number { $1.children(of: $0) }),
      .choice("status", .prefixStatus), .flag("is_pool"), .flag("mark_utilized"), .text("description"),
      Filter(
        "prefix",
        .texts { values in
          let wanted = Set(values.compactMap { IPNetwork($0) })
          return { record in record.networks["prefix"].map(wanted.contains) ?? false }
        }),
      Filter(
        "within",
        .lastText { text in
          guard let outer = IPNetwork(text.trimmingSpace)?.network else { return nil }
          return { record in record.networks["prefix"].map(outer.strictlyContains) ?? false }
        }),
      Filter(
        "within_include",
        .lastText { text in
          guard let outer = IPNetwork(text.trimmingSpace)?.network else { return nil }
          return { record in record.networks["prefix"].map { outer.contains($0) } ?? false }
        }),
      Filter(
        "contains",
        .lastText { text in
          guard let inner = IPNetwork(text.trimmingSpace)?.network else { return nil }
          // A bare address is not contained in itself.
          let strictly = !text.contains("/")
          return { record in
            guard let network = record.networks["prefix"] else { return false }
            return strictly ? network.strictlyContains(inner) : network.contains(inner)
          }
        }),
    ]

  /// Whether description or text match, or the prefix contains the one that was searched for.
  static let matchesNetwork: @Sendable (String, Record) -> Bool = { words, record in
    let text = words.trimmingSpace
    if record.text("description").lowercased().contains(words.lowercased()) || record.text("prefix").contains(text) {
      return true
    }
    guard let sought = IPNetwork(text)?.network, let network = record.networks["prefix"] else { return false }
    return network.contains(sought)
  }

  private static func checkPrefix(_ record: Record, _ store: NetBox) throws(FieldError) {
    if let type = record.values["scope_type"]?.string, record.reference("scope_id") == nil {
      throw FieldError("Please select a \(type.split(separator: ".").last ?? "").")
    }
    try checkTypedReference(record, type: "scope_type", id: "scope_id", store)
    guard let network = record.networks["prefix"] else { return }
    guard network.length > 0 else { throw FieldError("prefix", "Cannot create prefix with /0 mask.") }
    guard let table = enforcedTable(record, store) else { return }
    let duplicate = store.exists(.prefix) {
      $0.id != record.id && $0.reference("vrf") == record.reference("vrf") && $0.networks["prefix"] == network
    }
    if duplicate { throw FieldError("prefix", "Duplicate prefix found in \(table): \(network)") }
  }

  /// The name of the table in which addresses must be unique; nil where duplicates are fine.
  static func enforcedTable(_ record: Record, _ store: NetBox) -> String? {
    guard let id = record.reference("vrf") else { return "global table" }
    guard let vrf = store.record(.vrf, id), vrf.flag("enforce_unique") else { return nil }
    return "VRF \(Model.vrf.display(vrf, store))"
  }

  /// Checks the pair of a content type and a number that names an object of it.
  static func checkTypedReference(
    _ record: Record, type: String, id: String, _ store: NetBox
  ) throws(FieldError) {
    let typeName = record.values[type]?.string
    let number = record.reference(id)
    if typeName == nil, number != nil { throw FieldError(type, "This field cannot be null.") }
    if typeName != nil, number == nil { throw FieldError(id, "This field cannot be null.") }
    guard let typeName, let number else { return }
    guard let model = ModelName(rawValue: typeName), store.record(model, number) != nil else {
      throw FieldError(id, "Related object not found using the provided value: \(number).")
    }
  }
}

extension Field {
  /// The IP version of another field.
  static func family(_ field: String) -> Field {
    .computed("family") { record, presentation in
      guard let family = record.networks[field]?.family else { return .null }
      return presentation.plainFamily ? .integer(family.rawValue) : Choices.family.document(.integer(family.rawValue))
    }
  }
}

extension Filter {
  /// By IP version and mask of the field.
  static func network(_ field: String) -> [Filter] {
    let length: @Sendable (Record, NetBox) -> Int64? = { record, _ in record.networks[field].map { Int64($0.length) } }
    return [
      family(field),
      Filter("mask_length", .plainNumber(.equal, length)),
      Filter("mask_length__gte", .plainNumber(.atLeast, length)),
      Filter("mask_length__lte", .plainNumber(.atMost, length)),
    ]
  }

  static func family(_ field: String) -> Filter {
    Filter("family", .lastNumber { $0.networks[field]?.family.rawValue })
  }
}
