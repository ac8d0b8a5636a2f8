package import Kubernetes
import Synchronization

/// A copy of all objects of one type and scope, kept current by one watch, for any number of consumers.
///
/// `run` keeps it current; it is usually run by `SharedInformers`. Each consumer gets all objects first and then every
/// change, with no gap between. After the server forgot the history, everything is listed again, and what changed meanwhile
/// comes as changes of its own (`isSynthetic`): each object's last state, but not the states between.
package final class Informer: Sendable {
  package enum Change: Sendable {
    /// All objects as they are now: at the beginning, and again after a consumer was too slow and lost changes.
    case snapshot([KubernetesObject], isAfterLoss: Bool)
    case added(KubernetesObject)
    case modified(old: KubernetesObject, new: KubernetesObject)
    /// With the last known state.
    case deleted(KubernetesObject)
  }

  package struct Event: Sendable {
    package var change: Change
    /// When the change reached us.
    package var arrival: ContinuousClock.Instant
    /// Found by listing again, so that changes before it may be missing.
    package var isSynthetic: Bool
    /// The resource version of the list that a snapshot is, when it is one.
    package var listVersion: String?
  }

  package let resource: APIResource
  /// Nil means all namespaces.
  package let namespace: String?
  package let options: ListOptions
  private let client: ClusterClient
  private let state = Mutex(InformerState())

  package init(
    client: ClusterClient, resource: APIResource, namespace: String? = nil, options: ListOptions = ListOptions()
  ) {
    self.client = client
    self.resource = resource
    self.namespace = namespace
    self.options = options
  }

  /// Lists and watches until cancelled.
  ///
  /// Before the first list is there, a failure that the client's retries do not mend ends it; later only one that time does
  /// not heal, such as a right that was taken away. Consumers then get the same error.
  ///
  /// - Throws: `ClusterError`, or `CancellationError`
  package func run() async throws {
    var failures = 0
    while true {
      let began = ContinuousClock.now
      do {
        try await listAndWatch()
      } catch let error as ClusterError where canRecover(error) {
        if ContinuousClock.now - began > Self.good { failures = 0 }
        let cause = error.isGone ? "the server forgot the history" : error.summary
        client.options.observer.noise(.relisted(resource: resource.groupResource.description, cause: cause))
        failures += 1
        if error.isGone, failures == 1 { continue }
        let delay = client.retries.delay(
          beforeAttempt: failures + 1, retryAfter: nil, jitter: client.options.random())
        do {
          try await client.options.clock.sleep(for: delay)
        } catch {
          finish(with: error)
          throw error
        }
      } catch {
        finish(with: error)
        throw error
      }
    }
  }

  /// What went on for longer was in order before it failed.
  private static let good = Duration.seconds(10)

  private func listAndWatch() async throws {
    let list = try await client.list(resource, namespace: namespace, options: options)
    update { $0.replace(with: list.items, version: list.resourceVersion, at: .now) }
    var watchOptions = options
    watchOptions.resourceVersion = list.resourceVersion
    for try await event in client.watch(resource, namespace: namespace, options: watchOptions) {
      update { $0.apply(event, at: .now) }
    }
  }

  private func canRecover(_ error: ClusterError) -> Bool {
    guard state.withLock({ $0.isSynced }) else { return false }
    switch error {
    case .status(let status, _): return status.code == 410 || status.code == 429 || status.code >= 500
    // A server that restarts may break off a handshake, or come back with another certificate for a while.
    case .unreachable, .dropped, .timedOut, .protocolViolation, .tlsFailure: return true
    case .credentialRefused, .noSuchResource: return false
    }
  }

  /// Tells all consumers that nothing will come any more.
  func finish(with error: any Error) { update { $0.finish(with: error) } }

  /// Changes the state, and wakes whom that concerns outside of the lock.
  private func update(_ body: (inout InformerState) -> Void) {
    let (wakes, losses) = state.withLock { state in
      body(&state)
      return state.takeWakes()
    }
    for _ in 0..<losses {
      client.options.observer.noise(.consumerOverflowed(resource: resource.groupResource.description))
    }
    for wake in wakes { wake() }
  }
}

// MARK: Reading

extension Informer {
  /// Whether the first list is there.
  package var isSynced: Bool { state.withLock { $0.isSynced } }

  /// - Parameter namespace: Nil for objects of the cluster.
  package func object(namespace: String?, name: String) -> KubernetesObject? {
    state.withLock { $0.objects[InformerState.Key(namespace: namespace, name: name)] }
  }

  /// All objects that `isWanted` chooses, in no particular order.
  package func objects(where isWanted: (KubernetesObject) -> Bool = { _ in true }) -> [KubernetesObject] {
    state.withLock { Array($0.objects.values) }.filter(isWanted)
  }

  /// Waits for the first list.
  ///
  /// - Throws: What ended `run`, or `CancellationError`
  package func waitUntilSynced() async throws {
    if isSynced { return }
    for try await _ in events(limit: 1, where: { _ in false }) { return }
    throw CancellationError()
  }

  /// All objects, and then every change.
  ///
  /// - Parameters:
  ///   - limit: How many changes wait for a slow consumer; when there are more, they are dropped, and a new snapshot takes
  ///     their place.
  ///   - tellsListsWhole: After an interruption, to hear of all objects in one snapshot, even when nothing changed, and
  ///     not of each difference.
  ///   - isWanted: Which objects to hear of; a change is told when the object is wanted before or after it.
  package func events(
    limit: Int = 10_000, tellsListsWhole: Bool = false,
    where isWanted: @escaping @Sendable (KubernetesObject) -> Bool = { _ in true }
  ) -> Events {
    let id = state.withLock { $0.subscribe(limit: limit, tellsListsWhole: tellsListsWhole, where: isWanted) }
    return Events(subscription: Subscription(informer: self, id: id))
  }

  fileprivate func unsubscribe(_ id: Int) { update { $0.unsubscribe(id) } }

  /// Waits for what the consumer has not seen; nil after the end.
  fileprivate func take(_ id: Int) async throws -> [Event]? {
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        update { $0.wait(id, continuation, isCancelled: Task.isCancelled) }
      }
    } onCancel: {
      update { $0.cancel(id) }
    }
  }

  /// Keeps the place of a consumer until nobody iterates any more.
  fileprivate final class Subscription: Sendable {
    let informer: Informer
    let id: Int

    init(informer: Informer, id: Int) {
      self.informer = informer
      self.id = id
    }

    deinit { informer.unsubscribe(id) }
  }

  /// For one consumer: iterate it once.
  package struct Events: AsyncSequence, Sendable {
    fileprivate let subscription: Subscription

    package func makeAsyncIterator() -> Iterator { Iterator(subscription: subscription) }

    package struct Iterator: AsyncIteratorProtocol {
      fileprivate let subscription: Subscription
      private var batch: ArraySlice<Event> = []

      fileprivate init(subscription: Subscription) { self.subscription = subscription }

      /// - Throws: What ended the informer, or `CancellationError`
      package mutating func next() async throws -> Event? {
        while batch.isEmpty {
          guard let more = try await subscription.informer.take(subscription.id) else { return nil }
          batch = more[...]
        }
        return batch.popFirst()
      }
    }
  }
}
