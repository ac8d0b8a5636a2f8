import Documents

/// The rule for Pods; init containers are not looked at.
enum PodReadiness {
  /// How long a Pod may be without a node before that counts as a failure.
  private static let schedulingPatience = Duration.seconds(15)

  static func compute(_ facts: ReadinessFacts, now: KubernetesTime) throws(Readiness.Failure) -> Readiness {
    let phase = facts.object.value["status"]?["phase"]?.string ?? ""
    switch phase {
    case "Succeeded": return Readiness(.current, message: "Pod has completed successfully")
    case "Failed": return Readiness(.current, message: "Pod has completed, but not successfully")
    case "Running": return running(facts)
    case "Pending": return pending(facts, now: now)
    case "": return Readiness(.inProgress, reason: "PodNotObserved", message: "Pod phase not available")
    default: throw Readiness.Failure(description: "status.phase is \(phase.goQuoted), which is no phase of a Pod")
    }
  }

  private static func running(_ facts: ReadinessFacts) -> Readiness {
    if facts.conditions.contains(where: { $0.type == "Ready" && $0.isTrue }) {
      return Readiness(.current, message: "Pod is ready")
    }
    let crashing = (facts.object.value["status"]?["containerStatuses"]?.array ?? [])
      .filter { $0["state"]?["waiting"]?["reason"]?.string == "CrashLoopBackOff" }
      .map { $0["name"]?.string ?? "" }
    if !crashing.isEmpty {
      return Readiness(
        .failed, reason: "ContainerCrashLooping",
        message: "containers in CrashLoopBackOff: \(crashing.joined(separator: ", "))")
    }
    return Readiness(.inProgress, reason: "PodRunningNotReady", message: "Pod is running but not ready")
  }

  private static func pending(_ facts: ReadinessFacts, now: KubernetesTime) -> Readiness {
    let scheduled = facts.conditions.first { $0.type == "PodScheduled" }
    if let scheduled, scheduled.isFalse, scheduled.reason == "Unschedulable",
      let since = scheduled.lastTransitionTime.flatMap({ KubernetesTime($0) }), now - since > schedulingPatience
    {
      return Readiness(.failed, reason: "PodUnschedulable", message: "Pod could not be scheduled")
    }
    return Readiness(.inProgress, reason: "PodPending", message: "Pod is in the Pending phase")
  }
}
