internal import Documents
internal import Kubernetes

// MARK: get

extension ResourceCall {
  func get() async throws -> APIResponse {
    try await waitForVersion()
    let stored = try staleRevision().map(staleObject) ?? writer().existing(name)
    return answer(try await store.consulting { try type.fromStorageVersion(stored) })
  }

  /// Reads may ask for a state that is not older than a resourceVersion; one that is still to come is waited for.
  private func waitForVersion() async throws {
    guard !options.resourceVersion.isEmpty else { return }
    guard let version = UInt64(options.resourceVersion) else {
      throw APIStatus.badRequest(
        "resourceVersion: Invalid value: \(options.resourceVersion.goQuoted): strconv.ParseUint: parsing "
          + "\(options.resourceVersion.goQuoted): invalid syntax")
    }
    guard await store.waits(for: version, atMost: store.configuration.versionPatience) else {
      throw APIStatus.timeout(
        "Too large resource version: \(version), current: \(store.revision)", retryAfterSeconds: 1,
        causes: [APIStatus.Cause(reason: "ResourceVersionTooLarge", message: "Too large resource version")])
    }
  }
}

// MARK: list

extension ResourceCall {
  func list() async throws -> APIResponse {
    let selection = try Selection(labels: options.labelSelector, fields: options.fieldSelector, type: type)
    try checkListOptions()
    if options.continuation.isEmpty, options.resourceVersionMatch != "Exact" { try await waitForVersion() }
    let (page, objects) = try await store.consulting {
      let page = try readPage(selection)
      return (page, try type.fromStorageVersion(all: page.objects))
    }
    var response = ObjectPresentation(format: format, type: type, includeObject: options.includeObject)
      .response(toList: objects, metadata: page.metadata)
    response.warnings = warnings
    return response
  }

  private struct Page {
    var objects: [Value]
    var metadata: ListMetadata
  }

  private func checkListOptions() throws(APIStatus) {
    var errors: [FieldError] = []
    let match = options.resourceVersionMatch
    if !match.isEmpty {
      if options.resourceVersion.isEmpty {
        errors.append(
          .forbidden("resourceVersionMatch", "resourceVersionMatch is forbidden unless resourceVersion is provided"))
      } else if !options.continuation.isEmpty {
        errors.append(
          .forbidden("resourceVersionMatch", "resourceVersionMatch is forbidden when continue is provided"))
      } else if !["Exact", "NotOlderThan"].contains(match) {
        errors.append(
          .notSupported("resourceVersionMatch", .string(match), supported: ["Exact", "NotOlderThan"]))
      } else if match == "Exact", options.resourceVersion == "0" {
        errors.append(
          .forbidden(
            "resourceVersionMatch", "resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\""))
      }
    }
    if options.sendsInitialEvents != nil {
      errors.append(.forbidden("sendInitialEvents", "sendInitialEvents is forbidden for list"))
    }
    if !errors.isEmpty {
      throw .invalid(GroupKind(group: "meta.k8s.io", kind: "ListOptions"), name: "", errors: errors)
    }
    if !options.continuation.isEmpty, !["", "0"].contains(options.resourceVersion) {
      throw .badRequest("specifying resource version is not allowed when using continue")
    }
  }

  private func readPage(_ selection: Selection) throws -> Page {
    var revision: UInt64?
    var start = ""
    if !options.continuation.isEmpty {
      let token = try ContinueToken(parsing: options.continuation)
      revision = token.revision
      start = token.start
    } else if options.resourceVersionMatch == "Exact" {
      revision = UInt64(options.resourceVersion)
    } else {
      revision = staleRevision()
    }
    let (all, current) = try snapshot(at: revision)
    let rest = start.isEmpty ? all[...] : all.drop { Self.position($0) < start }
    return try page(rest, selection: selection, revision: revision ?? current)
  }

  private func snapshot(at revision: UInt64?) throws -> (objects: [Value], revision: UInt64) {
    do {
      return try store.withState { state throws(RevisionLog.Gone) in
        guard let revision else { return (state.log.objects(type.storage, namespace: namespace), state.log.revision) }
        return (
          try state.log.objects(type.storage, namespace: namespace, at: revision), state.log.revision
        )
      }
    } catch {
      throw APIStatus.expired(
        "The provided continue parameter is too old to display a consistent list result. You can start a new list "
          + "without the continue parameter.")
    }
  }

  private func page(_ objects: ArraySlice<Value>, selection: Selection, revision: UInt64) throws -> Page {
    // All at once, since each one missing is a question to a webhook.
    if !selection.isEverything { _ = try type.conversion?.prepare(objects, to: type) }
    var metadata = ListMetadata(resourceVersion: String(revision))
    guard options.limit > 0 else {
      return Page(objects: try objects.filter { try matches($0, selection) }, metadata: metadata)
    }
    var taken: [Value] = []
    for index in objects.indices where try matches(objects[index], selection) {
      if taken.count == Int(clamping: options.limit) {
        metadata.continuation = ContinueToken(revision: revision, start: Self.position(objects[index])).text
        if selection.isEverything { metadata.remainingItemCount = Int64(objects[index...].count) }
        break
      }
      taken.append(objects[index])
    }
    return Page(objects: taken, metadata: metadata)
  }

  private func matches(_ stored: Value, _ selection: Selection) throws -> Bool {
    try selection.isEverything || selection.matches(type.fromStorageVersion(stored))
  }

  /// Sorts as lists do: by namespace, then by name.
  private static func position(_ object: Value) -> String {
    let metadata = object["metadata"]
    return "\(metadata?["namespace"]?.string ?? "")/\(metadata?["name"]?.string ?? "")"
  }
}

/// What stands in the metadata of a list.
struct ListMetadata: Sendable {
  var resourceVersion: String
  var continuation: String?
  var remainingItemCount: Int64?
}
