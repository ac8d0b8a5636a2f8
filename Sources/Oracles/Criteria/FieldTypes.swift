import Documents

/// Fields of built-in kinds that manifests often have with another type than an API server wants.
struct FieldTypes {
  private enum Wanted {
    case text, number, bool, object, texts, objects
    /// Members whose values are strings.
    case map

    var name: String {
      switch self {
      case .text: "a string"
      case .number: "a whole number"
      case .bool: "true or false"
      case .object: "an object"
      case .texts: "a list of strings"
      case .objects: "a list of objects"
      case .map: "an object of strings"
      }
    }
  }

  private typealias Fields = KeyValuePairs<String, Wanted>

  private(set) var problems: [Problem] = []
  private let object: ManifestObject

  /// Looks at all that is known of the object's kind.
  init(_ object: ManifestObject) {
    self.object = object
    check(object.node["metadata"], ["name": .text, "namespace": .text, "labels": .map, "annotations": .map])
    for template in object.podTemplates { checkPod(template["spec"]) }
    let spec = object.node["spec"]
    switch (object.group, object.kind) {
    case ("apps", _), ("batch", "Job"):
      check(object.node, ["spec": .object])
      check(
        spec,
        [
          "replicas": .number, "selector": .object, "template": .object, "backoffLimit": .number,
          "completions": .number,
          "parallelism": .number, "serviceName": .text, "volumeClaimTemplates": .objects,
        ])
    case ("batch", "CronJob"): check(spec, ["schedule": .text, "suspend": .bool, "jobTemplate": .object])
    case ("", "Service"): check(spec, ["ports": .objects, "selector": .map, "type": .text, "clusterIP": .text])
    case ("rbac.authorization.k8s.io", "Role"), ("rbac.authorization.k8s.io", "ClusterRole"):
      check(object.node, ["rules": .objects])
      for rule in object.node["rules"]?.items ?? [] {
        check(
          rule,
          [
            "apiGroups": .texts, "resources": .texts, "verbs": .texts, "resourceNames": .texts,
            "nonResourceURLs": .texts,
          ])
      }
    case ("rbac.authorization.k8s.io", _): check(object.node, ["subjects": .objects, "roleRef": .object])
    case ("admissionregistration.k8s.io", _): check(object.node, ["webhooks": .objects])
    default: break
    }
  }

  private mutating func checkPod(_ pod: Node?) {
    guard let pod, pod.members != nil else { return }
    check(
      pod,
      [
        "containers": .objects, "initContainers": .objects, "volumes": .objects, "tolerations": .objects,
        "imagePullSecrets": .objects, "nodeSelector": .map, "securityContext": .object, "hostNetwork": .bool,
        "serviceAccountName": .text, "automountServiceAccountToken": .bool, "terminationGracePeriodSeconds": .number,
        "priorityClassName": .text, "restartPolicy": .text, "affinity": .object,
      ])
    checkContext(pod["securityContext"])
    for list in ["initContainers", "containers"] {
      for container in pod[list]?.items ?? [] { checkContainer(container) }
    }
  }

  private mutating func checkContainer(_ container: Node) {
    check(
      container,
      [
        "name": .text, "image": .text, "command": .texts, "args": .texts, "env": .objects, "envFrom": .objects,
        "ports": .objects, "volumeMounts": .objects, "resources": .object, "securityContext": .object,
        "livenessProbe": .object, "readinessProbe": .object, "startupProbe": .object, "imagePullPolicy": .text,
      ])
    for entry in container["env"]?.items ?? [] { check(entry, ["name": .text, "value": .text]) }
    checkContext(container["securityContext"])
    check(container["securityContext"], ["capabilities": .object])
    check(container["securityContext"]?["capabilities"], ["add": .texts, "drop": .texts])
    check(container["resources"], ["limits": .object, "requests": .object])
  }

  private mutating func checkContext(_ context: Node?) {
    check(
      context,
      [
        "runAsUser": .number, "runAsGroup": .number, "fsGroup": .number, "runAsNonRoot": .bool, "privileged": .bool,
        "allowPrivilegeEscalation": .bool, "readOnlyRootFilesystem": .bool, "seccompProfile": .object,
      ])
  }

  /// What is null is as if it were not there.
  private mutating func check(_ node: Node?, _ fields: Fields) {
    for (name, wanted) in fields {
      guard let member = node?.member(name), !member.value.isNull else { continue }
      tell(member.value, wanted, name, at: member.place)
    }
  }

  private mutating func tell(_ value: Node, _ wanted: Wanted, _ name: String, at place: Place) {
    let wrong: Node? =
      switch wanted {
      case .text: value.string == nil ? value : nil
      case .number: value.integer == nil ? value : nil
      case .bool: value.bool == nil ? value : nil
      case .object: value.members == nil ? value : nil
      case .map: value.members.map { $0.first { $0.value.string == nil && !$0.value.isNull }?.value } ?? value
      case .texts: value.items.map { $0.first { $0.string == nil && !$0.isNull } } ?? value
      case .objects: value.items.map { $0.first { $0.members == nil } } ?? value
      }
    guard let wrong else { return }
    let hint = wanted == .text || wanted == .texts || wanted == .map ? wrong.quotingHint.map { "; \($0)" } ?? "" : ""
    problems.append(
      Problem(
        message: "\(object.label): \(name) must be \(wanted.name), not \(wrong.summary)\(hint)",
        place: wanted == .texts || wanted == .map ? wrong.place : place))
  }
}
