import Documents

/// The rules for kinds of Kubernetes itself, whatever their version; they are final.
enum BuiltInReadiness {
  private static let kinds: Set<GroupKind> = [
    GroupKind(group: "", kind: "Secret"), GroupKind(group: "", kind: "ConfigMap"),
    GroupKind(group: "", kind: "Service"),
    GroupKind(group: "", kind: "Pod"), GroupKind(group: "", kind: "PersistentVolumeClaim"),
    GroupKind(group: "batch", kind: "CronJob"), GroupKind(group: "batch", kind: "Job"),
    GroupKind(group: "apps", kind: "Deployment"), GroupKind(group: "extensions", kind: "Deployment"),
    GroupKind(group: "apps", kind: "StatefulSet"), GroupKind(group: "apps", kind: "DaemonSet"),
    GroupKind(group: "apps", kind: "ReplicaSet"), GroupKind(group: "policy", kind: "PodDisruptionBudget"),
    GroupKind(group: "apiextensions.k8s.io", kind: "CustomResourceDefinition"),
  ]

  /// A kind that Kubernetes itself serves, with a rule here or without (Namespace, Role …).
  static func isBuiltIn(_ object: KubernetesObject) -> Bool {
    let key = object.key.groupKind
    return kinds.contains(key) || !key.group.contains(".") || key.group.hasSuffix(".k8s.io")
  }

  /// Nil for a kind without a rule of its own.
  static func compute(
    _ object: KubernetesObject, conditions: [Condition], now: KubernetesTime
  ) throws(Readiness.Failure) -> Readiness? {
    let groupKind = object.key.groupKind
    guard kinds.contains(groupKind) else { return nil }
    let facts = ReadinessFacts(object: object, conditions: conditions)
    switch groupKind.kind {
    case "Service": return service(facts)
    case "Pod": return try PodReadiness.compute(facts, now: now)
    case "PersistentVolumeClaim": return claim(facts)
    case "Deployment": return try deployment(facts)
    case "StatefulSet": return try statefulSet(facts)
    case "DaemonSet": return try daemonSet(facts)
    case "ReplicaSet": return try replicaSet(facts)
    case "Job": return try job(facts)
    case "CustomResourceDefinition": return definition(facts)
    default: return Readiness(.current, message: "\(groupKind.kind) is always current")
    }
  }

  private static func service(_ facts: ReadinessFacts) -> Readiness {
    let spec = facts.object.value["spec"]
    if spec?["type"]?.string == "LoadBalancer", spec?["clusterIP"]?.string ?? "" == "" {
      return Readiness(.inProgress, reason: "NoIPAssigned", message: "clusterIP is not set; the type is LoadBalancer")
    }
    return Readiness(.current, message: "Service is ready")
  }

  private static func claim(_ facts: ReadinessFacts) -> Readiness {
    let phase = facts.object.value["status"]?["phase"]?.string ?? ""
    if phase == "Bound" { return Readiness(.current, message: "the claim is bound") }
    return Readiness(.inProgress, reason: "NotBound", message: "the claim is not bound: phase \(phase.goQuoted)")
  }

  private static func deployment(_ facts: ReadinessFacts) throws(Readiness.Failure) -> Readiness {
    let deadline = try facts.integer("spec", "progressDeadlineSeconds")
    var progressed = deadline == nil || deadline == Int64(Int32.max)
    var isAvailable = false
    for condition in facts.conditions {
      switch condition.type {
      case "Progressing":
        if condition.reason == "ProgressDeadlineExceeded" {
          return Readiness(.failed, reason: condition.reason, message: "the progress deadline is exceeded")
        }
        if condition.isTrue, condition.reason == "NewReplicaSetAvailable" { progressed = true }
      case "Available": isAvailable = isAvailable || condition.isTrue
      default: continue
      }
    }
    let spec = try facts.integer("spec", "replicas") ?? 1
    let replicas = try facts.count("replicas")
    let updated = try facts.count("updatedReplicas")
    let ready = try facts.count("readyReplicas")
    let available = try facts.count("availableReplicas")
    if replicas < spec { return facts.less("LessReplicas", "replicas", replicas, spec) }
    if updated < spec { return facts.less("LessUpdated", "updated", updated, spec) }
    if replicas > spec { return facts.extra(replicas - spec) }
    if available < updated { return facts.less("LessAvailable", "available", available, updated) }
    if ready < spec { return facts.less("LessReady", "ready", ready, spec) }
    if !progressed {
      return Readiness(.inProgress, reason: "ReplicaSetNotAvailable", message: "the new ReplicaSet is not available")
    }
    if !isAvailable {
      return Readiness(.inProgress, reason: "DeploymentNotAvailable", message: "the Deployment is not available")
    }
    return Readiness(.current, message: "Deployment is available with \(replicas) replicas")
  }

  private static func statefulSet(_ facts: ReadinessFacts) throws(Readiness.Failure) -> Readiness {
    let strategy = facts.object.value["spec"]?["updateStrategy"]
    if strategy?["type"]?.string == "OnDelete" {
      return Readiness(.current, message: "StatefulSet is using the OnDelete update strategy")
    }
    let spec = try facts.integer("spec", "replicas") ?? 1
    let replicas = try facts.count("replicas")
    let ready = try facts.count("readyReplicas")
    if spec > replicas { return facts.less("LessReplicas", "replicas", replicas, spec) }
    if spec > ready { return facts.less("LessReady", "ready", ready, spec) }
    if replicas > spec { return facts.extra(replicas - spec) }
    if let partition = try facts.integer("spec", "updateStrategy", "rollingUpdate", "partition") {
      let updated = try facts.count("updatedReplicas")
      if updated < spec - partition { return facts.less("PartitionRollout", "updated", updated, spec - partition) }
      return Readiness(.current, message: "the partition is rolled out, with \(updated) updated replicas")
    }
    let current = try facts.count("currentReplicas")
    if current < spec { return facts.less("LessCurrent", "current", current, spec) }
    let status = facts.object.value["status"]
    if status?["currentRevision"]?.string ?? "" != status?["updateRevision"]?.string ?? "" {
      return Readiness(.inProgress, reason: "RevisionMismatch", message: "waiting for the updated revision")
    }
    return Readiness(.current, message: "all \(replicas) replicas are ready")
  }

  private static func daemonSet(_ facts: ReadinessFacts) throws(Readiness.Failure) -> Readiness {
    guard facts.object.generation != nil, try facts.integer("status", "observedGeneration") != nil else {
      return Readiness(
        .inProgress, reason: "NoObservedGeneration", message: "the controller has not seen the DaemonSet")
    }
    guard let desired = try facts.integer("status", "desiredNumberScheduled"), desired >= 0 else {
      return Readiness(.inProgress, reason: "NoDesiredNumber", message: "status.desiredNumberScheduled is missing")
    }
    let checks = [
      ("LessCurrent", "current", try facts.count("currentNumberScheduled")),
      ("LessUpdated", "updated", try facts.count("updatedNumberScheduled")),
      ("LessAvailable", "available", try facts.count("numberAvailable")),
      ("LessReady", "ready", try facts.count("numberReady")),
    ]
    for (reason, word, number) in checks where number < desired { return facts.less(reason, word, number, desired) }
    return Readiness(.current, message: "all \(desired) replicas are ready")
  }

  private static func replicaSet(_ facts: ReadinessFacts) throws(Readiness.Failure) -> Readiness {
    if let failure = facts.conditions.first(where: { $0.type == "ReplicaFailure" && $0.isTrue }) {
      return Readiness(.inProgress, reason: "ReplicaFailure", message: failure.message)
    }
    let spec = try facts.integer("spec", "replicas") ?? 1
    let checks = [
      ("LessLabelled", "labelled", try facts.count("fullyLabeledReplicas")),
      ("LessAvailable", "available", try facts.count("availableReplicas")),
      ("LessReady", "ready", try facts.count("readyReplicas")),
    ]
    for (reason, word, number) in checks where number < spec { return facts.less(reason, word, number, spec) }
    let replicas = try facts.count("replicas")
    if replicas > spec { return facts.extra(replicas - spec) }
    return Readiness(.current, message: "ReplicaSet is available with \(replicas) replicas")
  }

  private static func job(_ facts: ReadinessFacts) throws(Readiness.Failure) -> Readiness {
    let isSuspended = facts.object.value["spec"]?["suspend"]?.bool == true
    for condition in facts.conditions where condition.isTrue {
      switch condition.type {
      case "Complete": return Readiness(.current, message: "Job completed")
      case "Failed": return Readiness(.failed, reason: "JobFailed", message: condition.message)
      case "Suspended" where isSuspended: return Readiness(.current, message: "Job is suspended")
      default: continue
      }
    }
    if facts.object.value["status"]?["startTime"]?.string ?? "" == "" {
      return Readiness(.inProgress, reason: "JobNotStarted", message: "Job not started")
    }
    return Readiness(.current, message: "Job in progress")
  }

  private static func definition(_ facts: ReadinessFacts) -> Readiness {
    for condition in facts.conditions {
      switch condition.type {
      case "NamesAccepted" where condition.isFalse:
        return Readiness(.failed, reason: condition.reason, message: condition.message)
      case "Established" where condition.isFalse && condition.reason != "Installing":
        return Readiness(.failed, reason: condition.reason, message: condition.message)
      case "Established" where condition.isTrue:
        return Readiness(.current, message: "the definition is established")
      default: continue
      }
    }
    return Readiness(.inProgress, reason: "Installing", message: "the definition is not established yet")
  }
}

/// What the rules ask of an object.
struct ReadinessFacts {
  let object: KubernetesObject
  let conditions: [Condition]

  func integer(_ path: String...) throws(Readiness.Failure) -> Int64? {
    try Readiness.integer(object.value[path: path], path.joined(separator: "."))
  }

  /// A number in the status; 0 when absent.
  func count(_ field: String) throws(Readiness.Failure) -> Int64 {
    try Readiness.integer(object.value["status"]?[field], "status.\(field)") ?? 0
  }

  func less(_ reason: String, _ word: String, _ number: Int64, _ wanted: Int64) -> Readiness {
    Readiness(.inProgress, reason: reason, message: "\(word): \(number)/\(wanted)")
  }

  func extra(_ number: Int64) -> Readiness {
    Readiness(.inProgress, reason: "ExtraReplicas", message: "pending termination: \(number)")
  }
}
