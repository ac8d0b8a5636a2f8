import Cluster
import Kubernetes
import Synchronization

/// The watches of one run: one for each resource type and scope, shared by all cases and begun when the first case needs
/// it. A type is watched in all namespaces, and namespace by namespace where that is not allowed.
final class Watches: Sendable {
  private struct State {
    var watches: [WatchScope: WatchUnderWay] = [:]
    var resources: [GroupKind: APIResource] = [:]
  }

  let live = LiveObjects()
  let client: ClusterClient
  private let observer: @Sendable (Informer.Event) -> Void
  private let state = Mutex(State())
  private let requests: AsyncStream<(GroupVersionKind, WatchUnderWay)>
  private let request: AsyncStream<(GroupVersionKind, WatchUnderWay)>.Continuation

  /// - Parameter observer: sees everything that the watches show, as it comes.
  init(client: ClusterClient, observer: @escaping @Sendable (Informer.Event) -> Void = { _ in }) {
    self.client = client
    self.observer = observer
    (requests, request) = AsyncStream.makeStream()
  }

  /// Keeps the watches that are asked for, until the task is cancelled.
  func run() async {
    await withDiscardingTaskGroup { group in
      for await (kind, watch) in requests {
        group.addTask { await self.keep(kind, watch) }
      }
      group.cancelAll()
    }
  }

  /// Watches a kind from now on; returns when its present objects are known.
  ///
  /// - Parameter namespace: where the objects are, as far as it is known.
  /// - Throws: `ClusterError` when the kind is unknown or may not be watched.
  func follow(_ kind: GroupVersionKind, in namespace: String? = nil) async throws {
    do {
      try await follow(kind, WatchScope(kind: kind.groupKind, namespace: nil))
    } catch let error as ClusterError where error.isForbidden {
      guard let namespace else { throw error }
      try await follow(kind, WatchScope(kind: kind.groupKind, namespace: namespace))
    }
  }

  private func follow(_ kind: GroupVersionKind, _ scope: WatchScope) async throws {
    let (watch, isNew) = state.withLock { state in
      if let watch = state.watches[scope] { return (watch, false) }
      let watch = WatchUnderWay(scope: scope)
      state.watches[scope] = watch
      return (watch, true)
    }
    if isNew { request.yield((kind, watch)) }
    await watch.synced.wait()
    try Task.checkCancellation()
    if let failure = watch.failure { throw failure }
  }

  /// What the server knows of a kind that is watched.
  func resource(for kind: GroupKind) -> APIResource? { state.withLock { $0.resources[kind] } }

  // MARK: One watch

  private func keep(_ kind: GroupVersionKind, _ watch: WatchUnderWay) async {
    do {
      let resource = try await client.resource(for: kind)
      state.withLock { $0.resources[kind.groupKind] = resource }
      let informer = Informer(client: client, resource: resource, namespace: watch.scope.namespace)
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await informer.run() }
        group.addTask { try await self.take(informer.events(tellsListsWhole: true), of: watch) }
        group.addTask {
          await watch.isOver.wait()
          throw CancellationError()
        }
        // The first to end ends the others: one that fails would otherwise wait for the end of the run, and nobody hear of it.
        defer { group.cancelAll() }
        try await group.next()
      }
    } catch is CancellationError {
      // The run is over, or the namespace is gone.
      forget(watch)
    } catch {
      watch.fail(with: error)
      // What is not allowed stays so; all else may be better when it is asked for again.
      if (error as? ClusterError)?.isForbidden != true || watch.synced.isOpen { forget(watch) }
      if watch.synced.isOpen {
        live.takeEnd(of: watch.scope, because: (error as? ClusterError)?.summary ?? "\(error)")
      }
    }
    watch.synced.open()
  }

  private func forget(_ watch: WatchUnderWay) {
    state.withLock { if $0.watches[watch.scope] === watch { $0.watches[watch.scope] = nil } }
  }

  private func take(_ events: Informer.Events, of watch: WatchUnderWay) async throws {
    for try await var event in events {
      // What changed since the watch before this one ended, nobody saw.
      if case .snapshot(let objects, false) = event.change, live.hasEnded(watch.scope) {
        event.change = .snapshot(objects, isAfterLoss: true)
      }
      observer(event)
      switch event.change {
      case .snapshot(let objects, let isAfterLoss):
        live.takeAll(
          objects, of: watch.scope, moment: event.listVersion.flatMap { UInt64($0) }, isAfterLoss: isAfterLoss,
          at: event.arrival)
        watch.synced.open()
      case .added(let object), .modified(_, let object): live.take(object, from: .watch, at: event.arrival)
      case .deleted(let object):
        live.takeDeleted(object, at: event.arrival)
        if watch.scope.kind == Self.namespaces { endWatches(in: object.name) }
      }
    }
  }

  private static let namespaces = GroupKind(group: "", kind: "Namespace")

  /// Nothing more comes from a namespace that is gone.
  private func endWatches(in namespace: String) {
    let over = state.withLock { state in state.watches.filter { $0.key.namespace == namespace }.values.map(\.isOver) }
    for latch in over { latch.open() }
  }
}

/// A watch that is being kept, or could not be.
private final class WatchUnderWay: Sendable {
  let scope: WatchScope
  /// Opens when the present objects are known, or when it failed.
  let synced = Latch()
  /// Opens when nobody needs it any more.
  let isOver = Latch()
  private let error = Mutex<(any Error)?>(nil)

  init(scope: WatchScope) { self.scope = scope }

  var failure: (any Error)? { error.withLock { $0 } }

  func fail(with failure: any Error) { error.withLock { $0 = failure } }
}
