import Documents

/// Objects that stand in the way of a deletion.
struct ProtectedObjects: Error, Sendable {
  var message: String
}

extension NetBox {
  private struct Reference {
    var model: Model
    var record: Record
    var field: String
    var rule: Field.DeletionRule
  }

  /// Deletes an object with all that goes with it, unlinks what merely refers to it, and refuses when something needs it.
  mutating func delete(_ model: Model, _ id: Int64, _ context: ChangeContext) throws(ProtectedObjects) {
    var doomed: [(model: Model, id: Int64)] = [(model, id)]
    var protecting: [(model: Model, record: Record)] = []
    var unlinked: [Reference] = []
    var index = 0
    while index < doomed.count {
      let (current, currentID) = doomed[index]
      index += 1
      for reference in references(to: current.name, currentID) {
        switch reference.rule {
        case .cascade:
          if !doomed.contains(where: { $0.model.name == reference.model.name && $0.id == reference.record.id }) {
            doomed.append((reference.model, reference.record.id))
          }
        case .protect: protecting.append((reference.model, reference.record))
        case .setNull: unlinked.append(reference)
        }
      }
    }
    try refuse(protecting)
    let isDoomed = { (reference: Reference) in
      doomed.contains { $0.model.name == reference.model.name && $0.id == reference.record.id }
    }
    for reference in unlinked where !isDoomed(reference) { try unlink(reference, context) }
    for (model, id) in doomed.reversed() { remove(model, id, context) }
  }

  private func refuse(_ protecting: [(model: Model, record: Record)]) throws(ProtectedObjects) {
    guard !protecting.isEmpty else { return }
    let list = protecting.map { "\($0.model.display($0.record, self)) (\($0.record.id))" }.joined(separator: ", ")
    throw ProtectedObjects(
      message: "Unable to delete object. \(protecting.count) dependent objects were found: \(list)")
  }

  private mutating func unlink(_ reference: Reference, _ context: ChangeContext) throws(ProtectedObjects) {
    guard var record = record(reference.model.name, reference.record.id) else { return }
    record.values[reference.field] = .null
    for constraint in reference.model.constraints {
      guard case .unless(let field, reference.field, _) = constraint else { continue }
      let collides = exists(reference.model.name) {
        $0.id != record.id && $0.reference(reference.field) == nil && $0.values[field] == record.values[field]
      }
      if collides {
        throw ProtectedObjects(
          message: "Unable to delete object. 1 dependent objects were found: "
            + "\(reference.model.display(record, self)) (\(record.id))")
      }
    }
    _ = update(record, reference.model, context)
  }

  private mutating func remove(_ model: Model, _ id: Int64, _ context: ChangeContext) {
    guard let record = record(model.name, id) else { return }
    if model.name == .tag {
      for other in Model.all where other.hasTags { changeAll(other.name) { $0.tags.removeAll { $0 == id } } }
    }
    if model.name == .customField { removeCustomFieldData(record) }
    removeRecord(model.name, id)
    log("delete", model, before: record, after: nil, context, at: tick(context.time))
  }

  /// Everything that refers to an object, by field or by type and id.
  private func references(to model: ModelName, _ id: Int64) -> [Reference] {
    var found: [Reference] = []
    for other in Model.all {
      for field in other.fields {
        guard case .reference(model, let rule, _) = field.kind, other.isLogged else { continue }
        found += records(other.name, where: { $0.reference(field.name) == id }).map {
          Reference(model: other, record: $0, field: field.name, rule: rule)
        }
      }
    }
    let typed: [(ModelName, type: String, id: String)] = [
      (.prefix, "scope_type", "scope_id"), (.journalEntry, "assigned_object_type", "assigned_object_id"),
    ]
    for (name, typeField, idField) in typed {
      found += records(name, where: { $0.text(typeField) == model.rawValue && $0.reference(idField) == id }).map {
        Reference(model: Model.named(name), record: $0, field: idField, rule: .cascade)
      }
    }
    return found
  }
}
