internal import Documents
internal import Kubernetes

/// Which objects of a collection a list or watch is for.
struct Selection: Sendable {
  var labels: LabelSelector
  var fields: FieldSelector
  let type: ResourceType

  /// - Throws: `APIStatus` 400 for a selector that cannot be read, or a field that the type does not offer.
  init(labels: String, fields: String, type: ResourceType) throws(APIStatus) {
    do {
      self.labels = try LabelSelector(parsing: labels)
      self.fields = try FieldSelector(parsing: fields)
    } catch let error as LabelSelector.SyntaxError {
      throw .badRequest(error.description)
    } catch {
      throw .badRequest("\(error)")
    }
    self.type = type
    let offered =
      ["metadata.name"] + (type.isNamespaced || !type.isCustom ? ["metadata.namespace"] : []) + type.selectableFields
    for requirement in self.fields.requirements where !offered.contains(requirement.field) {
      throw .badRequest("field label not supported: \(requirement.field)")
    }
  }

  var isEverything: Bool { labels.isEmpty && fields.isEmpty }

  /// The object is in the version of the type.
  func matches(_ object: Value) -> Bool {
    if isEverything { return true }
    return labels.matches(KubernetesObject(object)) && fields.matches { type.fieldText($0, of: object) }
  }
}

extension ResourceType {
  /// The text of a field as a field selector compares it: booleans and numbers print, absent is nil.
  func fieldText(_ field: String, of object: Value) -> String? {
    var value: Value? = object
    for name in field.split(separator: ".") { value = value?[String(name)] }
    return switch value {
    case .string(let text): text
    case .bool, .integer, .double: value.map { JSON.text($0) }
    default: nil
    }
  }
}
