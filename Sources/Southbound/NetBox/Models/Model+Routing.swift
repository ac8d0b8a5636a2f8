import Documents

extension Model {
  static let routeTarget = Model(
    .routeTarget, path: "ipam/route-targets", className: "RouteTarget", label: "route target",
    fields: [
      Field.requiredText("name", 21).isUnique, .reference("tenant", .tenant, .protect), .description, .owner, .comments,
      .tags, .customFields,
    ] + Field.times,
    brief: ["id", "url", "display", "name", "description"],
    ordering: [.by("name"), .id],
    filters: Filter.ordinary(.routeTarget) + Filter.tenancy + ["name", "description"].map(Filter.text),
    search: .texts(["name", "description"]))

  static let vrf = Model(
    .vrf, path: "ipam/vrfs", className: "VRF", label: "VRF",
    fields: [
      .requiredText("name", 100), Field.text("rd", 21).orNull.isUnique.labelled("route distinguisher").initially(.null),
      .reference("tenant", .tenant, .protect), .flag("enforce_unique", true), .description, .owner, .comments,
      Field("import_targets", .references(.routeTarget)).initially([]),
      Field("export_targets", .references(.routeTarget)).initially([]), .tags, .customFields,
    ] + Field.times + [
      .count("ipaddress_count", of: .ipAddress, by: "vrf"), .count("prefix_count", of: .prefix, by: "vrf"),
    ],
    brief: ["id", "url", "display", "name", "rd", "description", "prefix_count"],
    ordering: [.by("name"), .by("rd"), .id],
    filters: Filter.ordinary(.vrf) + Filter.tenancy + [.flag("enforce_unique")]
      + ["name", "rd", "description"].map(Filter.text)
      + ["import_target", "export_target"].flatMap { name in
        [
          Filter("\(name)_id", .objects(.routeTarget, key: "id") { $0.references("\(name)s") }),
          Filter(name, .objects(.routeTarget, key: "name") { $0.references("\(name)s") }),
        ]
      },
    search: .texts(["name", "rd", "description"]),
    display: { record, _ in
      record.text("rd").isEmpty ? record.text("name") : "\(record.text("name")) (\(record.text("rd")))"
    })

  static let role = Model(
    .role, path: "ipam/roles", className: "Role", label: "role",
    fields: Field.namedOnce + [
      .small("weight", 1000), .description, .owner, Field.comments.since46, .tags, .customFields,
    ] + Field.times + [
      .count("prefix_count", of: .prefix, by: "role"), .count("vlan_count", of: .vlan, by: "role"),
      Field.noneOf("asn_count").since46,
    ],
    brief: ["id", "url", "display", "name", "slug", "description", "prefix_count", "vlan_count"],
    ordering: [.by("weight"), .by("name"), .id],
    filters: Filter.ordinary(.role) + [.number("weight")] + ["name", "slug", "description"].map(Filter.text),
    search: .texts(["name", "slug", "description"]))

  static let rir = Model(
    .rir, path: "ipam/rirs", className: "RIR", label: "RIR",
    fields: Field.namedOnce + [
      .flag("is_private"), .description, .owner, Field.comments.since46, .tags, .customFields,
    ] + Field.times + [.count("aggregate_count", of: .aggregate, by: "rir")],
    brief: ["id", "url", "display", "name", "slug", "description", "aggregate_count"],
    ordering: [.by("name"), .id],
    filters: Filter.ordinary(.rir) + [.flag("is_private")] + ["name", "slug", "description"].map(Filter.text),
    search: .texts(["name", "slug", "description"]))
}

extension Filter {
  /// By VRF: its number, its route distinguisher, or the VRFs that import from it.
  static let vrf: [Filter] =
    object("vrf", .vrf, key: "rd")
    + [("present_in_vrf_id", "id"), ("present_in_vrf", "rd")].map { name, key in
      Filter(
        name,
        .lastObject(.vrf, key: key) { record, store, id in
          guard let vrf = record.reference("vrf") else { return false }
          let imported = store.record(.vrf, id)?.references("import_targets") ?? []
          return vrf == id
            || (store.record(.vrf, vrf)?.references("export_targets") ?? []).contains(where: imported.contains)
        })
    }
}
