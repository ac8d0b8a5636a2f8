internal import Documents
internal import Kubernetes

extension ResourceCall {
  func watch() async throws -> APIResponse {
    var fields = options.fieldSelector
    if info.isLegacyWatch, let name = info.name, info.isNamed { fields = "metadata.name=\(name)" }
    let selection = try Selection(labels: options.labelSelector, fields: fields, type: type)
    try checkWatchOptions()
    let start = try watchStart()
    let opened = open(start)
    let encoder = WatchEncoder(
      selection: selection,
      presentation: ObjectPresentation(format: format, type: type, includeObject: options.includeObject))
    guard let opened else { return tooOld() }
    let backlog: [WatchStream.Delivery]
    do {
      backlog = try await store.consulting {
        try type.conversion?.prepare(opened.objects + opened.changes.map(\.object), to: type)
        let initial = try opened.objects.compactMap(encoder.added).map(WatchStream.Delivery.line)
        let end =
          endsInitialEvents(start)
          ? [WatchStream.Delivery.line(encoder.bookmark(revision: opened.revision, endsInitialEvents: true))] : []
        return try initial + end + opened.changes.compactMap { try delivery(of: $0, encoder) }
      }
    } catch {
      store.withState { $0.watchers.remove(opened.identifier) }
      throw error
    }
    let end = schedule(opened.identifier)
    let store = store
    let stream = WatchStream(
      backlog: backlog, signals: opened.signals,
      encode: { signal in
        switch signal {
        case .change(let change): await awaitedDelivery(of: change, encoder)
        case .bookmark: .line(encoder.bookmark(revision: store.revision, endsInitialEvents: false))
        }
      },
      encodeError: { _ in
        encoder.error(.expired("too old resource version: the watch is too far behind"))
      },
      pause: store.faults.pause, hold: store.faults.hold,
      stop: { [weak store] in
        store?.withState { $0.watchers.remove(opened.identifier) }
        store?.deadlines.cancel(end)
      })
    return answer(stream)
  }

  /// A change that cannot be converted ends the watch.
  private func awaitedDelivery(of change: Change, _ encoder: WatchEncoder) async -> WatchStream.Delivery? {
    do {
      return try await store.consulting { try delivery(of: change, encoder) }
    } catch {
      return .last(encoder.error(error as? APIStatus ?? .internalError("\(error)")))
    }
  }

  // MARK: Where it starts

  private enum Start: Equatable {
    /// First all that is there, then what happens.
    case state
    case revision(UInt64)
  }

  private func watchStart() throws(APIStatus) -> Start {
    guard !options.resourceVersion.isEmpty else { return .state }
    guard let revision = UInt64(options.resourceVersion) else {
      let text = options.resourceVersion.goQuoted
      throw .unknown(
        "resourceVersion: Invalid value: \(text): strconv.ParseUint: parsing \(text): invalid syntax")
    }
    return revision == 0 || options.sendsInitialEvents == true ? .state : .revision(revision)
  }

  private func endsInitialEvents(_ start: Start) -> Bool {
    start == .state && options.allowsBookmarks && options.sendsInitialEvents != false
  }

  private func checkWatchOptions() throws(APIStatus) {
    let match = options.resourceVersionMatch
    var errors: [FieldError] = []
    if options.sendsInitialEvents != nil {
      if match != "NotOlderThan" {
        errors.append(
          .forbidden("resourceVersionMatch", "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan"))
      }
    } else if !match.isEmpty {
      errors.append(
        .forbidden(
          "resourceVersionMatch", "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided"))
    }
    if !errors.isEmpty {
      throw .invalid(GroupKind(group: "meta.k8s.io", kind: "ListOptions"), name: "", errors: errors)
    }
  }

  // MARK: Opening

  private struct Opened {
    var objects: [Value] = []
    var changes: [Change] = []
    var revision: UInt64
    var identifier: WatcherIndex.Identifier
    var signals: WatcherQueue
  }

  /// Nil when the start is too old.
  private func open(_ start: Start) -> Opened? {
    let buffer = store.configuration.watchBuffer
    let past = staleRevision()
    return store.withState { state in
      var objects: [Value] = []
      var changes: [Change] = []
      switch start {
      case .state where past != nil:
        guard let past, let then = try? state.log.objects(type.storage, namespace: namespace, at: past),
          let since = try? state.log.changes(since: past, key: type.storage, namespace: namespace)
        else { return nil }
        objects = options.sendsInitialEvents == false ? [] : then
        changes = since
      case .state where options.sendsInitialEvents != false:
        objects = state.log.objects(type.storage, namespace: namespace)
      case .state: break
      case .revision(let revision):
        guard let since = try? state.log.changes(since: revision, key: type.storage, namespace: namespace) else {
          return nil
        }
        changes = since
      }
      let (identifier, signals) = state.watchers.add(keys: [type.storage], namespace: namespace, buffer: buffer)
      return Opened(
        objects: objects, changes: changes, revision: start == .state ? past ?? state.log.revision : state.log.revision,
        identifier: identifier, signals: signals)
    }
  }

  /// A watch from before the history is answered with 200 and one event that says so.
  private func tooOld() -> APIResponse {
    let oldest = store.withState { $0.log.oldestRevision(of: type.storage) }
    return answer(
      .failed(.expired("too old resource version: \(options.resourceVersion) (\(oldest))")))
  }

  // MARK: Time

  /// In seconds: a year. More would only overflow.
  private static let longestWatch: Int64 = 365 * 24 * 3600

  /// Bookmarks come once a minute and shortly before the end.
  private func schedule(_ identifier: WatcherIndex.Identifier) -> Deadlines.Appointment {
    let wanted = options.timeoutSeconds.flatMap { $0 > 0 ? min($0, Self.longestWatch) : nil }
    let seconds = wanted ?? Int64.random(in: 1800...3600)
    let now = ContinuousClock.now
    let store = store
    if options.allowsBookmarks {
      Self.scheduleBookmark(identifier, end: now + .seconds(seconds), store: store)
    }
    return store.deadlines.at(now + .seconds(seconds)) { [weak store] in
      store?.withState { $0.watchers.remove(identifier) }
    }
  }

  private static func scheduleBookmark(
    _ identifier: WatcherIndex.Identifier, end: ContinuousClock.Instant, store: LabStore
  ) {
    let now = ContinuousClock.now
    let last = end - .seconds(2)
    let next = min(now + .seconds(60), max(last, now + .milliseconds(500)))
    guard next < end else { return }
    store.deadlines.at(next) { [weak store] in
      guard let store else { return }
      let isThere = store.withState { $0.watchers.send(.bookmark, to: identifier) }
      if isThere, next < last { scheduleBookmark(identifier, end: end, store: store) }
    }
  }
}
