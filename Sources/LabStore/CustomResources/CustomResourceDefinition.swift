internal import Documents
internal import Kubernetes

/// What a CustomResourceDefinition says, read from the stored object.
struct CustomResourceDefinition: Sendable {
  static let key = StorageKey(group: "apiextensions.k8s.io", plural: "customresourcedefinitions")
  static let cleanupFinalizer = "customresourcecleanup.apiextensions.k8s.io"

  let object: KubernetesObject
  var group: String { text("spec", "group") }
  var isNamespaced: Bool { text("spec", "scope") != "Cluster" }
  var versions: [Value] { object["spec", "versions"]?.array ?? [] }
  var storage: StorageKey { StorageKey(group: group, plural: names.plural) }
  var names: Names { Names(object["spec", "names"] ?? .null) }

  init(_ value: Value) { object = KubernetesObject(value) }

  private func text(_ path: String...) -> String { object.value[path: path]?.string ?? "" }

  /// The names under which the resource is known, each unique in its group.
  struct Names: Sendable, Hashable {
    var plural: String
    var singular: String
    var kind: String
    var listKind: String
    var shortNames: [String]
    var categories: [String]

    init(_ value: Value) {
      plural = value["plural"]?.string ?? ""
      kind = value["kind"]?.string ?? ""
      singular = value["singular"]?.string ?? ""
      listKind = value["listKind"]?.string ?? ""
      shortNames = value["shortNames"]?.array?.compactMap(\.string) ?? []
      categories = value["categories"]?.array?.compactMap(\.string) ?? []
    }

    var value: Value {
      var object: Object = ["plural": .string(plural)]
      if !singular.isEmpty { object["singular"] = .string(singular) }
      if !shortNames.isEmpty { object["shortNames"] = .array(shortNames.map(Value.string)) }
      object["kind"] = .string(kind)
      if !listKind.isEmpty { object["listKind"] = .string(listKind) }
      if !categories.isEmpty { object["categories"] = .array(categories.map(Value.string)) }
      return .object(object)
    }
  }

  // MARK: Conditions

  func isTrue(_ condition: String) -> Bool {
    (object["status", "conditions"]?.array ?? []).contains {
      $0["type"]?.string == condition && $0["status"]?.string == "True"
    }
  }

  /// Keeps the time of the last transition when the status stays.
  static func setCondition(
    _ type: String, _ status: String, _ reason: String, _ message: String, in object: inout KubernetesObject
  ) {
    var conditions = object["status", "conditions"]?.array ?? []
    let index = conditions.firstIndex { $0["type"]?.string == type }
    let old = index.map { conditions[$0] }
    var time = Value.string(KubernetesTime.now.description)
    if old?["status"]?.string == status, let since = old?["lastTransitionTime"] { time = since }
    let condition: Value = [
      "type": .string(type), "status": .string(status), "lastTransitionTime": time, "reason": .string(reason),
      "message": .string(message),
    ]
    if let index { conditions[index] = condition } else { conditions.append(condition) }
    object["status", "conditions"] = .array(conditions)
  }
}
