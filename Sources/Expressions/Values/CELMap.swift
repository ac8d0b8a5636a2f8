package import Documents

/// A map: of CEL values, or a JSON object whose members are converted when they are read.
package struct CELMap: Sendable {
  enum Storage: Sendable {
    case entries(CELEntries)
    case document(Object)
    /// An object whose schema says what its members are.
    case typed(Object, SchemaType)
  }

  let storage: Storage

  package init(_ object: Object) { storage = .document(object) }
  init(_ entries: CELEntries) { storage = .entries(entries) }
  init(_ object: Object, schema: SchemaType) { storage = .typed(object, schema) }

  package var count: Int {
    switch storage {
    case .entries(let entries): entries.count
    case .document(let object): object.count
    case .typed(let object, let schema): schema.isStructure ? schema.presentFields(object).count : object.count
    }
  }

  /// `map`, or the name of the structure that the schema declares.
  var typeName: String {
    if case .typed(_, let schema) = storage, schema.isStructure { schema.type.description } else { "map" }
  }

  /// True when it has fields, not keys: an object that a schema declares with properties.
  var isStructure: Bool { if case .typed(_, let schema) = storage { schema.isStructure } else { false } }

  func value(_ key: CELValue) throws(EvaluationError) -> CELValue? {
    switch storage {
    case .entries(let entries): return entries[key]
    case .document(let object):
      guard case .string(let key) = key, let value = object[key] else { return nil }
      return CELValue(value)
    case .typed(let object, let schema):
      guard case .string(let key) = key else { return nil }
      return try schema.member(key, of: object)
    }
  }

  /// A member by field name, as `map.name` reads it.
  func value(named name: String) throws(EvaluationError) -> CELValue? {
    switch storage {
    case .entries(let entries): entries[.string(name)]
    case .document(let object): object[name].map { CELValue($0) }
    case .typed(let object, let schema): try schema.member(name, of: object)
    }
  }

  /// The keys in order.
  func keys() -> [CELValue] {
    switch storage {
    case .entries(let entries): entries.keys
    case .document(let object): object.keys.map(CELValue.string)
    case .typed(let object, let schema):
      schema.isStructure ? schema.presentFields(object).map(CELValue.string) : object.keys.map(CELValue.string)
    }
  }

  package var document: Value {
    switch storage {
    case .entries(let entries): .object(Object(entries.all.map { ($0.key.description, $0.value.document) }))
    case .document(let object), .typed(let object, _): .object(object)
    }
  }
}

/// Keys and values in the order in which they were written. Numbers of equal value are the same key, whatever their type.
package struct CELEntries: Sendable {
  private(set) var all: [(key: CELValue, value: CELValue)] = []
  private var positions: [MapKey: Int] = [:]

  package init() {}

  package var count: Int { all.count }
  var keys: [CELValue] { all.map(\.key) }

  subscript(key: CELValue) -> CELValue? {
    guard let key = MapKey(key), let position = positions[key] else { return nil }
    return all[position].value
  }

  /// - Throws: When the key is of a type that cannot be one, or is there already.
  mutating func add(_ key: CELValue, _ value: CELValue) throws(EvaluationError) {
    guard let mapKey = MapKey(key) else { throw EvaluationError("unsupported key type: \(key.typeName)") }
    guard positions.updateValue(all.count, forKey: mapKey) == nil else {
      throw EvaluationError("repeated key: \(key)")
    }
    all.append((key, value))
  }
}

/// A key in the form in which equal keys are equal: `1`, `1u` and `1.0` are one key, text counts by code point.
enum MapKey: Hashable {
  case bool(Bool)
  case int(Int64)
  /// Only beyond the range of `int`.
  case uint(UInt64)
  case string(ExactString)

  init?(_ value: CELValue) {
    switch value {
    case .bool(let value): self = .bool(value)
    case .int(let value): self = .int(value)
    case .uint(let value): self = Int64(exactly: value).map(MapKey.int) ?? .uint(value)
    case .double(let value):
      if let int = Int64(exactly: value) {
        self = .int(int)
      } else if let uint = UInt64(exactly: value) {
        self = .uint(uint)
      } else {
        return nil
      }
    case .string(let value): self = .string(ExactString(value))
    default: return nil
    }
  }
}

/// Text that equals only the same code points. (Swift's own equality also takes composed and decomposed accents as equal.)
struct ExactString: Hashable {
  let text: String

  init(_ text: String) { self.text = text }

  static func == (left: ExactString, right: ExactString) -> Bool { left.text.isSame(as: right.text) }

  func hash(into hasher: inout Hasher) {
    let isHashed: Void? = text.utf8.withContiguousStorageIfAvailable {
      hasher.combine(bytes: UnsafeRawBufferPointer($0))
    }
    if isHashed == nil { for byte in text.utf8 { hasher.combine(byte) } }
  }
}

extension String {
  /// True when both have the same code points.
  func isSame(as other: String) -> Bool {
    guard utf8.count == other.utf8.count else { return false }
    let isSame = utf8.withContiguousStorageIfAvailable { left in
      other.utf8.withContiguousStorageIfAvailable { right in left.elementsEqual(right) }
    }
    return (isSame ?? nil) ?? utf8.elementsEqual(other.utf8)
  }

  /// Order by code point, which is the order of the bytes in UTF-8.
  func precedes(_ other: String) -> Bool { utf8.lexicographicallyPrecedes(other.utf8) }

  /// How many code points it has, CEL's size of a string.
  var scalarCount: Int {
    let bytes = utf8
    return bytes.reduce(0) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
  }
}
