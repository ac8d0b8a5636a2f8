import Cluster
import Documents
import Kubernetes
import Plans
import Verdicts

/// Stops and starts a candidate that runs in the cluster, through its Deployment.
struct DeploymentControl: CandidateControl {
  private static let pods = GroupVersionKind(group: "", version: "v1", kind: "Pod")
  private static let restartAnnotation = "kubectl.kubernetes.io/restartedAt"
  /// A Deployment that does not come back in this time is not waited for any longer than its case lets it.
  private static let limit = Duration.seconds(120)

  private let run: RunContext
  private let installer: CandidateInstaller
  private let reference: ObjectReference
  /// How many there are while it is started.
  private let replicas: Int64

  private let pods: PodLogs?

  var log: CandidateLog? { pods?.log }

  /// Reads the logs of its pods; returns when the task is cancelled.
  func followLogs() async { await pods?.follow() }

  /// Nil when it is not known which Deployment it is: none of the candidate's manifests is one, or several are.
  init?(run: RunContext, installer: CandidateInstaller) {
    guard let deployment = run.plan.candidate.workload, let kind = deployment.groupVersionKind else { return nil }
    self.run = run
    self.installer = installer
    reference = ObjectReference(kind: kind, namespace: deployment.namespace ?? "default", name: deployment.name)
    let wanted = deployment.value[path: "spec", "selector", "matchLabels"]?.object ?? [:]
    let labels = wanted.map { LabelSelector.Requirement($0.key, .equals, [$0.value.string ?? ""]) }
    pods =
      labels.isEmpty
      ? nil
      : PodLogs(
        run: run, log: CandidateLog(), namespace: deployment.namespace ?? "default", labels: LabelSelector(labels))
    replicas = max(1, deployment.value[path: "spec", "replicas"]?.integer ?? 1)
  }

  func stop() async throws -> String {
    let start = ContinuousClock.now
    let pods = try await currentPods()
    _ = try await patch(["spec": ["replicas": .integer(0)]])
    try await waitUntilGone(pods)
    return "\(reference.title) scaled to 0, \(pods.count) pods gone after \(CaseContext.elapsed(since: start))"
  }

  func start() async throws -> String {
    let start = ContinuousClock.now
    _ = try await patch(["spec": ["replicas": .integer(replicas)]])
    try await waitUntilReady()
    return "\(reference.title) ready after \(CaseContext.elapsed(since: start))"
  }

  func restart() async throws -> String {
    let start = ContinuousClock.now
    let time = Value.string("\(KubernetesTime.now)")
    _ = try await patch([
      "spec": ["template": ["metadata": ["annotations": .object([Self.restartAnnotation: time])]]]
    ])
    try await waitUntilReady()
    return "\(reference.title) rolled out again after \(CaseContext.elapsed(since: start))"
  }

  func uninstall() async throws -> String {
    guard installer.hasInstalled(reference) else {
      throw NotObservable(reason: "\(reference.title) was in the lab before the run, so it is not removed")
    }
    let stopped = try await stop()
    return "\(stopped), \(try await installer.uninstall()) objects of its package removed"
  }

  func install() async throws -> String {
    let start = ContinuousClock.now
    try await installer.install()
    try await waitUntilReady()
    return "\(reference.title) installed again after \(CaseContext.elapsed(since: start))"
  }

  func crash() async throws -> String {
    let start = ContinuousClock.now
    let pods = try await currentPods()
    guard !pods.isEmpty else {
      throw Failure(.suiteDefect, "\(reference.title) has no pods, so it cannot crash", remedy: "start it before")
    }
    for pod in pods {
      do {
        try await run.lab.client.delete(
          Self.pods, namespace: pod.namespace, name: pod.name, options: DeleteOptions(gracePeriodSeconds: 0))
      } catch let error as ClusterError where error.isNotFound { continue }
    }
    try await waitUntilGone(pods)
    try await waitUntilReady()
    return "\(pods.count) pods deleted, ready again after \(CaseContext.elapsed(since: start))"
  }

  func change(to version: CandidateVersion) async throws -> String {
    guard version != installer.version else { return "is the \(version) version already" }
    let manifests = run.plan.candidate.previous?.manifests ?? []
    guard manifests.contains(where: { KubernetesObject($0.value).key == reference.key }) else {
      throw Failure(
        .suiteDefect, "the previous version's manifests have no \(reference.title), so it cannot take its place",
        remedy: "name the manifests of the version before under `previous`")
    }
    let stopped = try await stop()
    try await installer.change(to: version)
    return "\(stopped), the \(version) version: \(try await start())"
  }

  func restore() async throws {
    if installer.version != .present { _ = try await change(to: .present) }
    do {
      let object = try await run.lab.client.get(reference.kind, namespace: reference.namespace, name: reference.name)
      if object.value[path: "spec", "replicas"]?.integer == 0 { _ = try await start() }
    } catch let error as ClusterError where error.isNotFound {
      _ = try await install()
    }
  }

  /// What a cluster's candidate does by itself, its events and pods tell.
  func incidents(since: ContinuousClock.Instant) async -> [String] { [] }

  // MARK: Parts

  private func patch(_ change: Value) async throws -> KubernetesObject {
    try await run.watches.follow(reference.kind, in: reference.namespace)
    let object = try await run.lab.client.patch(
      reference.kind, namespace: reference.namespace, name: reference.name, .merge(change),
      options: CaseContext.writeOptions)
    run.watches.live.take(object)
    return object
  }

  private func currentPods() async throws -> [ObjectReference] {
    try await run.watches.follow(Self.pods)
    let object = try await run.lab.client.get(reference.kind, namespace: reference.namespace, name: reference.name)
    let wanted = object.value[path: "spec", "selector", "matchLabels"]?.object ?? [:]
    guard !wanted.isEmpty else {
      throw Failure(.suiteDefect, "\(reference.title) has no selector, so its pods cannot be told")
    }
    let labels = LabelSelector(wanted.map { .init($0.key, .equals, [$0.value.string ?? ""]) })
    return try await run.lab.client.list(
      Self.pods, namespace: reference.namespace, options: ListOptions(labels: labels)
    ).items.map { ObjectReference(kind: Self.pods, namespace: $0.namespace, name: $0.name) }
  }

  private func waitUntilReady() async throws {
    try await wait(for: [reference.key], until: "\(reference.title) is ready") { live in
      live.object(reference.key).map { (try? Readiness.compute($0).status) == .current } ?? false
    }
  }

  private func waitUntilGone(_ pods: [ObjectReference]) async throws {
    try await wait(for: pods.map(\.key), until: "the pods of \(reference.title) are gone") { live in
      pods.allSatisfy { live.object($0.key) == nil }
    }
  }

  private func wait(
    for keys: [ObjectKey], until what: String, _ isDone: @escaping @Sendable (LiveObjects) -> Bool
  ) async throws {
    let live = run.watches.live
    do {
      try await withDeadline(.now + Self.limit) {
        let changes = live.changes(of: Interest(keys: Set(keys))).stream
        if isDone(live) { return }
        for await _ in changes where isDone(live) { return }
        throw CancellationError()
      }
    } catch is DeadlineExceeded {
      throw Failure(.candidateNotRunning, "not so within \(GoDuration.text(Self.limit)): \(what)")
    }
  }
}

extension Candidate {
  /// The Deployment that it is; nil when none of its manifests is one, or several are.
  var workload: KubernetesObject? {
    let deployments = manifests.map { KubernetesObject($0.value) }
      .filter { $0.groupVersionKind?.groupKind == GroupKind(group: "apps", kind: "Deployment") }
    return deployments.count == 1 ? deployments[0] : nil
  }
}
