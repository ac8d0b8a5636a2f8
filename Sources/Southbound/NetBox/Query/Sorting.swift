import Documents

/// Puts a list into order.
struct Sorting {
  private let orderings: [Ordering]
  private let model: Model
  private let store: NetBox

  /// - Parameter parameter: the value of `ordering`: names, with a minus for descending; unknown names are ignored, and
  ///   when none is left the default order of the model holds.
  init(_ parameter: String?, of model: Model, in store: NetBox) {
    self.model = model
    self.store = store
    let requested = (parameter ?? "").split(separator: ",").compactMap {
      Self.ordering(String($0).trimmingSpace, model)
    }
    orderings = requested.isEmpty ? model.ordering : requested + [.id]
  }

  private static func ordering(_ text: String, _ model: Model) -> Ordering? {
    let descending = text.hasPrefix("-")
    let name = descending ? String(text.dropFirst()) : text
    switch name {
    case "id": return Ordering(key: .id, descending: descending)
    case "_depth" where model.name == .prefix: break
    case "time" where model.name == .objectChange: return Ordering(key: .created, descending: descending)
    default:
      guard let field = model.field(name) else { return nil }
      switch field.kind {
      case .computed, .tags, .customFields, .references, .contentTypes: return nil
      default: break
      }
    }
    return Ordering(key: .field(name), descending: descending)
  }

  func sorted(_ records: [Record]) -> [Record] {
    let keyed = records.map { record in (record, orderings.flatMap { keys(record, $0) }) }
    let directions = orderings.flatMap { ordering in
      [Bool](repeating: ordering.descending, count: keyCount(ordering, model))
    }
    return keyed.sorted { left, right in
      for (index, descending) in directions.enumerated() where left.1[index] != right.1[index] {
        return (left.1[index] < right.1[index]) != descending
      }
      return false
    }.map(\.0)
  }

  /// Ordering by a reference is ordering by all keys of the model that it points to.
  private func keyCount(_ ordering: Ordering, _ model: Model) -> Int {
    guard case .field(let name) = ordering.key, case .reference(let other, _, _) = model.field(name)?.kind else {
      return 1
    }
    return Model.named(other).ordering.reduce(0) { $0 + keyCount($1, Model.named(other)) }
  }

  private func keys(_ record: Record, _ ordering: Ordering) -> [SortKey] { keys(record, ordering, model) }

  private func keys(_ record: Record, _ ordering: Ordering, _ model: Model) -> [SortKey] {
    switch ordering.key {
    case .id: return [.number(Double(record.id))]
    case .created: return [.number(Double(record.created.microseconds))]
    case .tree: return [.texts(store.treePath(of: record, in: model.name).map(Collation.key))]
    case .host(let name): return [record.networks[name].map { .address($0.address) } ?? .null]
    case .referenceNullsFirst(let name): return [record.reference(name).map { .number(Double($0)) } ?? .absentFirst]
    case .field(let name): return fieldKeys(record, name, model)
    }
  }

  private func fieldKeys(_ record: Record, _ name: String, _ model: Model) -> [SortKey] {
    if name == "_depth" { return [.number(Double(store.depth(of: record)))] }
    switch model.field(name)?.kind {
    case .network: return [record.networks[name].map { .network($0) } ?? .null]
    case .created: return [.number(Double(record.created.microseconds))]
    case .lastUpdated: return [.number(Double(record.lastUpdated.microseconds))]
    case .count(let count), .defaultedCount(let count): return [.number(Double(count(record, store)))]
    case .reference(let other, _, _):
      let otherModel = Model.named(other)
      guard let related = record.reference(name).flatMap({ store.record(other, $0) }) else {
        return [SortKey](repeating: .null, count: keyCount(.by(name), model))
      }
      return otherModel.ordering.flatMap { keys(related, $0, otherModel) }
    default: return [SortKey(record.values[name] ?? .null)]
    }
  }
}
