internal import Documents
internal import Kubernetes

/// Runs Jobs to their completions, or until too many of their pods failed.
struct JobController: Controller {
  let name = "job-controller"
  static let key = StorageKey(group: "batch", plural: "jobs")
  let watched: Set<StorageKey>? = [key, PodSet.pods]
  private static let tracking = "batch.kubernetes.io/job-tracking"

  func reconcile(_ change: Change, client: ControllerClient) async {
    guard let job = subject(of: change, in: Self.key, kind: "Job", client) else {
      if change.key == PodSet.pods { await release(KubernetesObject(change.object), client) }
      return
    }
    if Self.outcome(of: job) != nil {
      for pod in await PodSet(of: job, client).all where pod.isTerminating || PodStatus.isOver(pod) {
        await release(pod, client)
      }
      await expire(job, client)
      return
    }
    let pods = await PodSet(of: job, client)
    await count(pods)
    guard let counted = client.object(Self.key, namespace: job.namespace, name: job.name).map({ KubernetesObject($0) }),
      !counted.isTerminating
    else { return }
    await advance(counted, PodSet(of: counted, client))
  }

  enum Outcome: String, Sendable { case complete = "Complete", failed = "Failed" }

  /// Nil while the job is not over.
  static func outcome(of job: KubernetesObject) -> Outcome? {
    (job["status", "conditions"]?.array ?? []).lazy.filter { $0["status"]?.string == "True" }
      .compactMap { $0["type"]?.string.flatMap(Outcome.init) }.first
  }

  /// Finished pods are counted once: with the finalizer goes their place in the count.
  private func count(_ pods: PodSet) async {
    for pod in pods.all where pod.finalizers.contains(Self.tracking) {
      let phase = PodStatus.phase(of: pod)
      let field = phase == "Succeeded" ? "succeeded" : phase == "Failed" || pod.isTerminating ? "failed" : nil
      guard let field else { continue }
      let released = try? await pods.client.modify(PodSet.pods, namespace: pod.namespace, name: pod.name) {
        $0.finalizers.removeAll { $0 == Self.tracking }
      }
      guard released != nil else { continue }
      _ = try? await pods.client.modify(
        Self.key, namespace: pods.owner.namespace, name: pods.owner.name, subresource: "status"
      ) {
        $0["status", field] = .integer(($0["status", field]?.integer ?? 0) + 1)
      }
    }
  }

  /// A pod whose job is over or gone waits for nobody.
  private func release(_ pod: KubernetesObject, _ client: ControllerClient) async {
    guard pod.finalizers.contains(Self.tracking) else { return }
    _ = try? await client.modify(PodSet.pods, namespace: pod.namespace, name: pod.name) {
      $0.finalizers.removeAll { $0 == Self.tracking }
    }
  }

  private func advance(_ job: KubernetesObject, _ pods: PodSet) async {
    let succeeded = Int(job["status", "succeeded"]?.integer ?? 0)
    let failed = Int(job["status", "failed"]?.integer ?? 0)
    let completions = Int(job["spec", "completions"]?.integer ?? 1)
    let isSuspended = job["spec", "suspend"]?.bool == true
    let isComplete = succeeded >= completions
    let failure: Failure? =
      failed > Int(job["spec", "backoffLimit"]?.integer ?? 6)
      ? .tooManyFailures : isOverdue(job, pods.client) ? .tooLate : nil
    var wanted = min(Int(job["spec", "parallelism"]?.integer ?? 1), completions - succeeded)
    if isSuspended || isComplete || failure != nil { wanted = 0 }
    let active = pods.active
    for _ in active.count..<max(active.count, wanted) {
      await pods.create(from: job["spec", "template"] ?? [:], finalizers: [Self.tracking])
    }
    for pod in active.dropFirst(wanted) { await pods.delete(pod) }
    await report(job, PodSet(of: job, pods.client), isComplete: isComplete, failure, isSuspended: isSuspended)
  }

  private func report(
    _ job: KubernetesObject, _ pods: PodSet, isComplete: Bool, _ failure: Failure?, isSuspended: Bool
  ) async {
    let active = pods.active
    let now = Value.string(KubernetesTime.now.description)
    _ = try? await pods.client.modify(Self.key, namespace: job.namespace, name: job.name, subresource: "status") {
      job in
      job["status", "active"] = .integer(Int64(active.count))
      job["status", "ready"] = .integer(Int64(active.filter(PodStatus.isReady).count))
      job["status", "terminating"] = .integer(Int64(pods.all.filter(\.isTerminating).count))
      if job["status", "uncountedTerminatedPods"] == nil { job["status", "uncountedTerminatedPods"] = [:] }
      if !isSuspended, job["status", "startTime"] == nil { job["status", "startTime"] = now }
      Self.setSuspended(isSuspended, in: &job)
      if isComplete {
        job["status", "completionTime"] = now
        for type in ["SuccessCriteriaMet", "Complete"] {
          WorkloadCondition.set(
            type, true, "CompletionsReached", "Reached expected number of succeeded pods", timeField: "lastProbeTime",
            in: &job)
        }
      } else if let failure {
        for type in ["FailureTarget", "Failed"] {
          WorkloadCondition.set(
            type, true, failure.reason, failure.message, timeField: "lastProbeTime", in: &job)
        }
      }
    }
  }
}
