import Documents

extension Model {
  static let region = area(.region, path: "dcim/regions", className: "Region", label: "region", site: "region") {
    prefix, store in
    store.region(of: prefix)
  }

  static let siteGroup = area(
    .siteGroup, path: "dcim/site-groups", className: "SiteGroup", label: "site group", site: "group"
  ) { prefix, store in
    store.siteGroup(of: prefix)
  }

  /// Regions and site groups: trees to which sites belong.
  private static func area(
    _ name: ModelName, path: String, className: String, label: String, site: String,
    of prefix: @escaping @Sendable (Record, NetBox) -> Int64?
  ) -> Model {
    var model = Model(
      name, path: path, className: className, label: label,
      fields: Field.named + [
        .reference("parent", name, .cascade, nested: nestedTree).nullByPut, .description, .tags, .customFields,
      ] + Field.times + [
        Field(
          "site_count",
          .defaultedCount { record, store in
            let below = store.descendants(of: record.id, in: name)
            return store.count(.site) { $0.reference(site).map(below.contains) ?? false }
          }),
        Field("prefix_count", .count { record, store in store.count(.prefix) { prefix($0, store) == record.id } }),
        .owner, .comments,
        .computed("_depth") { .integer($1.store.depth(of: $0, in: name)) },
      ],
      brief: ["id", "url", "display", "name", "slug", "description", "site_count", "_depth"],
      ordering: [Ordering(key: .tree), .id],
      filters: Filter.ordinary(name) + Filter.tree(name) + ["name", "slug", "description"].map(Filter.text),
      search: .texts(["name", "slug", "description", "comments"]))
    model.constraints = [
      .together(["parent", "name"]), .together(["parent", "slug"]),
      .unless(field: "name", null: "parent", message: "A top-level \(label) with this name already exists."),
      .unless(field: "slug", null: "parent", message: "A top-level \(label) with this slug already exists."),
    ]
    model.clean = { record, store throws(FieldError) in try checkParent(of: record, in: name, label: label, store) }
    return model
  }

  static let site = Model(
    .site, path: "dcim/sites", className: "Site", label: "site",
    fields: Field.namedOnce + [
      .choice("status", .siteStatus, "active"),
      .reference("region", .region, .setNull), .reference("group", .siteGroup, .setNull),
      .reference("tenant", .tenant, .protect), .text("facility", 50),
      Field("time_zone", .text(limit: nil, rule: nil)).orNull,
      .description, .text("physical_address", 200), .text("shipping_address", 200),
      Field("latitude", .decimal).orNull, Field("longitude", .decimal).orNull, .owner, .comments,
      .computed("asns") { _, _ in [] }, .tags, .customFields,
    ] + Field.times + [
      .noneOf("circuit_count"), .noneOf("device_count"),
      Field("prefix_count", .count { record, store in store.count(.prefix) { store.site(of: $0) == record.id } }),
      .noneOf("rack_count"), .noneOf("virtualmachine_count"), .count("vlan_count", of: .vlan, by: "site"),
    ],
    brief: ["id", "url", "display", "name", "slug", "description"],
    ordering: [.by("name"), .id],
    filters: Filter.ordinary(.site) + Filter.tenancy + Filter.contacts + Filter.absent(["asn"], key: "asn")
      + Filter.object("region", .region, key: "slug", tree: true)
      + Filter.object("group", .siteGroup, key: "slug", tree: true) + [.choice("status", .siteStatus)]
      + ["name", "slug", "facility", "description"].map(Filter.text),
    search: .texts(["name", "facility", "description", "physical_address", "shipping_address", "comments"]))
}
