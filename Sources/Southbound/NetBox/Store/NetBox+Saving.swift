import Documents

/// Writes of checked objects, with what follows from them.
extension NetBox {
  mutating func create(_ draft: Record, _ model: Model, _ context: ChangeContext) -> Record {
    var record = draft
    record.id = nextID()
    let time = tick(context.time)
    record.created = time
    record.lastUpdated = time
    fillDefaults(of: &record, model)
    model.beforeSave(&record, self)
    store(record, in: model.name)
    if model.name == .customField { spreadCustomField(from: nil, to: record) }
    log("create", model, before: nil, after: record, context, at: time)
    return record
  }

  mutating func update(_ draft: Record, _ model: Model, _ context: ChangeContext) -> Record {
    var record = draft
    let before = self.record(model.name, record.id)
    let time = tick(context.time)
    record.lastUpdated = time
    fillDefaults(of: &record, model)
    model.beforeSave(&record, self)
    store(record, in: model.name)
    if model.name == .customField { spreadCustomField(from: before, to: record) }
    log("update", model, before: before, after: record, context, at: time)
    return record
  }

  /// Custom fields that were left out get their defaults.
  private func fillDefaults(of record: inout Record, _ model: Model) {
    guard model.hasCustomFields else { return }
    for field in customFields(of: model.name) where !record.customFields.contains(field.text("name")) {
      if let value = field.values["default"], !value.isNull { record.customFields[field.text("name")] = value }
    }
  }

  /// Objects follow a custom field that is made, renamed or assigned to other kinds of objects.
  private mutating func spreadCustomField(from before: Record?, to after: Record?) {
    let oldTypes = Set(before?.values["object_types"]?.array?.compactMap(\.string) ?? [])
    let newTypes = Set(after?.values["object_types"]?.array?.compactMap(\.string) ?? [])
    let oldName = before?.text("name")
    let newName = after?.text("name")
    for name in ModelName.allCases where oldTypes.contains(name.rawValue) || newTypes.contains(name.rawValue) {
      changeAll(name) { record in
        var value: Value?
        if let oldName, oldTypes.contains(name.rawValue) { value = record.customFields.removeValue(forKey: oldName) }
        if let newName, newTypes.contains(name.rawValue) {
          record.customFields[newName] = value ?? after?.values["default"] ?? .null
        }
      }
    }
  }

  mutating func removeCustomFieldData(_ field: Record) { spreadCustomField(from: field, to: nil) }
}
