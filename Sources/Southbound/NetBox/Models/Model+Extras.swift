import Documents

extension Model {
  static let tag = Model(
    .tag, path: "extras/tags", className: "Tag", label: "tag",
    fields: [
      Field.requiredText("name", 100).isUnique, Field.requiredText("slug", 100, rule: .slug).isUnique,
      Field.text("color", 6, rule: .color).initially("9e9e9e"), .description, .small("weight", 1000),
      Field("object_types", .contentTypes(ContentType.withCustomFields)).initially([]),
      Field(
        "tagged_items",
        .count { record, store in
          Model.all.filter(\.hasTags).reduce(0) { $0 + store.count($1.name) { $0.tags.contains(record.id) } }
        }),
      .owner,
    ] + Field.times,
    brief: ["id", "url", "display", "name", "slug", "color", "description"],
    ordering: [.by("weight"), .by("name"), .id],
    filters: Filter.changeLogged(.tag) + [.number("weight")]
      + ["name", "slug", "color", "description"].map(Filter.text),
    search: .texts(["name", "slug", "description"]))

  /// How objects show their tags.
  static let nestedTag = ["id", "url", "display_url", "display", "name", "slug", "color"]

  static let journalEntry: Model = {
    var model = Model(
      .journalEntry, path: "extras/journal-entries", className: "JournalEntry", label: "journal entry",
      fields: [
        Field("assigned_object_type", .contentType(nil)).isRequired,
        Field("assigned_object_id", .integer(0...Int64.max)).isRequired,
        .computed("assigned_object") { record, presentation in
          guard let name = ModelName(rawValue: record.text("assigned_object_type")),
            let id = record.reference("assigned_object_id")
          else { return .null }
          return presentation.nested(name, id)
        },
        Field("created", .created), Field.reference("created_by", .user, .setNull, nested: []),
        .choice("kind", .journalKind, "info"), .requiredText("comments", nil), .tags, .customFields,
        Field("last_updated", .lastUpdated),
      ],
      brief: ["id", "url", "display", "created"],
      ordering: [Ordering(key: .created, descending: true), Ordering(key: .id, descending: true)],
      filters: Filter.ordinary(.journalEntry) + Filter.object("created_by", .user, key: "username")
        + [
          Filter("assigned_object_type", .contentType { [$0.text("assigned_object_type")] }),
          .number("assigned_object_id"), .choice("kind", .journalKind),
        ],
      search: .texts(["comments"]),
      display: { record, _ in
        let kind = Choices.journalKind.document(record.values["kind"] ?? .null)["label"]?.string ?? ""
        return "\(record.created.dateText) \(record.created.text.dropFirst(11).prefix(5)) (\(kind))"
      })
    model.clean = { record, store throws(FieldError) in
      guard let type = record.values["assigned_object_type"]?.string, let id = record.reference("assigned_object_id")
      else {
        return
      }
      let name = ModelName(rawValue: type)
      if let name, store.record(name, id) != nil { return }
      let title = name.map { Model.named($0).qualifiedTitle } ?? type
      throw FieldError("non_field_errors", "Invalid assigned_object: \(title) ID \(id)")
    }
    return model
  }()

  /// Users are there to be referred to: made from the tokens, shown, never changed.
  static let user: Model = {
    var model = Model(
      .user, path: "users/users", className: "User", label: "user",
      fields: [
        .requiredText("username", 150), .text("first_name", 150), .text("last_name", 150), .text("email", 254),
        Field.flag("is_staff"), Field.flag("is_active", true), Field.flag("is_superuser"),
        Field("date_joined", .created), Field("last_login", .text(limit: nil, rule: nil)).orNull,
        .computed("groups") { _, _ in [] }, .computed("permissions") { _, _ in [] },
      ],
      brief: ["id", "url", "display", "username"],
      ordering: [.by("username"), .id],
      filters: [Filter.id, .flag("is_active"), .flag("is_superuser"), .text("username"), .text("email")],
      search: .texts(["username", "first_name", "last_name", "email"]),
      display: { record, _ in record.text("username") })
    model.isReadOnly = true
    model.isLogged = false
    return model
  }()

  static let objectChange: Model = {
    var model = Model(
      .objectChange, path: "core/object-changes", pagePath: "core/changelog", className: "ObjectChange",
      label: "object change",
      fields: [
        .text("time", nil), Field.reference("user", .user, .setNull), .text("user_name", 150), .text("request_id", nil),
        .choice("action", .changeAction, "create"), Field("changed_object_type", .contentType(nil)),
        Field("changed_object_id", .integer(0...Int64.max)),
        .computed("changed_object") { record, presentation in
          guard let name = ModelName(rawValue: record.text("changed_object_type")),
            let id = record.reference("changed_object_id")
          else { return .null }
          return presentation.nested(name, id)
        },
        Field.text("object_repr", 200).since46, .text("message", 200), Field("prechange_data", .json),
        Field("postchange_data", .json),
      ],
      brief: [], ordering: [Ordering(key: .created, descending: true), Ordering(key: .id, descending: true)],
      filters: [
        Filter.id, Filter("time", .time(\.created)),
        Filter("changed_object_type", .contentType { [$0.text("changed_object_type")] }),
        .number("changed_object_id"), .text("user_name"), .text("object_repr"),
        .lastChoice("action", .changeAction),
        Filter("request_id", .uuid { record, _, id in record.text("request_id") == id }),
      ] + Filter.object("user", .user, key: "username"),
      search: .texts(["user_name", "object_repr"]),
      display: { record, _ in
        let model = ModelName(rawValue: record.text("changed_object_type")).map(Model.named)
        let type = model.map { "\($0.application) | \($0.label)" } ?? record.text("changed_object_type")
        let action = Choices.changeAction.document(record.values["action"] ?? .null)["label"]?.string ?? ""
        return "\(type) \(record.text("object_repr")) \(action.lowercased()) by \(record.text("user_name"))"
      })
    model.isReadOnly = true
    model.isLogged = false
    return model
  }()
}
