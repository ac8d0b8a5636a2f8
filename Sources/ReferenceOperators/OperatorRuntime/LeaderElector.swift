package import Cluster
import Documents
import Kubernetes

/// The Lease went to another process, or could not be renewed in time.
package struct LeadershipLost: Error, Sendable, CustomStringConvertible {
  package var description: String { "the Lease was lost; another process leads now" }
}

/// Runs something in one process at a time, by a Lease in the cluster.
package struct LeaderElector: Sendable {
  private static let leases = APIResource(
    group: "coordination.k8s.io", version: "v1", plural: "leases", kind: "Lease", isNamespaced: true)

  private var client: ClusterClient
  private let log: StructuredLog
  private let lease: KubernetesObject
  private let identity: String
  private let steals: Bool
  private let clock = ContinuousClock()

  /// - Parameter steals: whether it takes the Lease from whoever holds it, which is a mistake.
  package init(
    client: ClusterClient, log: StructuredLog, namespace: String, name: String, identity: String, steals: Bool = false
  ) {
    self.steals = steals
    self.client = client
    // An attempt must end in time for the next one.
    self.client.timeout = .seconds(5)
    self.client.retries = .none
    self.log = log
    self.identity = identity
    lease = KubernetesObject(
      apiVersion: "coordination.k8s.io/v1", kind: "Lease", namespace: namespace, name: name)
  }

  /// Waits for the Lease, runs `body` while renewing it, and gives it up when `body` returns.
  ///
  /// - Throws: `LeadershipLost`, after cancelling `body`; what `body` throws.
  package func lead(_ body: @escaping @Sendable () async throws -> Void) async throws {
    var election = LeaderElection<ContinuousClock.Instant>(identity: identity)
    election.steals = steals
    while !election.leads(now: clock.now) {
      await attempt(&election)
      if !election.leads(now: clock.now) { try await clock.sleep(for: election.retryPeriod) }
    }
    log.info("leading", ["lease": .string(lease.description), "identity": .string(identity)])
    let won = election
    try await withThrowingTaskGroup { group in
      group.addTask { try await self.renew(won) }
      group.addTask { try await body() }
      // Renewing ends only with an error, so the first to end without one is the body.
      defer { group.cancelAll() }
      try await group.next()
    }
    await giveUp()
  }

  /// - Throws: `LeadershipLost`, or `CancellationError`.
  private func renew(_ won: LeaderElection<ContinuousClock.Instant>) async throws {
    var election = won
    while true {
      try await clock.sleep(for: election.retryPeriod)
      await attempt(&election)
      guard election.leads(now: clock.now) else { throw LeadershipLost() }
    }
  }

  /// One look at the Lease, and a write when it is ours to take or keep. Failures are left to the next attempt.
  private func attempt(_ election: inout LeaderElection<ContinuousClock.Instant>) async {
    do {
      let current = try await client.find(Self.leases, namespace: lease.namespace, name: lease.name)
      let now = clock.now
      switch election.decide(current.map { LeaseRecord($0) }, now: now, time: .now) {
      case .follow(let holder):
        log.debug("following", ["leader": .string(holder)])
      case .write(let record):
        let written = record.written(into: current ?? lease)
        if current == nil {
          _ = try await client.create(written)
        } else {
          _ = try await client.update(written)
        }
        election.wrote(record, now: now)
      }
    } catch {
      log.warning("lease not renewed", ["error": .string("\(error)")])
    }
  }

  /// Lets another process take over at once.
  private func giveUp() async {
    do {
      guard let current = try await client.find(Self.leases, namespace: lease.namespace, name: lease.name) else {
        return
      }
      let record = LeaseRecord(current)
      guard record.holder == identity else { return }
      _ = try await client.update(record.released.written(into: current))
    } catch {
      log.warning("lease not released", ["error": .string("\(error)")])
    }
  }
}
