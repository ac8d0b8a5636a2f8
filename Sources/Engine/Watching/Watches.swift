import Cluster
import Kubernetes
import Synchronization

/// The watches of one run: one for each resource type, shared by all cases and begun when the first case needs it.
final class Watches: Sendable {
  private struct State {
    var synced: [GroupKind: Latch] = [:]
    var failures: [GroupKind: any Error] = [:]
  }

  let live = LiveObjects()
  private let client: ClusterClient
  private let state = Mutex(State())
  private let requests: AsyncStream<GroupVersionKind>
  private let request: AsyncStream<GroupVersionKind>.Continuation

  init(client: ClusterClient) {
    self.client = client
    (requests, request) = AsyncStream.makeStream()
  }

  /// Keeps the watches that are asked for, until the task is cancelled.
  func run() async {
    await withDiscardingTaskGroup { group in
      for await kind in requests {
        group.addTask { await self.keep(kind) }
      }
      group.cancelAll()
    }
  }

  /// Watches a kind from now on; returns when its present objects are known.
  ///
  /// - Throws: `ClusterError` when the kind is unknown or may not be watched.
  func follow(_ kind: GroupVersionKind) async throws {
    let groupKind = GroupKind(group: kind.group, kind: kind.kind)
    let (latch, isNew) = state.withLock { state in
      if let latch = state.synced[groupKind] { return (latch, false) }
      let latch = Latch()
      state.synced[groupKind] = latch
      return (latch, true)
    }
    if isNew { request.yield(kind) }
    await latch.wait()
    try Task.checkCancellation()
    if let failure = state.withLock({ $0.failures[groupKind] }) { throw failure }
  }

  private func keep(_ kind: GroupVersionKind) async {
    let groupKind = GroupKind(group: kind.group, kind: kind.kind)
    do {
      let informer = Informer(client: client, resource: try await client.resource(for: kind))
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await informer.run() }
        group.addTask { try await self.take(informer.events(), of: groupKind) }
        try await group.waitForAll()
      }
    } catch is CancellationError {
      // The run is over.
    } catch {
      state.withLock { $0.failures[groupKind] = error }
    }
    state.withLock { $0.synced[groupKind] }?.open()
  }

  private func take(_ events: Informer.Events, of kind: GroupKind) async throws {
    for try await event in events {
      switch event.change {
      case .snapshot(let objects, _):
        live.takeAll(objects, of: kind)
        state.withLock { $0.synced[kind] }?.open()
      case .added(let object): live.take(object)
      case .modified(_, let object): live.take(object)
      case .deleted(let object): live.takeDeleted(object)
      }
    }
  }
}
