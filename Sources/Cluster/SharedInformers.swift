package import Kubernetes
import Synchronization

/// One informer for each type and scope that somebody asks for, shared by all who ask.
package final class SharedInformers: Sendable {
  private struct Scope: Hashable {
    var resource: GroupVersionResource
    var namespace: String?
    var options: ListOptions
  }

  private let client: ClusterClient
  private struct State {
    var informers: [Scope: Informer] = [:]
    /// `run` has ended.
    var isOver = false
  }

  private let state = Mutex(State())
  private let requests: AsyncStream<(Scope, Informer)>
  private let requestContinuation: AsyncStream<(Scope, Informer)>.Continuation

  package init(client: ClusterClient) {
    self.client = client
    (requests, requestContinuation) = AsyncStream.makeStream()
  }

  /// Runs the informers that are asked for, until cancelled. To be called once.
  ///
  /// An informer that fails ends alone: its consumers get the error, and who asks for it again gets a new one.
  package func run() async {
    await withDiscardingTaskGroup { group in
      for await (scope, informer) in requests {
        group.addTask {
          try? await informer.run()
          self.state.withLock { if $0.informers[scope] === informer { $0.informers[scope] = nil } }
        }
      }
      group.cancelAll()
    }
    let remaining = state.withLock {
      $0.isOver = true
      return Array($0.informers.values)
    }
    for informer in remaining { informer.finish(with: CancellationError()) }
  }

  /// Starts the informer when nobody asked for it before. Objects come once `run` runs.
  ///
  /// - Parameter namespace: Nil means all namespaces.
  package func informer(
    for resource: APIResource, namespace: String? = nil, options: ListOptions = ListOptions()
  ) -> Informer {
    let scope = Scope(resource: resource.groupVersionResource, namespace: namespace, options: options)
    let (informer, isNew, isOver) = state.withLock { state in
      if let known = state.informers[scope] { return (known, false, state.isOver) }
      let informer = Informer(client: client, resource: resource, namespace: namespace, options: options)
      state.informers[scope] = informer
      return (informer, true, state.isOver)
    }
    if isOver {
      informer.finish(with: CancellationError())
    } else if isNew {
      requestContinuation.yield((scope, informer))
    }
    return informer
  }

  /// - Throws: `ClusterError` when the server has no such kind.
  package func informer(for kind: GroupVersionKind, namespace: String? = nil) async throws -> Informer {
    informer(for: try await client.resource(for: kind), namespace: namespace)
  }
}
