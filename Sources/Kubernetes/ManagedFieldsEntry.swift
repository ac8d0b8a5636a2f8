package import Documents

/// Which fields of an object one manager owns through one way of writing.
package struct ManagedFieldsEntry: Sendable, Hashable {
  package var manager: String
  /// `Apply` or `Update`.
  package var operation: String
  package var apiVersion: String
  package var time: KubernetesTime?
  package var fieldsType: String
  package var fields: Value
  /// Empty for the main resource.
  package var subresource: String

  package init(
    manager: String, operation: String, apiVersion: String, time: KubernetesTime?, fields: Value,
    subresource: String = "", fieldsType: String = "FieldsV1"
  ) {
    self.manager = manager
    self.operation = operation
    self.apiVersion = apiVersion
    self.time = time
    self.fields = fields
    self.subresource = subresource
    self.fieldsType = fieldsType
  }

  package init(_ value: Value) {
    self.init(
      manager: value["manager"]?.string ?? "", operation: value["operation"]?.string ?? "",
      apiVersion: value["apiVersion"]?.string ?? "", time: value["time"]?.string.flatMap { KubernetesTime($0) },
      fields: value["fieldsV1"] ?? [:], subresource: value["subresource"]?.string ?? "",
      fieldsType: value["fieldsType"]?.string ?? "")
  }

  package var value: Value {
    var object: Object = [
      "manager": .string(manager), "operation": .string(operation), "apiVersion": .string(apiVersion),
    ]
    if let time { object["time"] = .string(time.description) }
    object["fieldsType"] = .string(fieldsType)
    object["fieldsV1"] = fields
    if !subresource.isEmpty { object["subresource"] = .string(subresource) }
    return .object(object)
  }
}

extension KubernetesObject {
  package var managedFields: [ManagedFieldsEntry] {
    get { value["metadata"]?["managedFields"]?.array?.map { ManagedFieldsEntry($0) } ?? [] }
    set {
      value[path: "metadata", "managedFields"] = newValue.isEmpty ? nil : .array(newValue.map(\.value))
    }
  }
}
