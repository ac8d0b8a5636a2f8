import Documents

extension Model {
  /// VLANs as prefixes refer to them; without groups and Q-in-Q.
  static let vlan = Model(
    .vlan, path: "ipam/vlans", className: "VLAN", label: "VLAN",
    fields: [
      .reference("site", .site, .protect), .computed("group") { _, _ in .null },
      Field("vid", .integer(1...4094)).isRequired, .requiredText("name", 64), .reference("tenant", .tenant, .protect),
      .choice("status", .rangeStatus, "active"), .reference("role", .role, .setNull), .description,
      .computed("qinq_role") { _, _ in .null }, .computed("qinq_svlan") { _, _ in .null }, .owner, .comments,
      .computed("l2vpn_termination") { _, _ in .null }, .tags, .customFields,
    ] + Field.times + [.count("prefix_count", of: .prefix, by: "vlan")],
    brief: ["id", "url", "display", "vid", "name", "description"],
    ordering: [.by("vid"), .id],
    filters: Filter.ordinary(.vlan) + Filter.tenancy + Filter.object("site", .site, key: "slug")
      + Filter.object("role", .role, key: "slug")
      + [.number("vid"), .choice("status", .rangeStatus), .text("name"), .text("description")],
    search: .custom { words, record in
      let lowered = words.lowercased()
      return record.text("name").lowercased().contains(lowered)
        || record.text("description").lowercased().contains(lowered)
        || Int64(words.trimmingSpace).map { $0 == record.reference("vid") } ?? false
    },
    display: { record, _ in "\(record.text("name")) (\(record.reference("vid") ?? 0))" })
}
