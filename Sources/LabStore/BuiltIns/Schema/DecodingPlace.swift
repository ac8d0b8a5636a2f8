import Documents

/// Where the decoder is, for the messages of Go's JSON decoder.
struct DecodingPlace: CustomStringConvertible {
  enum Step {
    case field(String), key(String), index(Int)
  }

  private var steps: [Step] = []
  private var structure: String

  init(structure: String = "") { self.structure = structure }

  mutating func push(_ step: Step) { steps.append(step) }
  mutating func pop() { steps.removeLast() }

  /// - Returns: the structure to go back to.
  mutating func enter(structure name: String) -> String {
    defer { structure = name }
    return structure
  }

  mutating func leave(structure outer: String) { structure = outer }

  /// `spec.containers[0].image`.
  var description: String {
    var text = ""
    for step in steps {
      switch step {
      case .field(let name), .key(let name): text += text.isEmpty ? name : ".\(name)"
      case .index(let index): text += "[\(index)]"
      }
    }
    return text
  }

  /// Go names fields only: neither indexes nor keys of maps.
  func mismatch(_ value: Value, _ goType: String, showsNumber: Bool = false) -> DecodingError {
    let fields = steps.compactMap { step in if case .field(let name) = step { name } else { nil } }
    let found =
      switch value {
      case .integer, .double: showsNumber ? "number \(JSON.text(value))" : "number"
      default: value.goName
      }
    let target = fields.isEmpty ? "value" : "struct field \(structure).\(fields.joined(separator: "."))"
    return DecodingError(message: "json: cannot unmarshal \(found) into Go \(target) of type \(goType)")
  }
}

extension Value {
  fileprivate var goName: String {
    switch self {
    case .bool: "bool"
    default: typeName
    }
  }
}

extension FieldType {
  /// The type in Go's words; where the API has a named type for a string, the plain one.
  func goName(_ catalogue: TypeCatalogue) -> String {
    switch self {
    case .string: "string"
    case .int32: "int32"
    case .int64: "int64"
    case .double: "float64"
    case .bool: "bool"
    case .bytes: "[]uint8"
    case .quantity: "resource.Quantity"
    case .intOrString: "int32"
    case .time, .microTime: "string"
    case .any: "runtime.RawExtension"
    case .structure(let id): "v1.\(catalogue[id].name)"
    case .list(let item): "[]\(item.goName(catalogue))"
    case .map(let item): "map[string]\(item.goName(catalogue))"
    }
  }
}
