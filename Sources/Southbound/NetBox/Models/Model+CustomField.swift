import Documents

extension Model {
  static let choiceSet: Model = {
    var model = Model(
      .choiceSet, path: "extras/custom-field-choice-sets", pagePath: "extras/custom-field-choices",
      className: "CustomFieldChoiceSet", label: "custom field choice set",
      fields: [
        Field.requiredText("name", 100).isUnique, .description, choice("base_choices", .baseChoices),
        Field("extra_choices", .choicePairs).isRequired, .flag("order_alphabetically"),
        .computed("choices_count") { record, _ in .integer(Int64(record.values["extra_choices"]?.array?.count ?? 0)) },
        Field.computed("choice_colors") { _, _ in .object([:]) }.since46, .owner,
      ] + Field.times,
      brief: ["id", "url", "display", "name", "description", "choices_count"],
      ordering: [.by("name"), .id],
      filters: Filter.changeLogged(.choiceSet) + [.flag("order_alphabetically")]
        + ["name", "description"].map(Filter.text),
      search: .texts(["name", "description"]))
    model.clean = { record, store throws(FieldError) in try checkChoiceSet(record, store) }
    model.beforeSave = { record, _ in
      guard record.flag("order_alphabetically"), let pairs = record.values["extra_choices"]?.array else { return }
      record.values["extra_choices"] = .array(pairs.sorted { ($0[0]?.string ?? "") < ($1[0]?.string ?? "") })
    }
    return model
  }()

  private static func checkChoiceSet(_ record: Record, _ store: NetBox) throws(FieldError) {
    let values = { (record: Record) in (record.values["extra_choices"]?.array ?? []).compactMap { $0[0] } }
    if values(record).isEmpty, record.text("base_choices").isEmpty {
      throw FieldError("Must define base or extra choices.")
    }
    guard let before = store.record(.choiceSet, record.id) else { return }
    let removed = values(before).filter { !values(record).contains($0) }
    for field in store.records(.customField, where: { $0.reference("choice_set") == record.id }) {
      for type in (field.values["object_types"]?.array ?? []).compactMap({
        $0.string.flatMap(ModelName.init(rawValue:))
      }) {
        for choice in removed {
          let isUsed = store.exists(type) { object in
            let value = object.customFields[field.text("name")]
            return value == choice || value?.array?.contains(choice) ?? false
          }
          guard isUsed else { continue }
          throw FieldError(
            "Cannot remove choice \(PythonText.str(choice)) as there are \(Model.named(type).qualifiedTitle) objects which reference it."
          )
        }
      }
    }
  }

  static let customField: Model = {
    var model = Model(
      .customField, path: "extras/custom-fields", className: "CustomField", label: "custom field",
      fields: customFieldFields,
      brief: ["id", "url", "display", "name", "description"],
      ordering: [.by("group_name"), .by("weight"), .by("name"), .id],
      filters: Filter.changeLogged(.customField)
        + [
          Filter("object_type", .contentType { ($0.values["object_types"]?.array ?? []).compactMap(\.string) }),
          Filter("related_object_type", .contentType { [$0.text("related_object_type")] }),
          .choice("type", .customFieldType), .lastChoice("filter_logic", .filterLogic),
          .lastChoice("ui_visible", .fieldVisible), .lastChoice("ui_editable", .fieldEditable),
          .flag("required"), .flag("unique"), .flag("is_cloneable"), .number("weight"), .number("search_weight"),
        ]
        + Filter.object("choice_set", .choiceSet, key: "name")
        + ["name", "label", "group_name", "description", "validation_regex"].map(Filter.text),
      search: .texts(["name", "label", "group_name", "description", "comments"]),
      display: { record, _ in
        guard record.text("label").isEmpty else { return record.text("label") }
        let words = record.text("name").replacing("_", with: " ")
        return words.prefix(1).uppercased() + words.dropFirst().lowercased()
      })
    model.clean = { record, store throws(FieldError) in try checkCustomField(record, store) }
    return model
  }()

  private static let customFieldFields: [Field] =
    [
      Field("object_types", .contentTypes(ContentType.withCustomFields)).isRequired,
      Field("type", .choice(.customFieldType)).isRequired
        .fixed("Changing the type of custom fields is not supported."),
      Field("related_object_type", .contentType(nil)).orNull,
      .computed("data_type") { record, _ in .string(dataType(record.text("type"))) },
      Field.requiredText("name", 50, rule: .customFieldName).isUnique, .text("label", 50), .text("group_name", 50),
      .description, .flag("required"), .flag("unique"), .small("search_weight", 1000),
      .choice("filter_logic", .filterLogic, "loose"), .choice("ui_visible", .fieldVisible, "always"),
      .choice("ui_editable", .fieldEditable, "yes"), .flag("is_cloneable"), Field("default", .json).orNull,
      Field("related_object_filter", .json).orNull, .small("weight", 100), Field("validation_minimum", .decimal).orNull,
      Field("validation_maximum", .decimal).orNull, .text("validation_regex", 500, rule: .regularExpression),
      Field("validation_schema", .json).orNull.since46, .reference("choice_set", .choiceSet, .protect), .owner,
      .comments,
    ] + Field.times

  private static func choice(_ name: String, _ choices: Choices) -> Field {
    var field = Field(name, .choice(choices)).orNull
    field.blank = true
    return field
  }

  private static func dataType(_ type: String) -> String {
    switch type {
    case "integer", "decimal", "boolean": type
    case "json", "object": "object"
    case "multiselect", "multiobject": "array"
    default: "string"
    }
  }

  private static func checkCustomField(_ record: Record, _ store: NetBox) throws(FieldError) {
    let type = record.text("type")
    try checkDefault(of: record, store)
    if !["integer", "decimal"].contains(type) {
      for (field, word) in [("validation_minimum", "minimum"), ("validation_maximum", "maximum")]
      where (record.values[field]?.number ?? 0) != 0 {
        throw FieldError(field, "A \(word) value may be set only for numeric fields")
      }
    }
    if !record.text("validation_regex").isEmpty, !["text", "longtext", "url"].contains(type) {
      throw FieldError("validation_regex", "Regular expression validation is supported only for text and URL fields")
    }
    if record.flag("unique"), type == "boolean" {
      throw FieldError("unique", "Uniqueness cannot be enforced for boolean fields")
    }
    let isSelection = ["select", "multiselect"].contains(type)
    if isSelection, record.reference("choice_set") == nil {
      throw FieldError("choice_set", "Selection fields must specify a set of choices.")
    }
    if !isSelection, record.reference("choice_set") != nil {
      throw FieldError("choice_set", "Choices may be set only on selection fields.")
    }
    try checkObjectType(of: record, type)
  }

  private static func checkDefault(of record: Record, _ store: NetBox) throws(FieldError) {
    guard let value = record.values["default"], !value.isNull else { return }
    let isText = ["text", "longtext"].contains(record.text("type"))
    let checked: Value = isText ? .string(PythonText.str(value)) : value
    guard let problem = store.customFieldProblem(record, checked) else { return }
    throw FieldError("default", "Invalid default value \"\(PythonText.str(value))\": \(problem)")
  }

  private static func checkObjectType(of record: Record, _ type: String) throws(FieldError) {
    let isObject = ["object", "multiobject"].contains(type)
    let hasType = !(record.values["related_object_type"] ?? .null).isNull
    if isObject, !hasType { throw FieldError("related_object_type", "Object fields must define an object type.") }
    if !isObject, hasType {
      let label = Choices.customFieldType.document(.string(type))["label"]?.string ?? ""
      throw FieldError("type", "\(label) fields may not define an object type.")
    }
    guard let filter = record.values["related_object_filter"], !filter.isNull else { return }
    if !isObject {
      throw FieldError("related_object_filter", "A related object filter can be defined only for object fields.")
    }
    if filter.object == nil {
      throw FieldError("related_object_filter", "Filter must be defined as a dictionary mapping attributes to values.")
    }
  }
}
