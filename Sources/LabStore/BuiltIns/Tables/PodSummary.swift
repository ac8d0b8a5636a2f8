import Documents
import FoundationEssentials
import Kubernetes

/// The state of a pod in one line, as `kubectl get pods` shows it.
struct PodSummary {
  private(set) var reason: String
  private(set) var readyContainers = 0
  private var restarts: Int64 = 0
  private var sidecarRestarts: Int64 = 0
  private var lastRestart: KubernetesTime?
  private let pod: Value
  private let now: Date
  private let sidecars: Set<String>

  init(_ pod: Value, now: Date) {
    self.pod = pod
    self.now = now
    let initContainers = pod[path: "spec", "initContainers"]?.array ?? []
    sidecars = Set(initContainers.filter { $0["restartPolicy"] == "Always" }.compactMap { $0["name"]?.string })
    let ownReason = pod[path: "status", "reason"]?.string ?? ""
    reason = ownReason.isEmpty ? pod[path: "status", "phase"]?.string ?? "" : ownReason
    if conditions.contains(where: { $0["type"] == "PodScheduled" && $0["reason"] == "SchedulingGated" }) {
      reason = "SchedulingGated"
    }
    let isInitializing = readInitContainers(count: initContainers.count)
    if !isInitializing || holds("Initialized") { readContainers() }
    if pod[path: "metadata", "deletionTimestamp"] != nil {
      let phase = pod[path: "status", "phase"]?.string
      if ownReason == "NodeLost" {
        reason = "Unknown"
      } else if phase != "Succeeded" && phase != "Failed" {
        reason = "Terminating"
      }
    }
  }

  var ready: String {
    "\(readyContainers)/\((pod[path: "spec", "containers"]?.array?.count ?? 0) + sidecars.count)"
  }

  var restartText: String {
    guard restarts != 0, let lastRestart else { return "\(restarts)" }
    return "\(restarts) (\(HumanDuration.text(seconds: Int64(now.timeIntervalSince1970) - lastRestart.seconds)) ago)"
  }

  private var conditions: [Value] { pod[path: "status", "conditions"]?.array ?? [] }

  private func holds(_ condition: String) -> Bool {
    conditions.contains { $0["type"] == .string(condition) && $0["status"] == "True" }
  }

  private mutating func countRestarts(_ status: Value) {
    restarts += status["restartCount"]?.integer ?? 0
    guard let text = status[path: "lastState", "terminated", "finishedAt"]?.string, let time = KubernetesTime(text)
    else { return }
    lastRestart = max(lastRestart ?? time, time)
  }

  /// - Returns: whether an init container still holds the pod up.
  private mutating func readInitContainers(count: Int) -> Bool {
    for (index, status) in (pod[path: "status", "initContainerStatuses"]?.array ?? []).enumerated() {
      countRestarts(status)
      let isSidecar = sidecars.contains(status["name"]?.string ?? "")
      if isSidecar { sidecarRestarts += status["restartCount"]?.integer ?? 0 }
      let terminated = status[path: "state", "terminated"]
      if let terminated, terminated["exitCode"]?.integer ?? 0 == 0 { continue }
      if isSidecar, status["started"] == true {
        if status["ready"] == true { readyContainers += 1 }
        continue
      }
      let waiting = status[path: "state", "waiting", "reason"]?.string ?? ""
      if let terminated {
        reason = "Init:\(Self.reason(of: terminated))"
      } else if !waiting.isEmpty, waiting != "PodInitializing" {
        reason = "Init:\(waiting)"
      } else {
        reason = "Init:\(index)/\(count)"
      }
      return true
    }
    return false
  }

  private mutating func readContainers() {
    restarts = sidecarRestarts
    var hasRunning = false
    for status in (pod[path: "status", "containerStatuses"]?.array ?? []).reversed() {
      countRestarts(status)
      let waiting = status[path: "state", "waiting", "reason"]?.string ?? ""
      if !waiting.isEmpty {
        reason = waiting
      } else if let terminated = status[path: "state", "terminated"] {
        reason = Self.reason(of: terminated)
      } else if status["ready"] == true, status[path: "state", "running"] != nil {
        hasRunning = true
        readyContainers += 1
      }
    }
    if reason == "Completed", hasRunning { reason = holds("Ready") ? "Running" : "NotReady" }
  }

  private static func reason(of terminated: Value) -> String {
    if let reason = terminated["reason"]?.string, !reason.isEmpty { return reason }
    if let signal = terminated["signal"]?.integer, signal != 0 { return "Signal:\(signal)" }
    return "ExitCode:\(terminated["exitCode"]?.integer ?? 0)"
  }
}
