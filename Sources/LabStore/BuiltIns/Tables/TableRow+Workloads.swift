import Documents
import FoundationEssentials
import Kubernetes

/// Cells of pods and of what runs them.
extension TableRow {
  func workload(_ name: String, _ arguments: [String]) -> String? {
    switch name {
    case "podReady": PodSummary(object, now: now).ready
    case "podStatus": PodSummary(object, now: now).reason
    case "podRestarts": PodSummary(object, now: now).restartText
    case "podIP": podIP
    case "readinessGates": readinessGates
    case "jobStatus": jobStatus
    case "jobCompletions": jobCompletions
    case "jobDuration": jobDuration
    case "controller": controller
    case "containerNames": containers(arguments, "name")
    case "containerImages": containers(arguments, "image")
    case "hpaReference": autoscalerReference
    case "hpaTargets": autoscalerTargets
    default: nil
    }
  }

  var podIP: String {
    let first = object[path: "status", "podIPs"]?[0]?["ip"]?.string ?? text("status", "podIP")
    return first.isEmpty ? "<none>" : first
  }

  var readinessGates: String {
    let gates = object[path: "spec", "readinessGates"]?.array ?? []
    if gates.isEmpty { return "<none>" }
    let conditions = object[path: "status", "conditions"]?.array ?? []
    let held = gates.filter { gate in
      conditions.contains { $0["type"] == gate["conditionType"] && $0["status"] == "True" }
    }
    return "\(held.count)/\(gates.count)"
  }

  /// The names or images of the containers of the pod spec at a path.
  func containers(_ arguments: [String], _ member: String) -> String {
    let containers = value(arguments)?["containers"]?.array ?? []
    return containers.compactMap { $0[member]?.string }.joined(separator: ",")
  }

  var jobStatus: String {
    func holds(_ type: String) -> Bool {
      (object[path: "status", "conditions"]?.array ?? []).contains {
        $0["type"] == .string(type) && $0["status"] == "True"
      }
    }
    if holds("Complete") { return "Complete" }
    if holds("Failed") { return "Failed" }
    if object[path: "metadata", "deletionTimestamp"] != nil { return "Terminating" }
    if holds("Suspended") { return "Suspended" }
    if holds("FailureTarget") { return "FailureTarget" }
    if holds("SuccessCriteriaMet") { return "SuccessCriteriaMet" }
    return "Running"
  }

  var jobCompletions: String {
    let succeeded = object[path: "status", "succeeded"]?.integer ?? 0
    if let completions = object[path: "spec", "completions"]?.integer { return "\(succeeded)/\(completions)" }
    let parallelism = object[path: "spec", "parallelism"]?.integer ?? 0
    return parallelism > 1 ? "\(succeeded)/1 of \(parallelism)" : "\(succeeded)/1"
  }

  var jobDuration: String {
    guard let start = KubernetesTime(text("status", "startTime"))?.seconds else { return "" }
    let end = KubernetesTime(text("status", "completionTime"))?.seconds ?? Int64(now.timeIntervalSince1970)
    return HumanDuration.text(seconds: end - start)
  }

  /// `deployment.apps/web`: the owner that controls a revision.
  var controller: String {
    let owners = object[path: "metadata", "ownerReferences"]?.array ?? []
    guard let owner = owners.first(where: { $0["controller"] == true }) else { return "<none>" }
    let group = owner["apiVersion"]?.string.map { $0.contains("/") ? String($0.prefix { $0 != "/" }) : "" } ?? ""
    let kind = (owner["kind"]?.string ?? "").lowercased()
    return "\(group.isEmpty ? kind : "\(kind).\(group)")/\(owner["name"]?.string ?? "")"
  }

  var autoscalerReference: String {
    "\(text("spec", "scaleTargetRef", "kind"))/\(text("spec", "scaleTargetRef", "name"))"
  }

  var autoscalerTargets: String {
    if let target = object[path: "spec", "targetCPUUtilizationPercentage"]?.integer {
      let current = object[path: "status", "currentCPUUtilizationPercentage"]?.integer.map { "\($0)%" } ?? "<unknown>"
      return "cpu: \(current)/\(target)%"
    }
    let metrics = object[path: "spec", "metrics"]?.array ?? []
    if metrics.isEmpty { return "<none>" }
    let current = object[path: "status", "currentMetrics"]?.array ?? []
    let texts = metrics.prefix(2).enumerated().map { index, metric in
      Self.target(metric, current: index < current.count ? current[index] : nil)
    }
    let more = metrics.count > 2 ? " + \(metrics.count - 2) more..." : ""
    return texts.joined(separator: ", ") + more
  }

  private static func target(_ metric: Value, current: Value?) -> String {
    let member =
      switch metric["type"]?.string {
      case "ContainerResource": "containerResource"
      case "External": "external"
      case "Object": "object"
      case "Pods": "pods"
      default: "resource"
      }
    let source = metric[member]
    let target = source?["target"]
    let status = current?[member]?["current"]
    let name = source?["name"]?.string.map { "\($0): " } ?? ""
    if let utilization = target?["averageUtilization"]?.integer {
      let now = status?["averageUtilization"]?.integer.map { "\($0)%" } ?? "<unknown>"
      return "\(name)\(now)/\(utilization)%"
    }
    if let average = target?["averageValue"]?.string {
      let now = status?["averageValue"]?.string ?? "<unknown>"
      let suffix = member == "object" || member == "external" ? " (avg)" : ""
      return "\(name)\(now)/\(average)\(suffix)"
    }
    return "\(name)\(status?["value"]?.string ?? "<unknown>")/\(target?["value"]?.string ?? "<auto>")"
  }
}
