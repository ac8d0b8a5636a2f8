package import Documents
package import Kubernetes
package import Plans
internal import Synchronization

/// An API server without sockets: requests in, answers and watches out.
///
/// One mutex guards the log, the watchers and the registry. Writes are short: what they cost (decoding, defaulting,
/// validation, admission) happens before, on the object that was read, and is repeated when somebody else was faster.
package final class LabStore: Sendable {
  package let configuration: Configuration
  let tokens = ServiceAccountTokens()
  let admission: [any AdmissionPlugin]
  let deadlines = Deadlines()
  package let faults: FaultInjector
  private let state: Mutex<State>

  struct State: Sendable {
    var log: RevisionLog
    var watchers = WatcherIndex()
    var registry: ResourceRegistry
  }

  package init(_ configuration: Configuration = Configuration(), registry: ResourceRegistry = BuiltIns.registry()) {
    self.configuration = configuration
    faults = FaultInjector(configuration.faults, deadlines: deadlines, observer: configuration.faultObserver)
    admission = AdmissionChain.plugins
    state = Mutex(State(log: RevisionLog(capacity: configuration.historyCapacity), registry: registry))
    createBootstrapObjects()
  }

  func withState<Result: ~Copyable, Failure: Error>(
    _ body: (inout sending State) throws(Failure) -> sending Result
  ) throws(Failure) -> sending Result { try state.withLock(body) }
}

extension LabStore {
  package struct Configuration: Sendable {
    /// Users with static tokens, as in an API server's token file.
    package var users: [StaticUser] = []
    /// How many changes can still be watched from; older ones are 410.
    package var historyCapacity = 10_000
    /// How many changes a watcher may be behind before it is cut off.
    package var watchBuffer = 10_000
    /// How long a read waits for a revision that is still to come.
    package var versionPatience = Duration.seconds(3)
    package var runsControllers = true
    /// Simulated nodes; without any, pods stay pending.
    package var nodes = 1
    /// How old a pod is when the scheduler looks at it, to the second.
    package var schedulingDelay = Duration.zero
    /// The time of day, for what happens at a time of day.
    package var timeOfDay: @Sendable () -> KubernetesTime = { .now }
    /// PEM of the authority that signed the server's certificate, for `kube-root-ca.crt`.
    package var rootCertificate = ""
    /// What goes wrong on purpose from the start.
    package var faults: [Fault] = []
    /// How webhooks for admission and conversion are reached.
    package var webhooks = WebhookCaller.none
    /// Hears of every fault that was injected; must be quick.
    package var faultObserver: @Sendable (FaultRecord) -> Void = { _ in }
    /// Hears of every request once it is answered; must be quick. Nil is no audit log.
    package var audit: (@Sendable (AuditEvent) -> Void)?

    package init(users: [StaticUser] = []) { self.users = users }
  }

  package struct StaticUser: Sendable, Hashable {
    package var token: String
    package var name: String
    package var uid: String
    package var groups: [String]

    package init(token: String, name: String, uid: String = "", groups: [String] = []) {
      self.token = token
      self.name = name
      self.uid = uid
      self.groups = groups
    }
  }
}

// MARK: Reading

extension LabStore: StoreReader {
  package var registry: ResourceRegistry { withState { $0.registry } }

  /// The revision of the latest change.
  package var revision: UInt64 { withState { $0.log.revision } }

  package func object(_ key: StorageKey, namespace: String?, name: String) -> Value? {
    withState { $0.log.object(key, namespace: namespace ?? "", name: name) }
  }

  package func objects(_ key: StorageKey, namespace: String?) -> [Value] {
    withState { $0.log.objects(key, namespace: namespace) }
  }

  package func count(_ key: StorageKey, namespace: String?) -> Int {
    withState { $0.log.count(key, namespace: namespace) }
  }
}
