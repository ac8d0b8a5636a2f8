internal import Documents
internal import Kubernetes

/// Reads built-in objects from `application/vnd.kubernetes.protobuf`, which Go clients prefer for them.
struct ProtobufDecoder {
  static let mediaType = "application/vnd.kubernetes.protobuf"
  private static let magic: [UInt8] = [0x6B, 0x38, 0x73, 0x00]
  private static let maximumDepth = 64

  private let catalogue = TypeCatalogue.builtIn
  private let numbers = FieldNumbers.all
  private var depth = 0

  struct Failure: Error, Sendable { var message: String }

  /// The object as JSON would have it, with apiVersion and kind.
  static func decode(_ bytes: [UInt8]) throws(Failure) -> Value {
    guard bytes.starts(with: magic) else {
      throw Failure(message: "provided data does not appear to be a protobuf message, expected prefix [107 56 115 0]")
    }
    var decoder = ProtobufDecoder()
    do {
      return try decoder.envelope(bytes.dropFirst(4))
    } catch let failure as Failure {
      throw failure
    } catch {
      throw Failure(message: "proto: malformed message")
    }
  }

  private mutating func envelope(_ bytes: ArraySlice<UInt8>) throws -> Value {
    var reader = ProtobufReader(bytes)
    var (apiVersion, kind) = ("", "")
    var raw: ArraySlice<UInt8> = []
    while let (number, payload) = try reader.next() {
      guard case .bytes(let content) = payload else { continue }
      switch number {
      case 1:
        var identity = ProtobufReader(content)
        while let (number, payload) = try identity.next() {
          guard case .bytes(let text) = payload else { continue }
          if number == 1 { apiVersion = String(decoding: text, as: UTF8.self) }
          if number == 2 { kind = String(decoding: text, as: UTF8.self) }
        }
      case 2: raw = content
      default: break
      }
    }
    guard let type = type(apiVersion, kind), numbers.fields(of: type.modelName) != nil else {
      throw Failure(message: "no kind \(kind.goQuoted) is registered for version \(apiVersion.goQuoted) in protobuf")
    }
    var object = try structure(raw, type, message: type.modelName)
    object["apiVersion"] = .string(apiVersion)
    object["kind"] = .string(kind)
    return .object(object)
  }

  private func type(_ apiVersion: String, _ kind: String) -> BuiltInType? {
    if kind == "DeleteOptions" { return catalogue.type(model: "io.k8s.apimachinery.pkg.apis.meta.v1.DeleteOptions") }
    guard let version = GroupVersion(apiVersion),
      let described = catalogue.kind(group: version.group, version: version.version, kind: kind)
    else { return nil }
    return catalogue[described.type]
  }

  // MARK: Messages

  private mutating func structure(
    _ bytes: ArraySlice<UInt8>, _ type: BuiltInType, message: String
  ) throws -> Object {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maximumDepth else { throw Failure(message: "proto: exceeded max depth") }
    let fields = numbers.fields(of: message) ?? [:]
    var object = Object()
    var reader = ProtobufReader(bytes)
    while let (number, payload) = try reader.next() {
      guard let field = fields[number] else { continue }
      if let described = type.field(field.name) {
        try add(payload, described.type, to: &object, as: field.name)
      } else if let embedded = field.message, case .bytes(let content) = payload {
        for (name, value) in try structure(content, type, message: embedded) { object[name] = value }
      }
    }
    return object
  }

  private mutating func add(
    _ payload: ProtobufReader.Payload, _ type: FieldType, to object: inout Object, as name: String
  ) throws {
    switch type {
    case .list(let element):
      let items = object[name]?.array ?? []
      object[name] = .array(items + [try value(payload, element)])
    case .map(let element):
      guard case .bytes(let entry) = payload else { return }
      var members = object[name]?.object ?? [:]
      let (key, member) = try self.entry(entry, element)
      members[key] = member
      object[name] = .object(members)
    default: object[name] = try value(payload, type)
    }
  }

  private mutating func entry(_ bytes: ArraySlice<UInt8>, _ type: FieldType) throws -> (String, Value) {
    var reader = ProtobufReader(bytes)
    var key = ""
    var result = catalogue.zero(of: type)
    while let (number, payload) = try reader.next() {
      if number == 1, case .bytes(let text) = payload { key = String(decoding: text, as: UTF8.self) }
      if number == 2 { result = try value(payload, type) }
    }
    return (key, result)
  }

  // MARK: Values

  private mutating func value(_ payload: ProtobufReader.Payload, _ type: FieldType) throws -> Value {
    switch (payload, type) {
    case (.number(let number), .bool): return .bool(number != 0)
    case (.number(let number), _): return .integer(Int64(bitPattern: number))
    case (.fixed64(let bits), _): return .double(Double(bitPattern: bits))
    case (.bytes(let bytes), .string): return .string(String(decoding: bytes, as: UTF8.self))
    case (.bytes(let bytes), .bytes): return .string(Base64.encode(bytes))
    case (.bytes(let bytes), .structure(let id)):
      let type = catalogue[id]
      return .object(try structure(bytes, type, message: type.modelName))
    case (.bytes(let bytes), .time): return try time(bytes) { .string($0.description) }
    case (.bytes(let bytes), .microTime): return try time(bytes) { .string($0.microTime) }
    case (.bytes(let bytes), .quantity): return try text(bytes)
    case (.bytes(let bytes), .intOrString): return try intOrString(bytes)
    case (.bytes(let bytes), .any): return try json(bytes)
    case (.bytes(let bytes), .list(let element)): return try list(bytes, element)
    case (.bytes(let bytes), _): return .string(String(decoding: bytes, as: UTF8.self))
    }
  }

  /// A message whose first field is repeated, as the values of maps of lists are.
  private mutating func list(_ bytes: ArraySlice<UInt8>, _ element: FieldType) throws -> Value {
    var reader = ProtobufReader(bytes)
    var items: [Value] = []
    while let (number, payload) = try reader.next() {
      if number == 1 { items.append(try value(payload, element)) }
    }
    return .array(items)
  }

  /// Nothing set is no time.
  private func time(_ bytes: ArraySlice<UInt8>, _ text: (KubernetesTime) -> Value) throws -> Value {
    var reader = ProtobufReader(bytes)
    var time = KubernetesTime(seconds: 0)
    var isSet = false
    while let (number, payload) = try reader.next() {
      guard case .number(let value) = payload else { continue }
      isSet = true
      if number == 1 { time.seconds = Int64(bitPattern: value) }
      if number == 2 { time.nanoseconds = Int32(truncatingIfNeeded: value) }
    }
    return isSet ? text(time) : .null
  }

  private func text(_ bytes: ArraySlice<UInt8>) throws -> Value {
    var reader = ProtobufReader(bytes)
    while let (number, payload) = try reader.next() {
      if number == 1, case .bytes(let text) = payload { return .string(String(decoding: text, as: UTF8.self)) }
    }
    return "0"
  }

  private func intOrString(_ bytes: ArraySlice<UInt8>) throws -> Value {
    var reader = ProtobufReader(bytes)
    var isText = false
    var number: Int64 = 0
    var text = ""
    while let (field, payload) = try reader.next() {
      switch (field, payload) {
      case (1, .number(let kind)): isText = kind == 1
      case (2, .number(let value)): number = Int64(bitPattern: value)
      case (3, .bytes(let bytes)): text = String(decoding: bytes, as: UTF8.self)
      default: break
      }
    }
    return isText ? .string(text) : .integer(number)
  }

  /// JSON inside a message with the one field `raw`.
  private func json(_ bytes: ArraySlice<UInt8>) throws -> Value {
    var reader = ProtobufReader(bytes)
    while let (number, payload) = try reader.next() {
      if number == 1, case .bytes(let raw) = payload { return try JSON.parse(Array(raw)) }
    }
    return .null
  }
}
