import Documents
import Kubernetes
import Plans

/// What a CustomResourceDefinition does beyond its description: names that follow from the kind, the status of a new
/// one, and the checks of its schemas.
struct CustomResourceDefinitionRules: KindRules {
  private static let check = CustomResourceDefinitionCheck(patterns: .regularExpressions, rules: .expressions)

  func applyDefaults(_ object: inout Value) {
    guard var names = object[path: "spec", "names"], let kind = names["kind"]?.string, !kind.isEmpty else { return }
    if names["singular"]?.string ?? "" == "" { names["singular"] = .string(kind.lowercased()) }
    if names["listKind"]?.string ?? "" == "" { names["listKind"] = .string("\(kind)List") }
    object[path: "spec", "names"] = names
    if object[path: "spec", "conversion"]?.object == nil {
      object[path: "spec", "conversion"] = ["strategy": "None"]
    }
    if let service = object[path: "spec", "conversion", "webhook", "clientConfig", "service"], service["port"] == nil {
      object[path: "spec", "conversion", "webhook", "clientConfig", "service", "port"] = 443
    }
  }

  func prepareForCreate(_ object: inout Value) {
    object["status"] = ["conditions": nil, "acceptedNames": ["plural": "", "kind": ""], "storedVersions": []]
    recordStoredVersions(in: &object)
  }

  func prepareForUpdate(_ object: inout Value, old: Value, subresource: String?) {
    if subresource == nil { recordStoredVersions(in: &object) }
  }

  /// Objects may from now on be stored in the storage version.
  private func recordStoredVersions(in object: inout Value) {
    var stored = object[path: "status", "storedVersions"]?.array ?? []
    for version in object[path: "spec", "versions"]?.array ?? [] where version["storage"] == true {
      guard let name = version["name"], !stored.contains(name) else { continue }
      stored.append(name)
    }
    object[path: "status", "storedVersions"] = .array(stored)
  }

  let checksDescription = true

  func validate(_ object: Value) -> [FieldError] { Self.check.errors(in: object) }

  func validateCreation(_ object: Value) -> [FieldError] { Self.check.errors(creating: object) }

  func validateUpdate(_ object: Value, old: Value, subresource: String?) -> [FieldError] {
    subresource == nil ? Self.check.errors(updating: object, old: old) : []
  }
}
