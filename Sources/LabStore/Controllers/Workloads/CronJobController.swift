internal import Documents
internal import Foundation
internal import Kubernetes

/// Creates Jobs at the times of CronJobs, and removes the oldest of those that are over.
struct CronJobController: Controller {
  let name = "cronjob-controller"
  static let key = StorageKey(group: "batch", plural: "cronjobs")
  let watched: Set<StorageKey>? = [key, JobController.key]
  /// The time of day.
  let now: @Sendable () -> KubernetesTime
  static let timestamp = "batch.kubernetes.io/cronjob-scheduled-timestamp"

  func reconcile(_ change: Change, client: ControllerClient) async {
    guard let cronJob = subject(of: change, in: Self.key, kind: "CronJob", client) else { return }
    let jobs = client.objects(JobController.key, namespace: cronJob.namespace).map { KubernetesObject($0) }
      .filter { $0.controller?.uid == cronJob.uid }
    await removeOldest(of: jobs, .complete, beyond: cronJob["spec", "successfulJobsHistoryLimit"], client)
    await removeOldest(of: jobs, .failed, beyond: cronJob["spec", "failedJobsHistoryLimit"], client)
    guard let current = await takeStock(of: jobs, for: cronJob, client), !current.isTerminating,
      current["spec", "suspend"]?.bool != true,
      let zone = TimeZone(identifier: current["spec", "timeZone"]?.string ?? "UTC"),
      let schedule = try? CronSchedule(current["spec", "schedule"]?.string ?? "")
    else { return }
    let now = now()
    if let time = Self.dueTime(of: current, schedule, zone, now) { await start(current, at: time, zone, client) }
    guard let next = schedule.next(after: now, in: zone) else { return }
    client.reminders.set(current, in: Self.key, after: next - now)
  }

  // MARK: What there is

  private func removeOldest(
    of jobs: [KubernetesObject], _ outcome: JobController.Outcome, beyond limit: Value?, _ client: ControllerClient
  ) async {
    guard let limit = limit?.integer else { return }
    let finished = jobs.filter { !$0.isTerminating && JobController.outcome(of: $0) == outcome }
      .sorted { left, right in
        (left["status", "startTime"]?.string ?? "", left.name) < (
          right["status", "startTime"]?.string ?? "", right.name
        )
      }
    for job in finished.dropLast(Int(clamping: limit)) { await delete(job, client) }
  }

  private func delete(_ job: KubernetesObject, _ client: ControllerClient) async {
    try? await client.delete(
      JobController.key, namespace: job.namespace, name: job.name, uid: job.uid, propagation: "Background")
  }

  /// Jobs that are over or gone are active no more, and the last success is noted.
  private func takeStock(
    of jobs: [KubernetesObject], for cronJob: KubernetesObject, _ client: ControllerClient
  ) async -> KubernetesObject? {
    let running = Set(jobs.filter { JobController.outcome(of: $0) == nil }.compactMap(\.uid))
    let successes = jobs.filter { JobController.outcome(of: $0) == .complete }
      .compactMap { $0["status", "completionTime"]?.string.flatMap { KubernetesTime($0) } }
    let updated = try? await client.modify(
      Self.key, namespace: cronJob.namespace, name: cronJob.name, subresource: "status"
    ) {
      if let active = $0["status", "active"]?.array {
        let left = active.filter { running.contains($0["uid"]?.string ?? "") }
        $0["status", "active"] = left.isEmpty ? Value?.none : .array(left)
      }
      let noted = $0["status", "lastSuccessfulTime"]?.string.flatMap { KubernetesTime($0) }
      if let latest = successes.max(), noted.map({ $0 < latest }) ?? true {
        $0["status", "lastSuccessfulTime"] = .string(latest.description)
      }
    }
    return updated.map { KubernetesObject($0) }
  }

  // MARK: What comes

  /// The time for which a job should have been started by now; of several that were missed the last.
  private static func dueTime(
    of cronJob: KubernetesObject, _ schedule: CronSchedule, _ zone: TimeZone, _ now: KubernetesTime
  ) -> KubernetesTime? {
    let last = cronJob["status", "lastScheduleTime"]?.string.flatMap { KubernetesTime($0) }
    guard var earliest = last ?? cronJob.creationTimestamp else { return nil }
    if let deadline = cronJob["spec", "startingDeadlineSeconds"]?.integer {
      earliest = max(earliest, now + .seconds(-min(deadline, JobController.longest)))
    }
    return schedule.latest(after: earliest, through: now, in: zone)
  }

  private func start(
    _ cronJob: KubernetesObject, at time: KubernetesTime, _ zone: TimeZone, _ client: ControllerClient
  ) async {
    var active = cronJob["status", "active"]?.array ?? []
    let policy = cronJob["spec", "concurrencyPolicy"]?.string
    if policy == "Forbid", !active.isEmpty { return }
    if policy == "Replace" {
      for name in active.compactMap({ $0["name"]?.string }) {
        guard let job = client.object(JobController.key, namespace: cronJob.namespace, name: name) else { continue }
        await delete(KubernetesObject(job), client)
      }
      active = []
    }
    guard let job = await create(job(of: cronJob, at: time, zone), for: cronJob, client) else { return }
    active.append([
      "kind": "Job", "namespace": job.namespace.map(Value.string) ?? .null, "name": .string(job.name),
      "uid": .string(job.uid ?? ""), "apiVersion": "batch/v1",
      "resourceVersion": .string(job.resourceVersion ?? ""),
    ])
    let references = active
    _ = try? await client.modify(
      Self.key, namespace: cronJob.namespace, name: cronJob.name, subresource: "status"
    ) {
      $0["status", "active"] = .array(references)
      $0["status", "lastScheduleTime"] = .string(time.description)
    }
  }

  /// A job for each time has one name, so that it is never started twice.
  private func job(of cronJob: KubernetesObject, at time: KubernetesTime, _ zone: TimeZone) -> Value {
    let template = cronJob["spec", "jobTemplate"]
    var annotations = template?["metadata"]?["annotations"]?.object ?? [:]
    annotations[Self.timestamp] = .string(time.text(in: zone))
    var metadata: Object = [
      "name": .string("\(cronJob.name)-\(time.seconds / 60)"), "annotations": .object(annotations),
      "ownerReferences": .array([cronJob.ownerReference().value]),
    ]
    metadata["labels"] = template?["metadata"]?["labels"]
    return ["apiVersion": "batch/v1", "kind": "Job", "metadata": .object(metadata), "spec": template?["spec"] ?? [:]]
  }

  /// - Returns: the job, also when it was there already; nil when it was refused or belongs to somebody else.
  private func create(
    _ job: Value, for cronJob: KubernetesObject, _ client: ControllerClient
  ) async -> KubernetesObject? {
    let created = try? await client.create(job, in: JobController.key, namespace: cronJob.namespace)
    let name = KubernetesObject(job).name
    let stored = created ?? client.object(JobController.key, namespace: cronJob.namespace, name: name)
    return stored.map { KubernetesObject($0) }.flatMap { $0.controller?.uid == cronJob.uid ? $0 : nil }
  }
}

extension KubernetesTime {
  /// RFC 3339 with the offset of a zone.
  fileprivate func text(in zone: TimeZone) -> String {
    let offset = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds)))
    if offset == 0 { return description }
    func digits(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
    let minutes = abs(offset) / 60
    let local = KubernetesTime(seconds: seconds + Int64(offset)).description.dropLast()
    return "\(local)\(offset < 0 ? "-" : "+")\(digits(minutes / 60)):\(digits(minutes % 60))"
  }
}
