internal import Documents
internal import Kubernetes

extension JobController {
  /// Why a job is given up.
  struct Failure: Sendable {
    var reason: String
    var message: String

    static let tooManyFailures = Failure(
      reason: "BackoffLimitExceeded", message: "Job has reached the specified backoff limit")
    static let tooLate = Failure(
      reason: "DeadlineExceeded", message: "Job was active longer than specified deadline")
  }

  /// More seconds than anybody waits for; a sum with more would be no time any longer.
  static let longest = Int64(Int32.max)

  /// Whether a job has been active for longer than it may; otherwise it is looked at again when that time is over.
  func isOverdue(_ job: KubernetesObject, _ client: ControllerClient) -> Bool {
    guard let seconds = job["spec", "activeDeadlineSeconds"]?.integer, job["spec", "suspend"]?.bool != true
    else { return false }
    let start = job["status", "startTime"]?.string.flatMap { KubernetesTime($0) } ?? .now
    return isReached(start + .seconds(min(seconds, Self.longest)), for: job, client)
  }

  /// Deletes a job that is over, once it has been so for as long as it says.
  func expire(_ job: KubernetesObject, _ client: ControllerClient) async {
    guard let seconds = job["spec", "ttlSecondsAfterFinished"]?.integer, !job.isTerminating,
      let end = Self.end(of: job), isReached(end + .seconds(seconds), for: job, client)
    else { return }
    try? await client.delete(
      Self.key, namespace: job.namespace, name: job.name, uid: job.uid, propagation: "Foreground")
  }

  private func isReached(_ time: KubernetesTime, for job: KubernetesObject, _ client: ControllerClient) -> Bool {
    let rest = time - .now
    if rest > .zero { client.reminders.set(job, in: Self.key, after: rest) }
    return rest <= .zero
  }

  private static func end(of job: KubernetesObject) -> KubernetesTime? {
    (job["status", "conditions"]?.array ?? [])
      .first { Outcome(rawValue: $0["type"]?.string ?? "") != nil && $0["status"]?.string == "True" }
      .flatMap { $0["lastTransitionTime"]?.string }.flatMap { KubernetesTime($0) }
  }

  /// A job that was never suspended has no such condition. The time of one that is resumed begins anew.
  static func setSuspended(_ isSuspended: Bool, in job: inout KubernetesObject) {
    let wasSuspended = (job["status", "conditions"]?.array ?? []).contains {
      $0["type"]?.string == "Suspended" && $0["status"]?.string == "True"
    }
    let now = Value.string(KubernetesTime.now.description)
    if isSuspended {
      WorkloadCondition.set("Suspended", true, "JobSuspended", "Job suspended", timeField: "lastProbeTime", in: &job)
    } else if wasSuspended {
      WorkloadCondition.set("Suspended", false, "JobResumed", "Job resumed", timeField: "lastProbeTime", in: &job)
      job["status", "startTime"] = now
    }
  }
}
