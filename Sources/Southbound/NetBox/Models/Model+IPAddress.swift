import Documents

extension Model {
  static let ipAddress: Model = {
    var model = Model(
      .ipAddress, path: "ipam/ip-addresses", className: "IPAddress", label: "IP address",
      fields: addressFields,
      brief: ["id", "url", "display", "family", "address", "description"],
      ordering: [Ordering(key: .host("address")), .id],
      filters: addressFilters,
      search: .custom { words, record in
        let words = words.lowercased()
        return record.text("dns_name").lowercased().contains(words)
          || record.text("description").lowercased().contains(words)
          || record.text("address").lowercased().hasPrefix(words)
      },
      display: { record, _ in record.text("address") })
    model.clean = { record, store throws(FieldError) in try checkAddress(record, store) }
    model.beforeSave = { record, _ in record.values["dns_name"] = .string(record.text("dns_name").lowercased()) }
    return model
  }()

  private static let nestedAddress = ["id", "url", "display_url", "display", "family", "address"]

  private static let addressFields: [Field] =
    [
      .family("address"), Field("address", .network(strict: false)).isRequired, .reference("vrf", .vrf, .protect),
      .reference("tenant", .tenant, .protect), .choice("status", .addressStatus, "active"), addressRole,
      Field("assigned_object_type", .contentType(ContentType.assignments)).orNull,
      Field("assigned_object_id", .integer(0...Int64.max)).orNull,
      .computed("assigned_object") { _, _ in .null },
      .reference("nat_inside", .ipAddress, .setNull, nested: nestedAddress),
      Field.computed("nat_outside") { record, presentation in
        let outside = presentation.store.records(.ipAddress) { $0.reference("nat_inside") == record.id }
        return .array(outside.map { presentation.nested(.ipAddress, $0.id, keys: nestedAddress) })
      },
      .text("dns_name", 255, rule: .dnsName), .description, .owner, .comments, .tags, .customFields,
    ] + Field.times

  /// Shown as null when it is empty.
  private static let addressRole: Field = {
    var field = Field("role", .choice(.addressRole))
    field.blank = true
    return field
  }()

  private static let addressFilters: [Filter] =
    Filter.ordinary(.ipAddress) + Filter.tenancy + Filter.contacts
    + Filter.absent(["interface", "vminterface"], key: "name")
    + ["fhrpgroup_id", "service_id"].map { Filter($0, .absent(key: "id")) }
    + ["device", "device_id", "virtual_machine", "virtual_machine_id"].map { Filter($0, .texts { _ in nil }) }
    + Filter.vrf + Filter.network("address")
    + [
      Filter(
        "parent",
        .texts { values in
          let parents = values.map { IPNetwork($0.trimmingSpace)?.network }
          guard !parents.contains(nil) else { return nil }
          return { record in
            guard let host = record.networks["address"]?.address else { return false }
            return parents.contains { $0?.contains(host) ?? false }
          }
        }),
      Filter("address", .texts(Filter.addresses("address"))),
      .choice("status", .addressStatus), .choice("role", .addressRole, nullable: true),
      Filter("assigned_object_type", .contentType { [$0.text("assigned_object_type")] }), .number("assigned_object_id"),
      Filter("assigned_to_interface", .boolean { $0.reference("assigned_object_id") != nil }),
      Filter("assigned", .boolean { $0.reference("assigned_object_id") != nil }),
      Filter(
        "nat_inside_id", .object(.ipAddress, key: "id", tree: false) { record, _ in record.reference("nat_inside") }),
      .text("dns_name"), .text("description"),
    ]

  /// Roles that several addresses may share.
  private static let sharedRoles: Set<Value> = ["anycast", "vip", "vrrp", "hsrp", "glbp", "carp"]

  private static func checkAddress(_ record: Record, _ store: NetBox) throws(FieldError) {
    try checkTypedReference(record, type: "assigned_object_type", id: "assigned_object_id", store)
    guard let address = record.networks["address"] else { return }
    guard address.length > 0 else { throw FieldError("address", "Cannot create IP address with /0 mask.") }
    if let table = enforcedTable(record, store) {
      let duplicates = store.records(.ipAddress) {
        $0.id != record.id && $0.reference("vrf") == record.reference("vrf")
          && $0.networks["address"]?.address == address.address
      }
      let mayShare = { (other: Record) in sharedRoles.contains(other.values["role"] ?? .null) }
      if let first = duplicates.first, !(mayShare(record) && duplicates.allSatisfy(mayShare)) {
        throw FieldError("address", "Duplicate IP address found in \(table): \(first.text("address"))")
      }
    }
    if record.id == 0 { try checkRanges(record, address, store) }
    if record.values["status"] == "slaac", address.family != .v6 {
      throw FieldError("status", "Only IPv6 addresses can be assigned SLAAC status")
    }
  }

  /// New addresses are kept out of populated ranges. Before 4.6 the masks take part in the comparison, so that a host
  /// address gets into a range whose ends have shorter masks.
  private static func checkRanges(_ record: Record, _ address: IPNetwork, _ store: NetBox) throws(FieldError) {
    let ranges = store.records(.ipRange) { range in
      guard range.flag("mark_populated"), range.reference("vrf") == record.reference("vrf"),
        let start = range.networks["start_address"], let end = range.networks["end_address"]
      else { return false }
      return store.version == .v44
        ? start <= address && address <= end : start.address <= address.address && address.address <= end.address
    }
    guard let range = ranges.first else { return }
    throw FieldError(
      "address", "Cannot create IP address \(address) inside range \(Model.ipRange.display(range, store)).")
  }
}

extension Filter {
  /// Matches a field against addresses: with a mask exactly, without one whatever the mask is.
  static func addresses(_ field: String) -> @Sendable ([String]) -> (@Sendable (Record) -> Bool)? {
    { values in
      let masked = Set(values.filter { $0.contains("/") }.compactMap { IPNetwork($0) })
      let hosts = Set(values.filter { !$0.contains("/") })
      guard !masked.isEmpty || !hosts.isEmpty else { return nil }
      return { record in
        guard let network = record.networks[field] else { return false }
        return masked.contains(network) || hosts.contains(network.address.description)
      }
    }
  }
}
