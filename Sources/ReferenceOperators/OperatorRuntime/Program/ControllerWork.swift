import Cluster
import Documents
import Kubernetes

/// Watches, reconciles and compares, until it is told to stop.
struct ControllerWork<Program: OperatorProgram>: Sendable {
  private let options: OperatorOptions<Program.Defect>
  private let surroundings: Surroundings
  private let controller: any Controller
  private let informers: [Informer]
  private let identity: String
  private let queue: ReconcileQueue

  private enum End: Sendable {
    case ofWork
    case bySignal
    case ofTask
  }

  init(
    options: OperatorOptions<Program.Defect>, surroundings: Surroundings, controller: any Controller,
    informers: [Informer], identity: String
  ) {
    self.options = options
    self.surroundings = surroundings
    self.controller = controller
    self.informers = informers
    self.identity = identity
    // What waits for somebody else is looked at as often as all is compared, but not more often than every second.
    let limit = min(max(options.resync, .seconds(1)), .seconds(30))
    queue = ReconcileQueue(
      backoff: options.has(.noBackoff)
        ? Backoff(initial: .milliseconds(50), factor: 1, limit: .milliseconds(50)) : Backoff(limit: limit))
  }

  private var log: StructuredLog { surroundings.log }

  /// Returns once it has stopped as asked.
  ///
  /// - Throws: `LeadershipLost`, or what made it impossible to watch.
  func run(until signals: AsyncStream<Int32>) async throws {
    try await withThrowingTaskGroup(of: End.self) { group in
      if options.has(.watchesOnce) { group.addTask { await watchOnce() } }
      for informer in informers where !options.has(.watchesOnce) {
        group.addTask {
          try await informer.run()
          return .ofTask
        }
        group.addTask {
          try await feed(informer)
          return .ofTask
        }
      }
      if let address = options.healthAddress {
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

  private func health(at address: ListenAddress) -> HealthServer {
    HealthServer(host: address.host, port: address.port) {
      informers.allSatisfy(\.isSynced)
    } metrics: {
      surroundings.metrics.set(.queueDepth, ["name": Program.name], to: Double(queue.waitingCount))
      surroundings.metrics.set(.leader, ["name": Program.name], to: queue.isRunning ? 1 : 0)
      return surroundings.metrics.text
    }
  }

  /// The deviation of `watches-once`: what is known when a watch breaks off is all that ever will be.
  private func watchOnce() async -> End {
    await withTaskGroup(of: Void.self) { group in
      for informer in informers {
        group.addTask { try? await informer.run() }
        group.addTask { try? await feed(informer) }
      }
      group.addTask { await surroundings.watchBreak.wait() }
      await group.next()
      group.cancelAll()
    }
    return .ofTask
  }

  private func feed(_ informer: Informer) async throws {
    for try await event in informer.events() {
      if case .deleted(let object) = event.change { surroundings.ownWrites.forget(object) }
      for key in keys(for: event) { queue.add(key) }
    }
  }

  private func keys(for event: Informer.Event) -> [ObjectKey] {
    if case .snapshot(let objects, _) = event.change, options.has(.missesChangesWhileDown) {
      return objects.filter { $0.conditions.isEmpty }.map(\.key)
    }
    return controller.keys(for: event.change, isSynthetic: event.isSynthetic)
  }

  /// The work, as leader if there has to be one.
  private func lead() async throws -> End {
    for informer in informers { try await informer.waitUntilSynced() }
    if options.electsLeader, !options.has(.ignoresLease) {
      let elector = LeaderElector(
        client: surroundings.client, log: log, namespace: options.namespace, name: Program.name, identity: identity,
        steals: options.has(.stealsLease))
      if options.has(.worksInStandby) { return try await work(beside: elector) }
      try await elector.lead { try await reconcile() }
    } else {
      try await reconcile()
    }
    return .ofWork
  }

  /// The deviation of `works-in-standby`: it asks for the Lease, and does not wait for it.
  private func work(beside elector: LeaderElector) async throws -> End {
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await elector.lead { await Wakeup().wait() } }
      group.addTask { try await reconcile() }
      defer { group.cancelAll() }
      try await group.next()
    }
    return .ofWork
  }

  private func reconcile() async throws {
    log.info(
      "\(Program.name) ready", ["workers": .integer(Int64(options.workers)), "identity": .string(identity)])
    try await withThrowingTaskGroup { group in
      group.addTask {
        while true {
          try await ContinuousClock().sleep(for: options.resync)
          await controller.compare { queue.add($0) }
        }
      }
      if options.has(.writesInVain) { group.addTask { try await writeInVain() } }
      group.addTask {
        await queue.run(workers: options.workers) { await outcome(of: $0) }
      }
      // The comparison ends only when it is cancelled.
      defer { group.cancelAll() }
      try await group.next()
    }
  }

  /// The defect of that name: what changes nothing gives no watch event.
  private func writeInVain() async throws {
    while true {
      try await ContinuousClock().sleep(for: .milliseconds(100))
      for resource in Program.resources {
        for object in surroundings.cache.objects(resource.kind) where object["status"] != nil {
          var same: Value = ["status": object["status"] ?? [:]]
          same[path: "metadata", "resourceVersion"] = object.resourceVersion.map(Value.string)
          _ = try? await surroundings.client.patch(
            resource, namespace: object.namespace, name: object.name, .merge(same), subresource: "status")
        }
      }
    }
  }

  /// Never fails: what goes wrong is logged, and tried again.
  private func outcome(of key: ObjectKey) async -> ReconcileOutcome {
    let start = ContinuousClock.now
    let outcome =
      if let object = surroundings.cache.object(key) { await outcome(of: object) } else {
        await controller.reconcile(without: key)
      }
    let labels = ["controller": key.kind.lowercased()]
    surroundings.metrics.observe(.reconcileTime, labels, ContinuousClock.now - start)
    let result = outcome == .settled ? "success" : "error"
    surroundings.metrics.count(.reconciles, labels.merging(["result": result], uniquingKeysWith: { $1 }))
    surroundings.metrics.count(.reconcileErrors, labels, by: outcome == .settled ? 0 : 1)
    return outcome
  }

  private func outcome(of object: KubernetesObject) async -> ReconcileOutcome {
    let fields: Object = [
      "kind": .string(object.kind), "namespace": .string(object.namespace ?? ""), "name": .string(object.name),
    ]
    func with(_ error: any Error) -> Object {
      var fields = fields
      fields["error"] = .string("\(error)")
      return fields
    }
    do {
      guard try await isReallyGoing(object) else {
        log.debug("object was made again meanwhile", fields)
        return .retry()
      }
      return try await controller.reconcile(object)
    } catch let error as ClusterError where error.isConflict || error.isNotFound {
      // The cache was behind; the change that it lacks is on its way.
      log.debug("object changed meanwhile", with(error))
      return .retry()
    } catch is CacheIsBehind {
      return .retry()
    } catch is CancellationError {
      return .settled
    } catch {
      log.error("reconciliation failed", with(error))
      return .retry()
    }
  }

  /// What is done for a deletion cannot be taken back, and the cache may be behind: then the object is another one, or gone.
  private func isReallyGoing(_ object: KubernetesObject) async throws -> Bool {
    guard object.isTerminating, !options.has(.trustsCache),
      let resource = informers.first(where: { $0.resource.kind == object.kind })?.resource
    else { return true }
    let present = try await surroundings.client.find(resource, namespace: object.namespace, name: object.name)
    return present?.uid == object.uid
  }

  /// Lets the work under way end when a signal comes, but not for ever.
  private func wait(for signals: AsyncStream<Int32>) async throws -> End {
    for await signal in signals {
      if options.has(.ignoresTermination) { continue }
      log.info("stopping", ["signal": .integer(Int64(signal))])
      queue.close()
      if queue.isRunning { try await ContinuousClock().sleep(for: .seconds(20)) }
      return .bySignal
    }
    return .ofTask
  }
}
