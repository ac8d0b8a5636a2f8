import Cluster
import Documents
import Kubernetes
import OperatorRuntime

/// Watches, and carries out passes, until it is told to stop.
struct ObservabilityWork: Sendable {
  private let dialect: any Dialect
  private let settings: ObservabilitySettings
  private let client: ClusterClient
  private let log: StructuredLog
  private let metrics: Metrics
  private let identity: String
  private let informers: [Informer]
  private let ownWrites = OwnWrites()
  private let pass: ConfigurationPass
  private let queue: ReconcileQueue

  /// A burst of changes ends in one pass, and so in one reload.
  private static let gathering = Duration.milliseconds(100)
  /// All that a pass is about.
  private static let everything = ObjectKey(group: "", kind: "Configuration", namespace: nil, name: "all")

  init(
    dialect: any Dialect, settings: ObservabilitySettings, client: ClusterClient, publisher: Publisher?,
    log: StructuredLog, metrics: Metrics, identity: String
  ) {
    self.dialect = dialect
    self.settings = settings
    self.client = client
    self.log = log
    self.metrics = metrics
    self.identity = identity
    let found = [
      APIResource(group: "", version: "v1", plural: "services", kind: "Service", isNamespaced: true),
      APIResource(group: "", version: "v1", plural: "pods", kind: "Pod", isNamespaced: true),
      APIResource(
        group: "discovery.k8s.io", version: "v1", plural: "endpointslices", kind: "EndpointSlice", isNamespaced: true),
    ]
    informers =
      (dialect.resources + found).map { Informer(client: client, resource: $0) } + [
        Informer(client: client, resource: Secrets.resource, options: Secrets.selection(owner: dialect.name))
      ]
    pass = ConfigurationPass(
      .init(
        dialect: dialect, client: client, cache: ObjectCache(informers),
        events: EventRecorder(client: client, log: log, controller: dialect.name, instance: identity), log: log,
        ownWrites: ownWrites, defects: settings.defects),
      publisher: publisher)
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
      if let address = settings.healthAddress {
        group.addTask {
          try await health(address.host, address.port).run()
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

  private func health(_ host: String, _ port: Int) -> HealthServer {
    HealthServer(host: host, port: port) {
      informers.allSatisfy(\.isSynced)
    } metrics: {
      metrics.set(.queueDepth, ["name": dialect.name], to: Double(queue.waitingCount))
      metrics.set(.leader, ["name": dialect.name], to: queue.isRunning ? 1 : 0)
      return metrics.text
    }
  }

  private func feed(_ informer: Informer) async throws {
    for try await event in informer.events() {
      switch event.change {
      case .deleted(let object): ownWrites.forget(object)
      // What a pass wrote itself needs no other pass, but after a gap it may hide what somebody else wrote.
      case .modified(_, let new) where !event.isSynthetic && ownWrites.isOwn(new):
        if !settings.defects.contains(.hotLoop) { continue }
      default: break
      }
      queue.add(Self.everything)
    }
  }

  /// The work, as leader if there has to be one.
  private func lead() async throws -> End {
    for informer in informers { try await informer.waitUntilSynced() }
    if settings.electsLeader {
      let elector = LeaderElector(
        client: client, log: log, namespace: settings.namespace, name: dialect.name, identity: identity)
      try await elector.lead { try await work() }
    } else {
      try await work()
    }
    return .ofWork
  }

  private func work() async throws {
    log.info("\(dialect.name) ready", ["identity": .string(identity)])
    try await withThrowingTaskGroup { group in
      group.addTask {
        while true {
          queue.add(Self.everything)
          try await ContinuousClock().sleep(for: settings.resync)
          await pass.expectResync()
        }
      }
      group.addTask { await queue.run(workers: 1) { _ in await turn() } }
      // The resync ends only when it is cancelled.
      defer { group.cancelAll() }
      try await group.next()
    }
  }

  private func turn() async -> ReconcileOutcome {
    // Cancelled, it goes on at once.
    try? await ContinuousClock().sleep(for: Self.gathering)
    let start = ContinuousClock.now
    let outcome = await pass.carryOut()
    let labels = ["controller": "configuration"]
    metrics.observe(.reconcileTime, labels, ContinuousClock.now - start)
    let result = outcome == .settled ? "success" : "error"
    metrics.count(.reconciles, labels.merging(["result": result], uniquingKeysWith: { $1 }))
    metrics.count(.reconcileErrors, labels, by: outcome == .settled ? 0 : 1)
    return outcome
  }

  /// Lets the work under way end when a signal comes, but not for ever.
  private func wait(for signals: AsyncStream<Int32>) async throws -> End {
    for await signal in signals {
      log.info("stopping", ["signal": .integer(Int64(signal))])
      queue.close()
      if queue.isRunning { try await ContinuousClock().sleep(for: .seconds(20)) }
      return .bySignal
    }
    return .ofTask
  }
}
