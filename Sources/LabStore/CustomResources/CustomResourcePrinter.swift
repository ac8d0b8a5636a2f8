package import Documents
package import FoundationEssentials
internal import Kubernetes

/// The row of a custom resource: its name, and the `additionalPrinterColumns` of its version, or else its age.
package struct CustomResourcePrinter: TablePrinter {
  private struct Cell: Sendable {
    var type: String
    var path: JSONPath?
  }

  package let columns: [TableColumn]
  private let cells: [Cell]

  init(_ described: [Value]?) {
    let age: Value = [
      "name": "Age", "type": "date", "jsonPath": ".metadata.creationTimestamp",
      "description": .string(Self.ageDescription),
    ]
    let described = described ?? [age]
    let name = TableColumn(name: "Name", type: "string", format: "name", description: Self.nameDescription)
    columns = [name] + described.map(Self.column)
    cells = described.map {
      Cell(type: $0["type"]?.string ?? "", path: JSONPath($0["jsonPath"]?.string ?? ""))
    }
  }

  private static func column(_ value: Value) -> TableColumn {
    let path = value["jsonPath"]?.string ?? ""
    var description = value["description"]?.string ?? ""
    if description.isEmpty { description = "Custom resource definition column (in JSONPath format): \(path)" }
    return TableColumn(
      name: value["name"]?.string ?? "", type: value["type"]?.string ?? "", format: value["format"]?.string ?? "",
      description: description, priority: Int(value["priority"]?.integer ?? 0))
  }

  package func cells(of object: Value, now: Date) -> [Value] {
    let time = KubernetesTime(seconds: Int64(now.timeIntervalSince1970))
    return [object["metadata"]?["name"] ?? ""]
      + cells.map { cell in Self.text(of: cell.path?.values(in: object).first, type: cell.type, now: time) }
  }

  private static func text(of value: Value?, type: String, now: KubernetesTime) -> Value {
    switch (type, value) {
    case (_, nil), (_, .null): .null
    case ("integer", .integer(let number)): .integer(number)
    case ("integer", .double(let number)): Int64(exactly: number.rounded(.towardZero)).map(Value.integer) ?? .null
    case ("number", .integer(let number)): .integer(number)
    case ("number", .double(let number)): .double(number)
    case ("boolean", .bool(let flag)): .bool(flag)
    case ("string", .string(let text)): .string(text)
    case ("string", let other?): .string(JSON.text(other))
    case ("date", .string(let text)):
      .string(KubernetesTime(text).map { HumanDuration.text(now - $0) } ?? "<invalid>")
    default: .null
    }
  }

  private static let nameDescription =
    "Name must be unique within a namespace. Is required when creating resources, although some resources may allow a "
    + "client to request the generation of an appropriate name automatically. Name is primarily intended for creation "
    + "idempotence and configuration definition. Cannot be updated. More info: "
    + "https://kubernetes.io/docs/concepts/overview/working-with-objects/names#names"
  private static let ageDescription =
    "CreationTimestamp is a timestamp representing the server time when this object was created. It is not guaranteed "
    + "to be set in happens-before order across separate operations. Clients may not set this value. It is represented "
    + "in RFC3339 form and is in UTC.\n\nPopulated by the system. Read-only. Null for lists. More info: "
    + "https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#metadata"
}
