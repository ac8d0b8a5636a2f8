package import Cluster
package import Kubernetes

/// An operator as the runtime starts it: flags, cluster, watches, lease, probes and signals are the same for all.
package protocol OperatorProgram: Sendable {
  associatedtype Defect: SeededDefect

  /// Of the executable, the Lease and the log.
  static var name: String { get }
  static var version: String { get }
  /// The release that `--compatibility` can stand for.
  static var previousVersion: String { get }
  /// What `--help` says.
  static var help: String { get }
  static var defects: [Defect] { get }
  /// Flags that no other operator has, by their names: `--netbox-timeout`.
  static var ownFlags: [String: OwnFlag] { get }
  /// The kinds that it watches; the cluster has to serve them.
  static var resources: [APIResource] { get }
  /// Which objects of a kind it watches; all unless told.
  static func selection(of resource: APIResource) -> ListOptions

  /// - Throws: what is wrong in the environment.
  init(_ options: OperatorOptions<Defect>, environment: [String: String]) throws(CallMistake)

  /// Runs `body` with what brings objects to their wanted state; what that holds is given up afterwards.
  func withController(
    _ surroundings: Surroundings, _ body: (any Controller) async throws -> Void
  ) async throws
}

/// What stands behind a flag of one operator's own.
package enum OwnFlag: Sendable {
  /// Nothing, or `=false`.
  case isSwitch
  case value
}

extension OperatorProgram {
  package static var ownFlags: [String: OwnFlag] { [:] }

  package static func selection(of resource: APIResource) -> ListOptions { ListOptions() }
}

/// What the runtime has ready for an operator.
package struct Surroundings: Sendable {
  package let client: ClusterClient
  package let cache: ObjectCache
  package let events: EventRecorder
  package let log: StructuredLog
  package let metrics: Metrics
  package let ownWrites: OwnWrites
  /// Is called when a watch has broken off.
  let watchBreak: Wakeup

  package init(
    client: ClusterClient, cache: ObjectCache, events: EventRecorder, log: StructuredLog, metrics: Metrics,
    ownWrites: OwnWrites = OwnWrites(), watchBreak: Wakeup = Wakeup()
  ) {
    self.client = client
    self.cache = cache
    self.events = events
    self.log = log
    self.metrics = metrics
    self.ownWrites = ownWrites
    self.watchBreak = watchBreak
  }
}

/// Brings objects to their wanted state.
package protocol Controller: Sendable {
  /// The objects that a change concerns.
  ///
  /// - Parameter isSynthetic: Changes before it may be missing.
  func keys(for change: Informer.Change, isSynthetic: Bool) -> [ObjectKey]

  /// - Throws: what the object's status does not tell; it is logged, and tried again.
  func reconcile(_ object: KubernetesObject) async throws -> ReconcileOutcome

  /// What is to be done for a key that is no object's: one that is gone, or one that stands for all of them.
  func reconcile(without key: ObjectKey) async -> ReconcileOutcome

  /// Compares what is outside with what the objects describe, once each resync.
  ///
  /// - Parameter changed: Is called with each object that is not as described.
  func compare(changed: @Sendable (ObjectKey) -> Void) async
}

extension Controller {
  package func reconcile(without key: ObjectKey) async -> ReconcileOutcome { .settled }
}
