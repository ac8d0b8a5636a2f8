import Documents
import Kubernetes
import Testing

/// An object in JSON and what the rules make of it.
struct ReadinessCase: Sendable, CustomTestStringConvertible {
  var name: String
  var json: String
  var shared: Readiness.Status
  var reason: String
  var strict: Readiness.Status?
  var testDescription: String { name }

  init(
    _ name: String, _ json: String, _ shared: Readiness.Status, _ reason: String = "", strict: Readiness.Status? = nil
  ) {
    self.name = name
    self.json = json
    self.shared = shared
    self.reason = reason
    self.strict = strict
  }
}

@Suite struct ReadinessTests {
  private static func workload(_ kind: String, _ spec: String, _ status: String, group: String = "apps/v1") -> String {
    #"{"apiVersion":"\#(group)","kind":"\#(kind)","metadata":{"name":"a","generation":1},"spec":{\#(spec)},"status":{\#(status)}}"#
  }

  private static func custom(_ status: String, generation: Int = 2, metadata: String = "") -> String {
    #"{"apiVersion":"example.com/v1","kind":"Widget","metadata":{"name":"a","generation":\#(generation)\#(metadata)},"status":{\#(status)}}"#
  }

  private static let available = #"{"type":"Available","status":"True"}"#
  private static let progressing = #"{"type":"Progressing","status":"True","reason":"NewReplicaSetAvailable"}"#

  static let general: [ReadinessCase] = [
    ReadinessCase("no status", custom(""), .current, strict: .inProgress),
    ReadinessCase(
      "deleting", custom("", metadata: #","deletionTimestamp":"2026-01-01T00:00:00Z""#), .terminating, "Terminating"),
    ReadinessCase("old generation", custom(#""observedGeneration":1"#), .inProgress, "LatestGenerationNotObserved"),
    ReadinessCase("observed, no condition", custom(#""observedGeneration":2"#), .current, strict: .current),
    ReadinessCase(
      "ready", custom(#""observedGeneration":2,"conditions":[{"type":"Ready","status":"True"}]"#), .current,
      strict: .current),
    ReadinessCase(
      "ready of an old generation",
      custom(#""conditions":[{"type":"Ready","status":"True","observedGeneration":1}]"#), .current, strict: .inProgress),
    ReadinessCase(
      "ready of this generation",
      custom(#""conditions":[{"type":"Ready","status":"True","observedGeneration":2}]"#), .current, strict: .current),
    ReadinessCase(
      "ready of no generation", custom(#""conditions":[{"type":"Ready","status":"True"}]"#), .current,
      strict: .inProgress),
    ReadinessCase(
      "not ready", custom(#""conditions":[{"type":"Ready","status":"False","reason":"No"}]"#), .inProgress, "No"),
    ReadinessCase(
      "odd ready", custom(#""conditions":[{"type":"Ready","status":"Perhaps"}]"#), .current, strict: .inProgress),
    ReadinessCase(
      "own vocabulary", custom(#""observedGeneration":2,"conditions":[{"type":"Available","status":"False"}]"#),
      .current,
      strict: .inProgress),
    ReadinessCase(
      "ready and degraded",
      custom(
        #""observedGeneration":2,"conditions":[{"type":"Ready","status":"True"},{"type":"Degraded","status":"True"}]"#),
      .current, strict: .inProgress),
    ReadinessCase(
      "reconciling",
      custom(#""conditions":[{"type":"Reconciling","status":"True"},{"type":"Stalled","status":"True"}]"#), .inProgress),
    ReadinessCase(
      "stalled",
      custom(#""conditions":[{"type":"Stalled","status":"True","reason":"S"},{"type":"Ready","status":"True"}]"#),
      .failed,
      "S"),
    ReadinessCase(
      "namespace", #"{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"a"}}"#, .current, strict: .current),
  ]

  static let builtIn: [ReadinessCase] = [
    ReadinessCase("config map", workload("ConfigMap", "", "", group: "v1"), .current, strict: .current),
    ReadinessCase(
      "service", workload("Service", #""type":"LoadBalancer""#, "", group: "v1"), .inProgress, "NoIPAssigned"),
    ReadinessCase(
      "claim", workload("PersistentVolumeClaim", "", #""phase":"Pending""#, group: "v1"), .inProgress, "NotBound"),
    ReadinessCase("deployment without status", workload("Deployment", "", ""), .inProgress, "LessReplicas"),
    ReadinessCase(
      "deployment",
      workload(
        "Deployment", #""replicas":2,"progressDeadlineSeconds":600"#,
        #""replicas":2,"updatedReplicas":2,"readyReplicas":2,"availableReplicas":2,"conditions":[\#(available),\#(progressing)]"#
      ),
      .current),
    ReadinessCase(
      "deployment with an old replica",
      workload(
        "Deployment", "", #""replicas":2,"updatedReplicas":1,"readyReplicas":1,"availableReplicas":1"#), .inProgress,
      "ExtraReplicas"),
    ReadinessCase(
      "deployment not progressed",
      workload(
        "Deployment", #""progressDeadlineSeconds":600"#,
        #""replicas":1,"updatedReplicas":1,"readyReplicas":1,"availableReplicas":1,"conditions":[\#(available)]"#),
      .inProgress,
      "ReplicaSetNotAvailable"),
    ReadinessCase(
      "deployment past its deadline",
      workload(
        "Deployment", "", #""conditions":[{"type":"Progressing","status":"False","reason":"ProgressDeadlineExceeded"}]"#
      ), .failed,
      "ProgressDeadlineExceeded"),
    ReadinessCase(
      "stateful set on delete", workload("StatefulSet", #""updateStrategy":{"type":"OnDelete"}"#, ""), .current),
    ReadinessCase(
      "stateful set",
      workload(
        "StatefulSet", "",
        #""replicas":1,"readyReplicas":1,"currentReplicas":1,"currentRevision":"a","updateRevision":"b""#),
      .inProgress, "RevisionMismatch"),
    ReadinessCase(
      "stateful set partition",
      workload(
        "StatefulSet", #""replicas":3,"updateStrategy":{"rollingUpdate":{"partition":2}}"#,
        #""replicas":3,"readyReplicas":3,"updatedReplicas":1"#), .current),
    ReadinessCase("daemon set", workload("DaemonSet", "", ""), .inProgress, "NoObservedGeneration"),
    ReadinessCase(
      "daemon set with nothing to do", workload("DaemonSet", "", #""observedGeneration":1,"desiredNumberScheduled":0"#),
      .current),
    ReadinessCase("replica set", workload("ReplicaSet", "", ""), .inProgress, "LessLabelled"),
    ReadinessCase("budget", workload("PodDisruptionBudget", "", "", group: "policy/v1"), .current),
    ReadinessCase(
      "job running", workload("Job", "", #""startTime":"2026-01-01T00:00:00Z""#, group: "batch/v1"), .current),
    ReadinessCase("job not started", workload("Job", "", "", group: "batch/v1"), .inProgress, "JobNotStarted"),
    ReadinessCase(
      "job failed", workload("Job", "", #""conditions":[{"type":"Failed","status":"True"}]"#, group: "batch/v1"),
      .failed, "JobFailed"),
    ReadinessCase(
      "definition with taken names",
      workload(
        "CustomResourceDefinition", "", #""conditions":[{"type":"NamesAccepted","status":"False","reason":"Taken"}]"#,
        group: "apiextensions.k8s.io/v1"), .failed, "Taken"),
    ReadinessCase(
      "definition",
      workload(
        "CustomResourceDefinition", "", #""conditions":[{"type":"Established","status":"True"}]"#,
        group: "apiextensions.k8s.io/v1"),
      .current),
  ]

  static let pods: [ReadinessCase] = [
    ReadinessCase("pod unseen", workload("Pod", "", "", group: "v1"), .inProgress, "PodNotObserved"),
    ReadinessCase("pod failed", workload("Pod", "", #""phase":"Failed""#, group: "v1"), .current),
    ReadinessCase(
      "pod running", workload("Pod", "", #""phase":"Running""#, group: "v1"), .inProgress, "PodRunningNotReady"),
    ReadinessCase(
      "pod crashing",
      workload(
        "Pod", "",
        #""phase":"Running","containerStatuses":[{"name":"c","state":{"waiting":{"reason":"CrashLoopBackOff"}}}]"#,
        group: "v1"), .failed, "ContainerCrashLooping"),
    ReadinessCase(
      "pod unschedulable for long",
      workload(
        "Pod", "",
        #""phase":"Pending","conditions":[{"type":"PodScheduled","status":"False","reason":"Unschedulable","lastTransitionTime":"2026-01-01T00:00:00Z"}]"#,
        group: "v1"), .failed, "PodUnschedulable"),
    ReadinessCase(
      "pod unschedulable for now",
      workload(
        "Pod", "",
        #""phase":"Pending","conditions":[{"type":"PodScheduled","status":"False","reason":"Unschedulable","lastTransitionTime":"2026-01-01T00:00:50Z"}]"#,
        group: "v1"), .inProgress, "PodPending"),
  ]

  @Test("objects are judged", arguments: general + builtIn + pods)
  func judge(_ row: ReadinessCase) throws {
    let object = KubernetesObject(try JSON.parse(row.json))
    let now = try #require(KubernetesTime("2026-01-01T00:01:00Z"))
    let result = try Readiness.compute(object, now: now)
    #expect(result.status == row.shared)
    #expect(result.reason == row.reason)
    if let strict = row.strict { #expect(try Readiness.compute(object, by: .strict, now: now).status == strict) }
  }

  @Test(
    "what the rules have no meaning for is an error",
    arguments: [
      custom(#""conditions":"x""#), custom(#""conditions":["x"]"#), custom(#""observedGeneration":"1""#),
      workload("Pod", "", #""phase":"Dancing""#, group: "v1"), workload("Deployment", "", #""replicas":"1""#),
    ])
  func refused(json: String) throws {
    let object = KubernetesObject(try JSON.parse(json))
    #expect(throws: Readiness.Failure.self) { try Readiness.compute(object) }
  }

  @Test(
    "kinds that the shared rules misjudge are known, with a rule",
    arguments: [
      ("kafka.strimzi.io", "KafkaTopic", true), ("postgresql.cnpg.io", "Backup", false), ("apps", "Deployment", false),
    ])
  func misjudged(group: String, kind: String, isKnown: Bool) {
    #expect((Readiness.misjudgement(of: GroupKind(group: group, kind: kind)) != nil) == isKnown)
  }

  @Test("a kind's own rule decides, but not about an object that is being deleted")
  func own() throws {
    let rule = Readiness.Rule.own { object in
      Readiness(object["status", "phase"] == "Good" ? .current : .inProgress, reason: "Phase")
    }
    #expect(try Readiness.compute(KubernetesObject(["status": ["phase": "Bad"]]), by: rule).status == .inProgress)
    #expect(try Readiness.compute(KubernetesObject(["status": ["phase": "Good"]]), by: rule).isCurrent)
    let deleted = KubernetesObject([
      "metadata": ["deletionTimestamp": "2026-01-01T00:00:00Z"], "status": ["phase": "Good"],
    ])
    #expect(try Readiness.compute(deleted, by: rule).status == .terminating)
  }
}
