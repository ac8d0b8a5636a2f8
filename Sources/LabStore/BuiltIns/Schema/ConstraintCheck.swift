import Documents
import Kubernetes

/// Checks what the descriptions say of values: required texts and valid values. The status is the business of who writes
/// it, and is not checked.
struct ConstraintCheck {
  private let catalogue: TypeCatalogue
  private var errors: [FieldError] = []

  init(_ catalogue: TypeCatalogue) { self.catalogue = catalogue }

  func errors(in object: Value, _ type: BuiltInType) -> [FieldError] {
    var check = self
    for field in type.fields where !["metadata", "status", "kind", "apiVersion"].contains(field.name) {
      check.check(object[field.name], field, field.name)
    }
    return check.errors
  }

  private mutating func check(_ value: Value?, _ field: FieldDescription, _ path: String) {
    guard let value, !catalogue.isEmpty(value, field.type) else {
      if field.isRequired, field.type == .string { errors.append(.required(path)) }
      return
    }
    checkValidValues(value, field, path)
    check(value, field.type, path)
  }

  private mutating func checkValidValues(_ value: Value, _ field: FieldDescription, _ path: String) {
    if field.validValues.isEmpty { return }
    switch value {
    case .string(let text) where !field.validValues.contains(text):
      errors.append(.notSupported(path, value, supported: field.validValues))
    case .array(let items):
      for (index, item) in items.enumerated() {
        if let text = item.string, !field.validValues.contains(text) {
          errors.append(.notSupported("\(path)[\(index)]", item, supported: field.validValues))
        }
      }
    default: break
    }
  }

  private mutating func check(_ value: Value, _ type: FieldType, _ path: String) {
    switch (type, value) {
    case (.structure(let id), .object(let object)):
      for field in catalogue[id].fields where field.name != "metadata" && field.name != "status" {
        check(object[field.name], field, "\(path).\(field.name)")
      }
    case (.list(let item), .array(let items)) where item.structure != nil:
      for (index, value) in items.enumerated() { check(value, item, "\(path)[\(index)]") }
    case (.map(let item), .object(let members)) where item.structure != nil:
      for (key, value) in members { check(value, item, "\(path)[\(key)]") }
    default: break
    }
  }
}
