import Documents

/// Fills in the defaults that the descriptions state.
struct DefaultFilling {
  private let catalogue: TypeCatalogue
  /// Whether a type has defaults anywhere inside, so that the rest need not be visited.
  private let hasDefaults: [Bool]

  static let builtIn = DefaultFilling(.builtIn)

  init(_ catalogue: TypeCatalogue) {
    self.catalogue = catalogue
    var known = catalogue.types.map { $0.fields.contains { $0.defaultValue != nil } }
    var changes = true
    while changes {
      changes = false
      for type in catalogue.types where !known[type.id.index] {
        let inside = type.fields.contains { field in field.type.structure.map { known[$0.index] } ?? false }
        if inside {
          known[type.id.index] = true
          changes = true
        }
      }
    }
    hasDefaults = known
  }

  func fill(_ value: inout Value, model: String) {
    if let type = catalogue.type(model: model) { fill(&value, type) }
  }

  func fill(_ value: inout Value, _ type: BuiltInType) {
    guard hasDefaults[type.id.index], case .object(var object) = value else { return }
    value = .null
    for field in type.fields {
      if let defaultValue = field.defaultValue, needsDefault(object[field.name], field) {
        object[field.name] = defaultValue
      }
      guard let inner = field.type.structure, hasDefaults[inner.index], object[field.name] != nil else { continue }
      var child = object[field.name] ?? .null
      object[field.name] = .null
      fill(&child, field.type)
      object[field.name] = child
    }
    value = .object(object)
  }

  private func fill(_ value: inout Value, _ type: FieldType) {
    switch (type, value) {
    case (.structure(let id), .object): fill(&value, catalogue[id])
    case (.list(let item), .array(var items)):
      value = .null
      for index in items.indices { fill(&items[index], item) }
      value = .array(items)
    case (.map(let item), .object(let members)):
      value = .object(
        members.mapValues { member in
          var member = member
          fill(&member, item)
          return member
        })
    default: break
    }
  }

  /// A pointer keeps a zero that was set; any other field cannot tell it from absent.
  private func needsDefault(_ value: Value?, _ field: FieldDescription) -> Bool {
    guard let value, !value.isNull else { return true }
    return field.presence == .whenSet ? false : catalogue.isEmpty(value, field.type)
  }
}

extension FieldType {
  /// The structure of the value or of its items.
  var structure: BuiltInType.ID? {
    switch self {
    case .structure(let id): id
    case .list(let item), .map(let item): item.structure
    default: nil
    }
  }
}
