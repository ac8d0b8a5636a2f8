internal import Documents
internal import Kubernetes

extension ResourceCall {
  enum PatchKind: String, Sendable, CaseIterable {
    case json = "application/json-patch+json"
    case merge = "application/merge-patch+json"
    case strategic = "application/strategic-merge-patch+json"
    case apply = "application/apply-patch+yaml"
  }

  mutating func patch() throws -> APIResponse {
    let kind = try patchKind()
    try options.validateWrite(of: .patch(isApply: kind == .apply))
    if kind == .apply { return try apply() }
    let patch = try readPatch(kind)
    var writer = writer(subresource: info.subresource)
    let call = self
    var patchWarnings = warnings
    let result = try writer.update(name) { current in
      var call = call
      let object = try call.patched(current, by: patch)
      patchWarnings = call.warnings
      return object
    }
    warnings = patchWarnings + writer.warnings
    return answer(result.object)
  }

  func patchKind() throws(APIStatus) -> PatchKind {
    let offered: [PatchKind] = type.isCustom ? [.json, .merge, .apply] : PatchKind.allCases
    let sent = (request.headers["content-type"] ?? "").prefix { $0 != ";" }
    if let kind = PatchKind(rawValue: String(sent)), offered.contains(kind) { return kind }
    throw type.isCustom ? .unsupportedMediaType(accepted: offered.map(\.rawValue)) : .unroutablePatch
  }

  /// A patch that was read, and not yet applied to anything.
  enum Patch: Sendable {
    case json(JSONPatch)
    case merge(Value)
    case strategic(Object)
  }

  func readPatch(_ kind: PatchKind) throws -> Patch {
    let value: Value
    do {
      value = try BodyReader.read(request.body, as: .json).value
    } catch {
      throw APIStatus.badRequest(kind == .strategic ? error.message : "error decoding patch: \(error.message)")
    }
    switch kind {
    case .json:
      guard value.array != nil else {
        throw APIStatus.badRequest(
          "error decoding patch: json: cannot unmarshal \(value.goTypeName) into Go value of type []handlers.jsonPatchOp"
        )
      }
      let limit = JSONPatch.Limits().operations
      if let count = value.array?.count, count > limit {
        throw APIStatus.requestEntityTooLarge(
          "The allowed maximum operations in a JSON patch is \(limit), got \(count)")
      }
      do { return .json(try JSONPatch(value)) } catch { throw Self.rejected }
    case .merge, .strategic, .apply:
      guard let object = value.object else {
        throw APIStatus.badRequest(
          "error decoding patch: json: cannot unmarshal \(value.goTypeName) into Go value of type map[string]interface {}"
        )
      }
      return kind == .strategic ? .strategic(object) : .merge(value)
    }
  }

  /// Whatever a JSON patch fails of, the answer says no more.
  static let rejected = APIStatus(
    code: 422, reason: .invalid, message: "the server rejected our request due to an error in our request",
    details: APIStatus.Details())

  /// As an API server applies it: `replace` of a member that does not exist adds it.
  static func apply(_ patch: JSONPatch, to current: Value) throws(JSONPatch.Failure) -> Value {
    var limits = JSONPatch.Limits()
    limits.replaceAdds = true
    limits.depth = BodyReader.depth
    return try patch.apply(to: current, limits: limits)
  }

  private mutating func patched(_ current: Value, by patch: Patch) throws -> Value {
    let changed: Value
    switch patch {
    case .json(let patch):
      do { changed = try Self.apply(patch, to: current) } catch { throw Self.rejected }
    case .merge(let patch): changed = MergePatch.apply(patch, to: current)
    case .strategic(let patch):
      changed = try StrategicMergePatch(type: type.schema.mergeType).apply(patch, to: current)
    }
    let object: Value
    do {
      object = try decode(BodyReader.Body(value: changed))
    } catch let status as APIStatus where status.code == 400 {
      throw APIStatus.invalidPatch(JSON.text(changed), status.message)
    }
    try checkName(of: object)
    try checkNamespace(of: object)
    return object
  }
}
