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
  private let informers = Mutex<[Scope: Informer]>([:])
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
          self.informers.withLock { all in
            if all[scope] === informer { all[scope] = nil }
          }
        }
      }
      group.cancelAll()
    }
  }

  /// Starts the informer when nobody asked for it before. Objects come once `run` runs.
  ///
  /// - Parameter namespace: Nil means all namespaces.
  package func informer(
    for resource: APIResource, namespace: String? = nil, options: ListOptions = ListOptions()
  ) -> Informer {
    let scope = Scope(resource: resource.groupVersionResource, namespace: namespace, options: options)
    let (informer, isNew) = informers.withLock { all in
      if let known = all[scope] { return (known, false) }
      let informer = Informer(client: client, resource: resource, namespace: namespace, options: options)
      all[scope] = informer
      return (informer, true)
    }
    if isNew { requestContinuation.yield((scope, informer)) }
    return informer
  }

  /// - Throws: `ClusterError` when the server has no such kind.
  package func informer(for kind: GroupVersionKind, namespace: String? = nil) async throws -> Informer {
    informer(for: try await client.resource(for: kind), namespace: namespace)
  }
}
