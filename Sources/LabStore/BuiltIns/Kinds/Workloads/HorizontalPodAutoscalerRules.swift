import Documents
import Kubernetes

/// Autoscalers of `autoscaling/v2`; and of `v1`, which knows CPU only.
struct HorizontalPodAutoscalerRules: KindRules {
  let isV1: Bool

  func applyDefaults(_ object: inout Value) {
    if isV1 { return }
    object.change("spec") { spec in
      if (spec["metrics"]?.array ?? []).isEmpty {
        let target: Value = ["type": "Utilization", "averageUtilization": 80]
        spec["metrics"] = [["type": "Resource", "resource": ["name": "cpu", "target": target]]]
      }
      spec.change("behavior") { behavior in
        behavior.change("scaleUp") { rules in
          rules.setDefault("stabilizationWindowSeconds", 0)
          Self.setDefaults(of: &rules, policies: [Self.policy("Pods", 4), Self.policy("Percent", 100)])
        }
        behavior.change("scaleDown") { Self.setDefaults(of: &$0, policies: [Self.policy("Percent", 100)]) }
      }
    }
  }

  private static func policy(_ type: String, _ value: Int64) -> Value {
    ["type": .string(type), "value": .integer(value), "periodSeconds": 15]
  }

  private static func setDefaults(of rules: inout Value, policies: [Value]) {
    rules.setDefault("selectPolicy", "Max")
    rules.setDefault("policies", .array(policies))
  }

  func prepareForCreate(_ object: inout Value) {
    object["status"] =
      isV1 ? ["currentReplicas": 0, "desiredReplicas": 0] : ["desiredReplicas": 0, "currentMetrics": .null]
  }

  func validate(_ object: Value) -> [FieldError] {
    let spec = object["spec"] ?? .null
    let least = spec["minReplicas"]?.integer ?? 1
    var errors: [FieldError] = []
    if least < 1 { errors.append(.invalid("spec.minReplicas", .integer(least), "must be greater than or equal to 1")) }
    let most = spec["maxReplicas"]?.integer ?? 0
    if most < 1 {
      errors.append(.invalid("spec.maxReplicas", .integer(most), "must be greater than 0"))
    } else if most < least {
      errors.append(
        .invalid("spec.maxReplicas", .integer(most), "must be greater than or equal to `minReplicas`"))
    }
    if let target = spec["targetCPUUtilizationPercentage"] {
      errors += FieldChecks.positive(target, "spec.targetCPUUtilizationPercentage")
    }
    for (index, metric) in (spec["metrics"]?.array ?? []).enumerated() {
      errors += metricErrors(metric, "spec.metrics[\(index)]")
    }
    return errors
  }

  private static let sources = [
    "ContainerResource": "containerResource", "External": "external", "Object": "object", "Pods": "pods",
    "Resource": "resource",
  ]

  private func metricErrors(_ metric: Value, _ path: String) -> [FieldError] {
    guard let type = metric["type"]?.string, let member = Self.sources[type] else { return [] }
    guard let source = metric[member], !source.isNull else {
      return [.required("\(path).\(member)", "must populate information for the given metric source")]
    }
    let target = source["target"] ?? .null
    var errors: [FieldError] = []
    for field in ["value", "averageValue"] {
      if let text = target[field]?.string, text.hasPrefix("-") || text == "0" {
        errors.append(.invalid("\(path).\(member).target.\(field)", .string(text), "must be positive"))
      }
    }
    if let utilization = target["averageUtilization"]?.integer, utilization < 1 {
      errors.append(
        .invalid("\(path).\(member).target.averageUtilization", .integer(utilization), "must be greater than 0"))
    }
    return errors
  }
}
