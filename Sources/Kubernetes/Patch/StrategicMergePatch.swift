package import Documents

/// Patches objects of built-in kinds as `application/strategic-merge-patch+json` asks: a merge patch that knows which
/// lists merge by a key, with directives such as `$patch` and `$setElementOrder`.
package struct StrategicMergePatch: Sendable {
  private let type: MergeType

  package init(type: MergeType) { self.type = type }

  /// - Throws: `APIStatus` as an API server answers to a patch that cannot be applied.
  package func apply(_ patch: Object, to object: Value) throws(APIStatus) -> Value {
    do {
      return .object(try Self.merged(object.object ?? [:], patch, as: type))
    } catch {
      throw error.status
    }
  }

  enum Directive {
    static let patch = "$patch"
    static let retainKeys = "$retainKeys"
    static let deletions = "$deleteFromPrimitiveList/"
    static let order = "$setElementOrder/"
  }

  // MARK: Objects

  static func merged(_ original: Object, _ patch: Object, as type: MergeType) throws(StrategicMergeError) -> Object {
    if let directive = patch[Directive.patch] { return try whole(patch, directive) }
    var result = original
    var patch = patch
    try retainKeys(of: &patch, in: &result)
    try applyOrders(of: &patch, to: &result, as: type)
    for (key, value) in patch {
      if key.hasPrefix(Directive.deletions) {
        try delete(value, from: String(key.dropFirst(Directive.deletions.count)), in: &result)
      } else if value.isNull {
        result[key] = nil
      } else {
        result[key] = try merged(result[key], value, type.field(key))
      }
    }
    return result
  }

  /// `$patch: replace` takes the patch as it is, `$patch: delete` leaves nothing.
  private static func whole(_ patch: Object, _ directive: Value) throws(StrategicMergeError) -> Object {
    switch directive.string {
    case "replace": return patch.filter { key, _ in key != Directive.patch }
    case "delete": return [:]
    default: throw .unknownDirective(directive, .object(patch))
    }
  }

  /// `$retainKeys` lists all members that stay; the patch may set no others.
  private static func retainKeys(of patch: inout Object, in result: inout Object) throws(StrategicMergeError) {
    guard let list = patch.removeValue(forKey: Directive.retainKeys) else { return }
    guard let keys = list.array else { throw .badRequest("invalid patch format of retainKeys") }
    let retained = Set(keys.compactMap(\.string))
    for (key, value) in patch where !value.isNull && !key.hasPrefix("$") && !retained.contains(key) {
      throw .badRequest("invalid patch format of retainKeys")
    }
    result.removeAll { key, _ in !retained.contains(key) }
  }

  private static func delete(
    _ deletions: Value, from key: String, in result: inout Object
  ) throws(StrategicMergeError) {
    guard let deletions = deletions.array else { throw .badRequest("invalid patch format of primitive list") }
    guard let items = result[key]?.array else { return }
    result[key] = .array(items.filter { !deletions.contains($0) })
  }

  // MARK: Members

  private static func merged(
    _ original: Value?, _ patch: Value, _ field: MergeType.Field
  ) throws(StrategicMergeError) -> Value {
    switch (original, patch) {
    case (.object(let original), .object(let patch)): return .object(try merged(original, patch, as: field.type))
    case (.array(let original), .array(let patch)):
      guard field.patch.merges else { return .array(patch) }
      return .array(try MergedList(original, patch, field).items)
    default: return withoutNulls(patch)
    }
  }

  /// What is new is taken without its nulls and directives.
  static func withoutNulls(_ value: Value) -> Value {
    guard case .object(let object) = value else { return value }
    return .object(
      object.filter { key, member in !member.isNull && !key.hasPrefix("$") }.mapValues { withoutNulls($0) })
  }

  /// `$setElementOrder/list` orders a list together with the patch's items for it.
  private static func applyOrders(
    of patch: inout Object, to result: inout Object, as type: MergeType
  ) throws(StrategicMergeError) {
    for (directive, order) in patch where directive.hasPrefix(Directive.order) {
      patch.removeValue(forKey: directive)
      let key = String(directive.dropFirst(Directive.order.count))
      guard let order = order.array else { throw .other("expected a list in \(directive)") }
      let changes = patch.removeValue(forKey: key)
      if changes?.isNull ?? false {
        result[key] = nil
        continue
      }
      guard result[key] != nil || changes != nil else { continue }
      result[key] = .array(
        try MergedList.ordered(result[key]?.array, changes?.array, by: order, type.field(key)))
    }
  }
}

extension MergeType {
  /// The member of an object; members of maps have no patch strategy.
  fileprivate func field(_ name: String) -> Field {
    guard case .map(let map) = self else { return Field(.untyped) }
    return map.fields[name] ?? Field(map.elements ?? .untyped)
  }
}

/// Why a strategic merge patch cannot be applied.
enum StrategicMergeError: Error {
  /// Answered with 400.
  case badRequest(String)
  /// Answered with 422 and no more than that.
  case unprocessable
  /// Answered with 500.
  case other(String)

  static func unknownDirective(_ directive: Value, _ patch: Value) -> StrategicMergeError {
    .other("unknown patch type: \(directive.goValue) in map: \(patch.goValue)")
  }

  static func noMergeKey(_ item: Value, _ key: String) -> StrategicMergeError {
    .other("map: \(item.goValue) does not contain declared merge key: \(key)")
  }

  var status: APIStatus {
    switch self {
    case .badRequest(let message): .badRequest(message)
    case .other(let message): .unknown(message)
    case .unprocessable:
      APIStatus(
        code: 422, reason: .invalid, message: "the server rejected our request due to an error in our request",
        details: APIStatus.Details())
    }
  }
}
