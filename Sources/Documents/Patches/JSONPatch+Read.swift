extension JSONPatch {
  /// Members that the operation does not need are ignored.
  package init(_ value: Value, limits: Limits = Limits()) throws(Failure) {
    guard let items = value.array else {
      throw Failure(reason: .malformed("a JSON patch is an array of operations, not \(value.typeName)"))
    }
    guard items.count <= limits.operations else {
      throw Failure(reason: .limit("\(items.count) operations are more than the allowed \(limits.operations)"))
    }
    operations = []
    for (index, item) in items.enumerated() {
      do {
        operations.append(try Self.operation(item))
      } catch {
        throw Failure(index: index, reason: error)
      }
    }
  }

  private static let names = ["add", "remove", "replace", "move", "copy", "test"]

  private static func operation(_ item: Value) throws(Failure.Reason) -> Operation {
    guard item.object != nil else { throw .malformed("an operation is an object, not \(item.typeName)") }
    guard let name = item["op"]?.string else { throw .malformed("\"op\" is missing or not a string") }
    guard names.contains(name) else {
      let hint = Suggestion.hint(for: name, among: names).map { "; \($0)" } ?? ""
      throw .malformed("unknown operation \(name.quoted)\(hint)")
    }
    let path = try pointer("path", of: item)
    return switch name {
    case "add": .add(path, try operand(of: item))
    case "remove": .remove(path)
    case "replace": .replace(path, try operand(of: item))
    case "move": .move(from: try pointer("from", of: item), to: path)
    case "copy": .copy(from: try pointer("from", of: item), to: path)
    default: .test(path, try operand(of: item))
    }
  }

  private static func pointer(_ name: String, of item: Value) throws(Failure.Reason) -> JSONPointer {
    guard let text = item[name]?.string else { throw .malformed("\"\(name)\" is missing or not a string") }
    do { return try JSONPointer(parsing: text) } catch { throw .malformed("\"\(name)\": \(error.message)") }
  }

  private static func operand(of item: Value) throws(Failure.Reason) -> Value {
    guard let value = item["value"] else { throw .malformed("\"value\" is missing") }
    return value
  }

  /// The patch as it is sent.
  package var value: Value {
    .array(
      operations.map { operation in
        switch operation {
        case .add(let path, let value): ["op": "add", "path": "\(path)", "value": value]
        case .remove(let path): ["op": "remove", "path": "\(path)"]
        case .replace(let path, let value): ["op": "replace", "path": "\(path)", "value": value]
        case .move(let from, let path): ["op": "move", "from": "\(from)", "path": "\(path)"]
        case .copy(let from, let path): ["op": "copy", "from": "\(from)", "path": "\(path)"]
        case .test(let path, let value): ["op": "test", "path": "\(path)", "value": value]
        }
      })
  }
}

extension JSONPatch.Failure.Reason: Error {}
