import Documents
import Kubernetes

struct JobRules: KindRules {
  private let template = PodTemplate.ofWorkloads

  func canonicalize(_ object: inout Value) { template.canonicalize(&object) }

  func applyDefaults(_ object: inout Value) {
    template.applyDefaults(&object)
    object.change("spec", Self.setDefaults)
    if object[path: "metadata", "labels"] == nil, let labels = object[path: "spec", "template", "metadata", "labels"] {
      object[path: "metadata", "labels"] = labels
    }
  }

  // The description has none of these, since the template of a CronJob does not get them.
  private static func setDefaults(_ spec: inout Value) {
    if spec["completions"] == nil, spec["parallelism"] == nil { spec["completions"] = 1 }
    spec.setDefault("parallelism", 1)
    // Where failures are counted by index, the job as a whole has no limit of its own.
    spec.setDefault("backoffLimit", spec["backoffLimitPerIndex"] == nil ? 6 : .integer(Int64(Int32.max)))
    spec.setDefault("completionMode", "NonIndexed")
    spec.setDefault("suspend", false)
    spec.setDefault("manualSelector", false)
    spec.setDefault("podReplacementPolicy", spec["podFailurePolicy"] == nil ? "TerminatingOrFailed" : "Failed")
  }

  /// The selector of a job is its own uid, unless the client takes care of it.
  func prepareForCreate(_ object: inout Value) {
    object["status"] = [:]
    guard object[path: "spec", "manualSelector"] != true, let uid = object[path: "metadata", "uid"],
      let name = object[path: "metadata", "name"]
    else { return }
    let labels: [(String, Value)] = [
      ("batch.kubernetes.io/controller-uid", uid), ("batch.kubernetes.io/job-name", name), ("controller-uid", uid),
      ("job-name", name),
    ]
    for (key, value) in labels { object[path: "spec", "template", "metadata", "labels", key] = value }
    if object[path: "spec", "selector"] == nil {
      object[path: "spec", "selector", "matchLabels", "batch.kubernetes.io/controller-uid"] = uid
    }
    if object[path: "metadata", "labels"] == nil {
      object[path: "metadata", "labels"] = .object(Object(labels))
    }
  }

  func validate(_ object: Value) -> [FieldError] {
    JobSpecValidation(path: "spec").errors(in: object["spec"] ?? .null) + selectorErrors(in: object)
      + template.errors(in: object)
  }

  private func selectorErrors(in object: Value) -> [FieldError] {
    let selector = object[path: "spec", "selector"] ?? .null
    return selector.isNull ? [.required("spec.selector")] : FieldChecks.labelSelector(selector, "spec.selector")
  }

  func validateUpdate(_ object: Value, old: Value, subresource: String?) -> [FieldError] {
    guard subresource == nil else { return [] }
    let spec = object["spec"] ?? .null
    let oldSpec = old["spec"] ?? .null
    let isElastic =
      spec["completionMode"] == "Indexed" && spec["completions"] == spec["parallelism"] && spec["completions"] != nil
    var fixed = [
      "selector", "completionMode", "podFailurePolicy", "backoffLimitPerIndex", "managedBy", "successPolicy",
    ]
    if !isElastic { fixed.insert("completions", at: 0) }
    let isSuspended = oldSpec["suspend"] == true && old[path: "status", "startTime"] == nil
    var errors = fixed.flatMap { FieldChecks.immutable(spec[$0], oldSpec[$0], "spec.\($0)") }
    let changed = isSuspended ? Self.schedulingFree(spec["template"]) : spec["template"]
    let before = isSuspended ? Self.schedulingFree(oldSpec["template"]) : oldSpec["template"]
    errors += FieldChecks.immutable(changed, before, "spec.template")
    return errors
  }

  /// A job that never ran may still be moved elsewhere.
  private static func schedulingFree(_ template: Value?) -> Value? {
    var template = template
    for field in ["affinity", "nodeSelector", "tolerations", "schedulingGates"] {
      template?[path: "spec", field] = nil
    }
    for field in ["labels", "annotations"] { template?[path: "metadata", field] = nil }
    return template
  }
}

/// What the specs of jobs and of job templates share.
struct JobSpecValidation {
  let path: String

  func errors(in spec: Value) -> [FieldError] {
    var errors: [FieldError] = []
    for field in [
      "parallelism", "completions", "activeDeadlineSeconds", "backoffLimit", "ttlSecondsAfterFinished",
      "backoffLimitPerIndex", "maxFailedIndexes",
    ] {
      errors += FieldChecks.nonNegative(spec[field], "\(path).\(field)")
    }
    if spec["completionMode"] == "Indexed", spec["completions"] == nil {
      errors.append(.required("\(path).completions", "when completion mode is Indexed"))
    }
    let policy = spec[path: "template", "spec", "restartPolicy"]?.string ?? ""
    if policy == "Always" {
      errors.append(
        .required("\(path).template.spec.restartPolicy", "valid values: \"OnFailure\", \"Never\""))
    }
    return errors
  }
}
