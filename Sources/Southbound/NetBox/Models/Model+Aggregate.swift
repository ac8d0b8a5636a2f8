import Documents

extension Model {
  static let aggregate: Model = {
    var model = Model(
      .aggregate, path: "ipam/aggregates", className: "Aggregate", label: "aggregate",
      fields: [
        .family("prefix"), Field("prefix", .network(strict: true)).isRequired,
        Field("rir", .reference(.rir, onDelete: .protect)).isRequired, .reference("tenant", .tenant, .protect),
        Field("date_added", .date).orNull, .description, .owner, .comments, .tags, .customFields,
      ] + Field.times,
      brief: ["id", "url", "display", "family", "prefix", "description"],
      ordering: [.by("prefix"), .id],
      filters: Filter.ordinary(.aggregate) + Filter.tenancy + Filter.object("rir", .rir, key: "slug")
        + [
          Filter.family("prefix"), .text("description"),
          Filter(
            "prefix",
            .lastText { text in
              guard let wanted = IPNetwork(text)?.network else { return nil }
              return { $0.networks["prefix"] == wanted }
            }),
        ],
      search: .custom(matchesNetwork),
      display: { record, _ in record.text("prefix") })
    model.clean = { record, store throws(FieldError) in try checkAggregate(record, store) }
    return model
  }()

  private static func checkAggregate(_ record: Record, _ store: NetBox) throws(FieldError) {
    guard let network = record.networks["prefix"] else { return }
    guard network.length > 0 else { throw FieldError("prefix", "Cannot create aggregate with /0 mask.") }
    let others = store.records(.aggregate) { $0.id != record.id }
    if let covering = others.first(where: { $0.networks["prefix"]?.contains(network) ?? false }) {
      throw FieldError(
        "prefix",
        "Aggregates cannot overlap. \(network) is already covered by an existing aggregate (\(covering.text("prefix")))."
      )
    }
    if let covered = others.first(where: { $0.networks["prefix"].map(network.strictlyContains) ?? false }) {
      throw FieldError(
        "prefix",
        "Prefixes cannot overlap aggregates. \(network) covers an existing aggregate (\(covered.text("prefix"))).")
    }
  }
}
