import Cluster
import Documents
import OperatorRuntime

/// Watches, reconciles and compares, until it is told to stop.
struct OperatorWork: Sendable {
  private let context: OperatorContext
  private let client: ClusterClient
  private let identity: String
  private let informers: [Informer]
  private let queue: ReconcileQueue

  init(
    settings: OperatorSettings, client: ClusterClient, netBox: NetBoxClient, log: StructuredLog, metrics: Metrics,
    identity: String
  ) {
    self.client = client
    self.identity = identity
    informers = Reconciler.resources.map { Informer(client: client, resource: $0) }
    context = OperatorContext(
      settings: settings, netBox: netBox, client: client, cache: ObjectCache(informers),
      events: EventRecorder(client: client, log: log, controller: "netbox-operator", instance: identity), log: log,
      metrics: metrics)
    // What waits for NetBox is looked at as often as NetBox is compared, but not more often than every second.
    let limit = min(max(settings.resync, .seconds(1)), .seconds(30))
    queue = ReconcileQueue(
      backoff: settings.defects.contains(.noBackoff)
        ? Backoff(initial: .milliseconds(50), factor: 1, limit: .milliseconds(50)) : Backoff(limit: limit))
  }

  private enum End: Sendable {
    case ofWork
    case bySignal
    case ofTask
  }

  /// Returns once it has stopped as asked.
  ///
  /// - Throws: `LeadershipLost`, or what made it impossible to watch.
  func run(until signals: AsyncStream<Int32>) async throws {
    try await withThrowingTaskGroup(of: End.self) { group in
      for informer in informers {
        group.addTask {
          try await informer.run()
          return .ofTask
        }
        group.addTask {
          try await feed(informer)
          return .ofTask
        }
      }
      if let address = context.settings.healthAddress {
        group.addTask {
          try await health(at: address).run()
          return .ofTask
        }
      }
      group.addTask { try await lead() }
      group.addTask { try await wait(for: signals) }
      defer { group.cancelAll() }
      while let end = try await group.next() {
        if case .ofTask = end { continue }
        return
      }
    }
  }

  private func health(at address: OperatorSettings.HealthAddress) -> HealthServer {
    HealthServer(host: address.host, port: address.port) {
      informers.allSatisfy(\.isSynced)
    } metrics: {
      context.metrics.set(.queueDepth, ["name": "netbox-operator"], to: Double(queue.waitingCount))
      context.metrics.set(.leader, ["name": "netbox-operator"], to: queue.isRunning ? 1 : 0)
      return context.metrics.text
    }
  }

  private func feed(_ informer: Informer) async throws {
    let wakes = Wakes(cache: context.cache, ownWrites: context.ownWrites, defects: context.defects)
    for try await event in informer.events() {
      for key in wakes.keys(for: event.change, isSynthetic: event.isSynthetic) { queue.add(key) }
    }
  }

  /// The work, as leader if there has to be one.
  private func lead() async throws -> End {
    for informer in informers { try await informer.waitUntilSynced() }
    if context.settings.electsLeader, !context.defects.contains(.ignoresLease) {
      let elector = LeaderElector(
        client: client, log: context.log, namespace: context.settings.namespace, name: "netbox-operator",
        identity: identity)
      try await elector.lead { try await reconcile() }
    } else {
      try await reconcile()
    }
    return .ofWork
  }

  private func reconcile() async throws {
    context.log.info(
      "netbox-operator ready", ["workers": .integer(Int64(context.settings.workers)), "identity": .string(identity)])
    let reconciler = Reconciler(context: context)
    try await withThrowingTaskGroup { group in
      group.addTask {
        try await DriftScan(context: context).run(every: context.settings.resync) { queue.add($0) }
      }
      group.addTask {
        await queue.run(workers: context.settings.workers) { await reconciler.reconcile($0) }
      }
      // The scan ends only when it is cancelled.
      defer { group.cancelAll() }
      try await group.next()
    }
  }

  /// Lets the work under way end when a signal comes, but not for ever.
  private func wait(for signals: AsyncStream<Int32>) async throws -> End {
    for await signal in signals {
      if context.defects.contains(.ignoresTermination) { continue }
      context.log.info("stopping", ["signal": .integer(Int64(signal))])
      queue.close()
      if queue.isRunning { try await ContinuousClock().sleep(for: .seconds(20)) }
      return .bySignal
    }
    return .ofTask
  }
}
