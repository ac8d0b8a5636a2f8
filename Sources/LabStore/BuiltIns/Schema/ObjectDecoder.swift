import Documents
import Kubernetes

/// Brings an object into the form in which Go would write it after reading it: known fields only, in canonical form,
/// without the empty ones that are left out and with the empty ones that are not.
struct ObjectDecoder {
  private let catalogue: TypeCatalogue
  /// As in `unknown field "spec.containers[0].foo"`, in the order of the document.
  private(set) var unknownFields: [String] = []
  private var place = DecodingPlace()

  init(_ catalogue: TypeCatalogue) { self.catalogue = catalogue }

  mutating func decode(_ object: Value, as type: BuiltInType) throws(DecodingError) -> Value {
    place = DecodingPlace(structure: type.name)
    return try structure(object, type)
  }

  private mutating func structure(_ value: Value, _ type: BuiltInType) throws(DecodingError) -> Value {
    guard case .object(let members) = value else { throw place.mismatch(value, "v1.\(type.name)") }
    let outer = place.enter(structure: type.name)
    defer { place.leave(structure: outer) }
    var values = [Value?](repeating: nil, count: type.fields.count)
    for (key, member) in members {
      place.push(.field(key))
      defer { place.pop() }
      guard let position = type.position(of: key) else {
        unknownFields.append(place.description)
        continue
      }
      if member.isNull { continue }
      values[position] = try decoded(member, type.fields[position].type)
    }
    var result = Object()
    for (field, value) in zip(type.fields, values) {
      if let value = catalogue.written(value, of: field) { result[field.name] = value }
    }
    return .object(result)
  }

  private mutating func decoded(_ value: Value, _ type: FieldType) throws(DecodingError) -> Value {
    switch (type, value) {
    case (.any, _), (.string, .string), (.bool, .bool), (.int64, .integer), (.double, .double), (.intOrString, .string):
      return value
    case (.int32, .integer(let number)), (.intOrString, .integer(let number)):
      guard Int32(exactly: number) != nil else { throw place.mismatch(value, "int32", showsNumber: true) }
      return value
    case (.int32, .double), (.int64, .double), (.intOrString, .double):
      throw place.mismatch(value, type.goName(catalogue), showsNumber: true)
    case (.double, .integer(let number)): return .double(Double(number))
    case (.quantity, _): return try quantity(value)
    case (.time, .string(let text)): return try time(text)
    case (.microTime, .string(let text)): return try microTime(text)
    case (.bytes, .string(let text)): return try bytes(text)
    case (.structure(let id), _): return try structure(value, catalogue[id])
    case (.list(let item), .array(let items)): return try list(items, item)
    case (.map(let item), .object(let members)): return try map(members, item)
    default: throw place.mismatch(value, type.goName(catalogue))
    }
  }

  private mutating func list(_ items: [Value], _ type: FieldType) throws(DecodingError) -> Value {
    var result: [Value] = []
    result.reserveCapacity(items.count)
    for (index, item) in items.enumerated() {
      place.push(.index(index))
      defer { place.pop() }
      result.append(item.isNull ? catalogue.zero(of: type) : try decoded(item, type))
    }
    return .array(result)
  }

  private mutating func map(_ members: Object, _ type: FieldType) throws(DecodingError) -> Value {
    var result = Object()
    for (key, item) in members {
      place.push(.key(key))
      defer { place.pop() }
      result[key] = item.isNull ? catalogue.zero(of: type) : try decoded(item, type)
    }
    // Go writes the keys of a map in order.
    return .object(result.sortedByKey())
  }

  // MARK: Texts with a form

  private func quantity(_ value: Value) throws(DecodingError) -> Value {
    let text = value.string ?? JSON.text(value)
    do {
      return .string(try Quantity(parsing: text.trimmingSpaces).description)
    } catch {
      throw DecodingError(message: error.description)
    }
  }

  private func time(_ text: String) throws(DecodingError) -> Value {
    guard let time = KubernetesTime(text) else { throw unreadable(text, layout: "2006-01-02T15:04:05Z07:00") }
    return .string(time.description)
  }

  /// Go's layout asks for exactly six digits of a fraction.
  private func microTime(_ text: String) throws(DecodingError) -> Value {
    let fraction = text.utf8.split(separator: UInt8(ascii: ".")).dropFirst().first
    let digits = fraction?.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }.count
    guard let time = KubernetesTime(text), digits == 6 else {
      throw unreadable(text, layout: "2006-01-02T15:04:05.000000Z07:00")
    }
    return .string(time.microTime)
  }

  private func unreadable(_ text: String, layout: String) -> DecodingError {
    let quoted = JSON.text(.string(text))
    return DecodingError(message: "parsing time \(quoted) as \"\(layout)\": cannot parse \(quoted) as \"2006\"")
  }

  private func bytes(_ text: String) throws(DecodingError) -> Value {
    let clean = text.utf8.filter { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    if let offset = Base64.firstInvalidByte(clean) {
      throw DecodingError(message: "illegal base64 data at input byte \(offset)")
    }
    return .string(String(decoding: clean, as: UTF8.self))
  }
}

extension String {
  fileprivate var trimmingSpaces: String {
    var rest = Substring(self)
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
