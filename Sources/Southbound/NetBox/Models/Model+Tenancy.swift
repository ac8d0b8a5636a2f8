import Documents

extension Model {
  static let tenantGroup: Model = {
    var model = Model(
      .tenantGroup, path: "tenancy/tenant-groups", className: "TenantGroup", label: "tenant group",
      fields: Field.namedOnce + [
        .reference("parent", .tenantGroup, .cascade, nested: nestedTree),
        .description, .tags, .customFields,
      ] + Field.times + [
        Field(
          "tenant_count",
          .defaultedCount { record, store in
            let below = store.descendants(of: record.id, in: .tenantGroup)
            return store.count(.tenant) { $0.reference("group").map(below.contains) ?? false }
          }),
        .owner, .comments,
        .computed("_depth") { .integer($1.store.depth(of: $0, in: .tenantGroup)) },
      ],
      brief: ["id", "url", "display", "name", "slug", "description", "tenant_count", "_depth"],
      ordering: [Ordering(key: .tree), .id],
      filters: Filter.ordinary(.tenantGroup) + Filter.tree(.tenantGroup)
        + ["name", "slug", "description"].map(Filter.text),
      search: .texts(["name", "slug", "description", "comments"]))
    model.clean = { record, store throws(FieldError) in
      try checkParent(of: record, in: .tenantGroup, label: "tenant group", store)
    }
    return model
  }()

  static let tenant: Model = {
    var model = Model(
      .tenant, path: "tenancy/tenants", className: "Tenant", label: "tenant",
      fields: Field.named + [
        .reference("group", .tenantGroup, .setNull).nullByPut, .description, .owner, .comments, .tags, .customFields,
      ] + Field.times + [
        .noneOf("circuit_count"), .noneOf("device_count"),
        .count("ipaddress_count", of: .ipAddress, by: "tenant"), .count("prefix_count", of: .prefix, by: "tenant"),
        .noneOf("rack_count"), .count("site_count", of: .site, by: "tenant"), .noneOf("virtualmachine_count"),
        .count("vlan_count", of: .vlan, by: "tenant"), .count("vrf_count", of: .vrf, by: "tenant"),
        .noneOf("cluster_count"),
      ],
      brief: ["id", "url", "display", "name", "slug", "description"],
      ordering: [.by("name"), .id],
      filters: Filter.ordinary(.tenant) + Filter.contacts
        + Filter.object("group", .tenantGroup, key: "slug", tree: true)
        + ["name", "slug", "description"].map(Filter.text),
      search: .texts(["name", "slug", "description", "comments"]))
    model.constraints = [
      .together(["group", "name"]), .together(["group", "slug"]),
      .unless(field: "name", null: "group", message: "Constraint “tenancy_tenant_unique_name” is violated."),
      .unless(field: "slug", null: "group", message: "Constraint “tenancy_tenant_unique_slug” is violated."),
    ]
    return model
  }()

  /// How the models of a tree show their parent.
  static let nestedTree = ["id", "url", "display_url", "display", "name", "slug", "_depth"]

  /// Refuses an object of a tree as its own ancestor.
  static func checkParent(
    of record: Record, in model: ModelName, label: String, _ store: NetBox
  ) throws(FieldError) {
    guard let parent = record.reference("parent"), record.id != 0,
      store.descendants(of: record.id, in: model).contains(parent)
    else { return }
    throw FieldError("parent", "Cannot assign self or child \(label) as parent.")
  }
}
