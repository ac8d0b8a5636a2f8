import Documents

/// `v1` knows a target for CPU only; other metrics of `v2` travel in an annotation, as JSON.
extension HorizontalPodAutoscalerRules {
  private static let metricsAnnotation = "autoscaling.alpha.kubernetes.io/metrics"

  func toStorage(_ object: inout Value) {
    guard isV1 else { return }
    var metrics: [Value] = []
    if let target = object[path: "spec", "targetCPUUtilizationPercentage"] {
      let goal: Value = ["type": "Utilization", "averageUtilization": target]
      metrics.append(["type": "Resource", "resource": ["name": "cpu", "target": goal]])
    }
    if let text = object[path: "metadata", "annotations", Self.metricsAnnotation]?.string,
      let others = try? JSON.parse(text)
    {
      metrics += others.array ?? []
      object[path: "metadata", "annotations", Self.metricsAnnotation] = nil
    }
    object[path: "spec", "targetCPUUtilizationPercentage"] = nil
    object[path: "spec", "metrics"] = metrics.isEmpty ? .none : .array(metrics)
    let current = object[path: "status", "currentCPUUtilizationPercentage"]
    object[path: "status", "currentCPUUtilizationPercentage"] = nil
    object[path: "status", "currentMetrics"] =
      current.map { utilization in
        [["type": "Resource", "resource": ["name": "cpu", "current": ["averageUtilization": utilization]]]]
      } ?? .null
  }

  func fromStorage(_ object: inout Value) {
    guard isV1 else { return }
    var others: [Value] = []
    for metric in object[path: "spec", "metrics"]?.array ?? [] {
      let target = metric[path: "resource", "target", "averageUtilization"]
      if metric[path: "resource", "name"] == "cpu", let target {
        object[path: "spec", "targetCPUUtilizationPercentage"] = target
      } else {
        others.append(metric)
      }
    }
    if !others.isEmpty {
      object[path: "metadata", "annotations", Self.metricsAnnotation] = .string(JSON.text(.array(others)))
    }
    for metric in object[path: "status", "currentMetrics"]?.array ?? [] where metric[path: "resource", "name"] == "cpu"
    {
      let current = metric[path: "resource", "current", "averageUtilization"]
      object[path: "status", "currentCPUUtilizationPercentage"] = current
    }
    for field in ["metrics", "behavior"] { object[path: "spec", field] = nil }
    for field in ["currentMetrics", "conditions"] { object[path: "status", field] = nil }
    object[path: "status"]?.setMissing("currentReplicas", 0)
  }
}
