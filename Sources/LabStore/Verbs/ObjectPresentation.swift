internal import Documents
internal import FoundationEssentials
internal import Kubernetes

/// Gives objects and lists the shape that the client accepts.
struct ObjectPresentation: Sendable {
  let format: OutputFormat
  let type: ResourceType
  /// `None`, `Metadata` or `Object`: what the rows of a table carry.
  var includeObject = ""

  func response(to object: Value, status: Int) -> APIResponse {
    Self.response(shaped(object), status: status, format: format)
  }

  func response(toList objects: [Value], metadata: ListMetadata) -> APIResponse {
    Self.response(shaped(list: objects, metadata), status: 200, format: format)
  }

  static func response(_ value: Value, status: Int, format: OutputFormat) -> APIResponse {
    let bytes =
      switch format.encoding {
      case .json: JSON.bytes(value) + [0x0A]
      case .yaml: Array(YAML.text(value.sortedByKey()).utf8)
      }
    return APIResponse(status: status, contentType: format.contentType, body: .bytes(bytes))
  }

  // MARK: One object

  func shaped(_ object: Value) -> Value {
    switch format.shape {
    case .object: return object
    case .metadata(let version): return partial(object, version: version)
    case .table(let version):
      var metadata: Object = [:]
      metadata["resourceVersion"] = object["metadata"]?["resourceVersion"]
      return table([object], metadata: metadata, version: version)
    }
  }

  /// A bookmark has no more than a revision, and maybe an annotation.
  func shapedBookmark(_ object: Value) -> Value {
    switch format.shape {
    case .object: object
    case .metadata(let version): partial(object, version: version)
    case .table(let version): table([], metadata: object["metadata"]?.object ?? [:], version: version)
    }
  }

  private func partial(_ object: Value, version: String) -> Value {
    [
      "kind": "PartialObjectMetadata", "apiVersion": .string("meta.k8s.io/\(version)"),
      "metadata": object["metadata"] ?? [:],
    ]
  }

  private func table(_ objects: [Value], metadata: Object, version: String) -> Value {
    let now = Date()
    let rows = objects.map { object -> Value in
      let shown: Value
      switch includeObject {
      case "None": shown = .null
      case "Object": shown = object
      default: shown = partial(object, version: version)
      }
      var row: Object = ["cells": .array(type.printer.cells(of: object, now: now))]
      let conditions = type.printer.conditions(of: object)
      if !conditions.isEmpty { row["conditions"] = .array(conditions) }
      row["object"] = shown
      return .object(row)
    }
    return [
      "kind": "Table", "apiVersion": .string("meta.k8s.io/\(version)"), "metadata": .object(metadata),
      "columnDefinitions": .array(type.printer.columns.map(Self.definition)), "rows": .array(rows),
    ]
  }

  private static func definition(_ column: TableColumn) -> Value {
    [
      "name": .string(column.name), "type": .string(column.type), "format": .string(column.format),
      "description": .string(column.description), "priority": .integer(Int64(column.priority)),
    ]
  }

  // MARK: Lists

  private func shaped(list objects: [Value], _ metadata: ListMetadata) -> Value {
    var listMetadata: Object = ["resourceVersion": .string(metadata.resourceVersion)]
    if let continuation = metadata.continuation {
      listMetadata["continue"] = .string(continuation)
    } else if type.isCustom {
      listMetadata["continue"] = ""
    }
    listMetadata["remainingItemCount"] = metadata.remainingItemCount.map(Value.integer)
    switch format.shape {
    case .object: break
    case .table(let version):
      if listMetadata["continue"] == "" { listMetadata["continue"] = nil }
      return table(objects, metadata: listMetadata, version: version)
    case .metadata(let version):
      if listMetadata["continue"] == "" { listMetadata["continue"] = nil }
      return [
        "kind": "PartialObjectMetadataList", "apiVersion": .string("meta.k8s.io/\(version)"),
        "metadata": .object(listMetadata), "items": .array(objects.map { partial($0, version: version) }),
      ]
    }
    return [
      "kind": .string(type.listKind), "apiVersion": .string(type.groupVersion), "metadata": .object(listMetadata),
      "items": .array(type.isCustom ? objects : objects.map(Self.withoutKind)),
    ]
  }

  /// Items of a built-in list do not repeat their kind.
  private static func withoutKind(_ object: Value) -> Value {
    var object = object
    object["kind"] = nil
    object["apiVersion"] = nil
    return object
  }
}

/// Gives a failure the encoding that the client accepts.
enum StatusPresentation {
  static func response(_ status: APIStatus, format: OutputFormat) -> APIResponse {
    var response = ObjectPresentation.response(
      status.value, status: status.code == 0 ? 200 : status.code, format: OutputFormat(encoding: format.encoding))
    if let seconds = status.details?.retryAfterSeconds, seconds > 0 {
      response.headers.append(("Retry-After", String(seconds)))
    }
    return response
  }
}

extension Value {
  /// The same with the keys of all objects in order.
  func sortedByKey() -> Value {
    switch self {
    case .object(let object): .object(object.mapValues { $0.sortedByKey() }.sortedByKey())
    case .array(let items): .array(items.map { $0.sortedByKey() })
    default: self
    }
  }
}
