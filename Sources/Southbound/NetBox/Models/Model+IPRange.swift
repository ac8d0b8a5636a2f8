import Documents

extension Model {
  static let ipRange: Model = {
    var model = Model(
      .ipRange, path: "ipam/ip-ranges", className: "IPRange", label: "IP range",
      fields: rangeFields,
      brief: ["id", "url", "display", "family", "start_address", "end_address", "description"],
      ordering: [Ordering(key: .referenceNullsFirst("vrf")), .by("start_address"), .id],
      filters: rangeFilters,
      search: .custom { words, record in
        if record.text("description").lowercased().contains(words.lowercased()) { return true }
        if record.text("start_address").contains(words) || record.text("end_address").contains(words) { return true }
        guard let network = IPNetwork(words.trimmingSpace) else { return false }
        return record.networks["start_address"] == network || record.networks["end_address"] == network
      },
      display: { record, _ in rangeName(record) })
    model.clean = { record, store throws(FieldError) in try checkRange(record, store) }
    model.beforeSave = { record, _ in record.values["size"] = .integer(size(record)) }
    return model
  }()

  private static let rangeFields: [Field] =
    [
      .family("start_address"), Field("start_address", .network(strict: false)).isRequired,
      Field("end_address", .network(strict: false)).isRequired,
      Field("size", .integer(0...Int64.max)).isReadOnly, .reference("vrf", .vrf, .protect),
      .reference("tenant", .tenant, .protect), .choice("status", .rangeStatus, "active"),
      .reference("role", .role, .setNull), .description, .owner, .comments, .tags, .customFields,
    ] + Field.times + [.flag("mark_populated"), .flag("mark_utilized")]

  private static let rangeFilters: [Filter] =
    Filter.ordinary(.ipRange) + Filter.tenancy + Filter.contacts + Filter.vrf
    + Filter.object("role", .role, key: "slug")
    + [
      Filter.family("start_address"),
      Filter("start_address", .texts(Filter.addresses("start_address"))),
      Filter("end_address", .texts(Filter.addresses("end_address"))),
      Filter(
        "contains",
        .lastText { text in
          guard let sought = IPNetwork(text.trimmingSpace) else { return nil }
          return { record in
            guard let start = record.networks["start_address"], let end = record.networks["end_address"] else {
              return false
            }
            return start <= sought && sought <= end
          }
        }),
      Filter(
        "parent",
        .texts { values in
          let parents = values.map { IPNetwork($0.trimmingSpace)?.network }
          guard !parents.contains(nil) else { return nil }
          return { record in
            guard let start = record.networks["start_address"]?.address,
              let end = record.networks["end_address"]?.address
            else { return false }
            return parents.contains { $0.map { $0.contains(start) && $0.contains(end) } ?? false }
          }
        }),
      .choice("status", .rangeStatus), .flag("mark_populated"), .flag("mark_utilized"), .number("size"),
      .text("description"),
    ]

  /// `10.0.0.10-19/24`: what both ends share stands once.
  private static func rangeName(_ record: Record) -> String {
    guard let start = record.networks["start_address"], let end = record.networks["end_address"] else { return "" }
    if start == end { return start.description }
    let separator = start.family == .v6 ? ":" : "."
    let first = start.address.description.split(separator: Character(separator), omittingEmptySubsequences: false)
    let last = end.address.description.split(separator: Character(separator), omittingEmptySubsequences: false)
    let shared = zip(first, last).filter { $0 == $1 }.map(\.0)
    let base = shared.joined(separator: separator)
    let tails = [first, last].map { $0.dropFirst(shared.count).joined(separator: separator) }
    return "\(base)\(separator)\(tails[0])-\(tails[1])/\(start.length)"
  }

  private static func size(_ record: Record) -> Int64 {
    guard let start = record.networks["start_address"], let end = record.networks["end_address"],
      start.address <= end.address, start.family == end.family
    else { return 0 }
    // Adding one to the clamped number cannot overflow, and 2^63 addresses are refused anyway.
    return min(Int64(clamping: end.address.bits - start.address.bits), Int64.max - 1) + 1
  }

  private static func checkRange(_ record: Record, _ store: NetBox) throws(FieldError) {
    guard let start = record.networks["start_address"], let end = record.networks["end_address"] else { return }
    guard start.family == end.family else {
      throw FieldError("end_address", "Starting and ending IP address versions must match")
    }
    guard start.length == end.length else {
      throw FieldError("end_address", "Starting and ending IP address masks must match")
    }
    // 4.6 takes a range of one address.
    guard start.address < end.address || (store.version == .v46 && start.address == end.address) else {
      throw FieldError("end_address", "Ending address must be greater than the starting address (\(start))")
    }
    try checkOverlap(record, start.address, end.address, store)
    if size(record) > 4_294_967_295 {
      throw FieldError("Defined range exceeds maximum supported size (4294967295)")
    }
  }

  private static func checkOverlap(
    _ record: Record, _ start: IPAddress, _ end: IPAddress, _ store: NetBox
  ) throws(FieldError) {
    let overlapping = store.records(.ipRange) { other in
      guard other.id != record.id, other.reference("vrf") == record.reference("vrf"),
        let otherStart = other.networks["start_address"]?.address, let otherEnd = other.networks["end_address"]?.address
      else { return false }
      return start.family == otherStart.family && start <= otherEnd && otherStart <= end
    }
    let first = overlapping.min {
      ($0.networks["start_address"]?.address.bits ?? 0) < ($1.networks["start_address"]?.address.bits ?? 0)
    }
    guard let first else { return }
    let vrf = record.reference("vrf").map { store.display(.vrf, $0) } ?? "None"
    throw FieldError("Defined addresses overlap with range \(rangeName(first)) in VRF \(vrf)")
  }
}
