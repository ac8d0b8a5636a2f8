internal import Documents
internal import Kubernetes

extension ResourceCall {
  /// The object in the body of a POST or PUT, decoded and with defaults.
  ///
  /// - Throws: `APIStatus` 400 for what is no object of the type, 415 for an unknown content type.
  mutating func readObject() throws -> Value { try decode(readSyntax()) }

  /// The body of a request for a subresource with a kind of its own, without further checks.
  ///
  /// - Throws: `APIStatus` 400 for what is no object, 415 for an unknown content type.
  func readBody() throws(APIStatus) -> Value {
    let value = try readSyntax().value
    guard value.object != nil || value.isNull else { throw noObject(value) }
    return value
  }

  private func readSyntax() throws(APIStatus) -> BodyReader.Body {
    let syntax = try BodyReader.syntax(of: request)
    do {
      return try BodyReader.read(request.body, as: syntax)
    } catch {
      throw unrecognized("couldn't get version/kind; json parse error: \(error.message)")
    }
  }

  /// Checks that a value is an object of the type, reports what it does not know, and sets defaults.
  mutating func decode(_ body: BodyReader.Body, isPatched: Bool = false) throws -> Value {
    var object = try identified(body.value)
    let unknown: [String]
    do {
      unknown = try type.schema.decode(&object)
    } catch {
      throw cannotBeHandled(error.message)
    }
    try report(unknown: unknown, duplicates: body.duplicates, in: body.value)
    type.schema.applyDefaults(&object)
    return object
  }

  /// The object with the kind and apiVersion that the URL implies; those that it has must fit.
  private func identified(_ value: Value) throws(APIStatus) -> Value {
    var value = value
    if value.isNull, !type.isCustom { value = .object([:]) }
    guard let object = value.object else { throw noObject(value) }
    for field in ["apiVersion", "kind"] {
      if let member = object[field], member.string == nil, !member.isNull {
        throw unrecognized(
          "couldn't get version/kind; json parse error: json: cannot unmarshal \(member.goTypeName) into Go struct field "
            + ".\(field) of type string")
      }
    }
    let apiVersion = object["apiVersion"]?.string ?? ""
    let kind = object["kind"]?.string ?? ""
    if type.isCustom {
      try checkCustom(apiVersion: apiVersion, kind: kind)
    } else {
      try checkBuiltIn(apiVersion: apiVersion, kind: kind)
    }
    value["apiVersion"] = .string(type.groupVersion)
    value["kind"] = .string(bodyKind)
    return value
  }

  /// The kind that this endpoint takes: that of the subresource, where it has one of its own.
  var bodyKind: String { info.subresource.flatMap { type.subresource($0)?.kind } ?? type.kind }

  private func checkCustom(apiVersion: String, kind: String) throws(APIStatus) {
    if kind.isEmpty {
      throw .badRequest("Object 'Kind' is missing in '\(String(decoding: request.body, as: UTF8.self))'")
    }
    if apiVersion.isEmpty {
      throw unrecognized("couldn't get version/kind; Object 'apiVersion' is missing")
    }
    let sent = GroupVersion(apiVersion)
    if apiVersion != type.groupVersion {
      throw .badRequest(
        "the API version in the data (\(apiVersion)) does not match the expected API version (\(type.groupVersion))")
    }
    if kind != type.kind, let sent {
      let object = GroupKind(group: sent.group, kind: kind)
      throw .invalid(object, name: "", errors: [.invalid("kind", .string(kind), "must be \(type.kind)")])
    }
  }

  private func checkBuiltIn(apiVersion: String, kind: String) throws(APIStatus) {
    let registry = store.registry
    if !apiVersion.isEmpty, apiVersion != type.groupVersion {
      let sent = GroupVersion(apiVersion)
      if let sent, sent.group == type.group, !type.group.isEmpty {
        throw .badRequest(
          "the API version in the data (\(apiVersion)) does not match the expected API version (\(type.groupVersion))")
      }
      throw notRegistered(kind, version: apiVersion)
    }
    guard !kind.isEmpty, kind != type.kind, kind != bodyKind else { return }
    if registry.type(group: type.group, version: type.version, kind: kind) == nil {
      throw notRegistered(kind, version: type.groupVersion)
    }
    let group = type.group.isEmpty ? "core" : String(type.group.prefix { $0 != "." })
    throw .badRequest(
      "\(kind) in version \(type.version.goQuoted) cannot be handled as a \(type.kind): converting "
        + "(\(type.version).\(kind)) to (\(group).\(type.kind)): unknown conversion")
  }

  private func notRegistered(_ kind: String, version: String) -> APIStatus {
    let short = version.split(separator: "/").last.map(String.init) ?? version
    return .badRequest(
      "\(kind) in version \(short.goQuoted) cannot be handled as a \(type.kind): no kind \(kind.goQuoted) is "
        + "registered for version \(version.goQuoted) in scheme \"pkg/api/legacyscheme/scheme.go:30\"")
  }

  // MARK: Refusals

  private func noObject(_ value: Value) -> APIStatus {
    let target =
      "struct { APIVersion string \"json:\\\"apiVersion,omitempty\\\"\"; Kind string \"json:\\\"kind,omitempty\\\"\" }"
    return unrecognized(
      "couldn't get version/kind; json parse error: json: cannot unmarshal \(value.goTypeName) into Go value of type \(target)"
    )
  }

  private func unrecognized(_ detail: String) -> APIStatus {
    let bytes = request.body
    let isText = bytes.first == UInt8(ascii: "{") || bytes.isEmpty
    let shown: String
    if bytes.isEmpty {
      shown = "<empty>"
    } else if isText {
      shown = String(decoding: bytes.prefix(30), as: UTF8.self) + (bytes.count > 30 ? " ..." : "")
    } else {
      shown = bytes.prefix(30).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
    return .badRequest("the object provided is unrecognized (must be of type \(bodyKind)): \(detail) (\(shown))")
  }

  func cannotBeHandled(_ detail: String) -> APIStatus {
    .badRequest("\(bodyKind) in version \(type.version.goQuoted) cannot be handled as a \(bodyKind): \(detail)")
  }

  /// Unknown and duplicate fields are refused, warned of or ignored, as the client wishes.
  private mutating func report(unknown: [String], duplicates: [String], in value: Value) throws {
    guard !unknown.isEmpty || !duplicates.isEmpty, options.fieldValidation != "Ignore" else { return }
    var texts = duplicates.map { "duplicate field \($0.goQuoted)" } + unknown.map { "unknown field \($0.goQuoted)" }
    if !type.isCustom, !duplicates.isEmpty, !unknown.isEmpty {
      let ranks = FieldOrder.ranks(in: value)
      let paths = duplicates + unknown
      let order = paths.indices.sorted { (ranks[paths[$0]] ?? .max, $0) < (ranks[paths[$1]] ?? .max, $1) }
      texts = order.map { texts[$0] }
    }
    if options.fieldValidation == "Strict" {
      throw cannotBeHandled("strict decoding error: \(texts.joined(separator: ", "))")
    }
    warnings += texts
  }
}

/// Where each field stands in a document, so that messages can follow its order.
enum FieldOrder {
  static func ranks(in value: Value) -> [String: Int] {
    var ranks: [String: Int] = [:]
    visit(value, path: "", &ranks)
    return ranks
  }

  private static func visit(_ value: Value, path: String, _ ranks: inout [String: Int]) {
    ranks[path] = ranks.count
    switch value {
    case .object(let object):
      for (key, member) in object { visit(member, path: path.isEmpty ? key : "\(path).\(key)", &ranks) }
    case .array(let items):
      for (index, item) in items.enumerated() { visit(item, path: "\(path)[\(index)]", &ranks) }
    default: break
    }
  }
}

extension Value {
  /// As Go's decoder names JSON types.
  package var goTypeName: String {
    switch self {
    case .bool: "bool"
    case .integer, .double: "number"
    default: typeName
    }
  }
}
