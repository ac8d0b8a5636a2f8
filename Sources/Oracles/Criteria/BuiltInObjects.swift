import Documents
import Kubernetes

/// What an API server refuses in objects of kinds that every cluster has: the mistakes that manifests really have.
enum BuiltInObjects {
  static func problems(_ object: ManifestObject) -> [Problem] {
    var problems = FieldTypes(object).problems + labels(object.node["metadata"], object)
    for template in object.podTemplates {
      problems += pod(template["spec"], object) + restarts(template["spec"], object)
      if object.kind != "Pod" { problems += labels(template["metadata"], object) }
    }
    let spec = object.node["spec"]
    switch (object.group, object.kind) {
    case ("apps", "Deployment"), ("apps", "StatefulSet"), ("apps", "DaemonSet"): problems += selector(spec, object)
    case ("", "Service"): problems += ports(spec?["ports"], in: "port", object)
    case ("", "ConfigMap"), ("", "Secret"): problems += texts(object)
    case ("rbac.authorization.k8s.io", _) where object.kind.hasSuffix("Binding"): problems += binding(object)
    case ("rbac.authorization.k8s.io", _): problems += object.policyRules.flatMap { rule($0.rule, object) }
    case ("admissionregistration.k8s.io", _) where object.isWebhookConfiguration:
      problems += (object.node["webhooks"]?.items ?? []).flatMap { webhook($0, object) }
    case ("policy", "PodDisruptionBudget"):
      if let member = spec?.member("maxUnavailable"), spec?["minAvailable"] != nil {
        problems.append(problem(object, "it has both minAvailable and maxUnavailable", at: member.place))
      }
    default: break
    }
    return problems
  }

  private static func problem(_ object: ManifestObject, _ message: String, at place: Place) -> Problem {
    Problem(message: "\(object.label): \(message)", place: place)
  }

  // MARK: Parts

  private static func labels(_ metadata: Node?, _ object: ManifestObject) -> [Problem] {
    var problems: [Problem] = []
    for field in ["labels", "annotations"] {
      for member in metadata?[field]?.members ?? [] {
        var wrong = NameValidation.qualifiedName(member.name)
        // Of what is no string its type is told.
        if let text = member.value.string, field == "labels" { wrong += NameValidation.labelValue(text) }
        if let first = wrong.first {
          problems.append(problem(object, "\(field) \(member.name.quoted): \(first)", at: member.place))
        }
      }
    }
    return problems
  }

  private static func selector(_ spec: Node?, _ object: ManifestObject) -> [Problem] {
    guard let spec else { return [problem(object, "it has no spec", at: object.node.place)] }
    guard let wanted = spec["selector"]?["matchLabels"]?.members, !wanted.isEmpty else {
      if spec["selector"]?["matchExpressions"]?.items?.isEmpty == false { return [] }
      return [problem(object, "it has no selector", at: spec.place)]
    }
    let labels = spec["template"]?["metadata"]?["labels"]
    return wanted.filter { labels?[$0.name]?.string != $0.value.string }.map {
      problem(object, "the selector wants the label \($0.name), which its pods do not have", at: $0.place)
    }
  }

  private static func pod(_ pod: Node?, _ object: ManifestObject) -> [Problem] {
    guard let pod else { return [problem(object, "its pods have no spec", at: object.node.place)] }
    guard let containers = pod["containers"]?.items, !containers.isEmpty else {
      // Of what is no list its type is told.
      let isAbsent = pod["containers"]?.items?.isEmpty ?? pod["containers"]?.isNull ?? true
      return isAbsent ? [problem(object, "its pods have no container", at: pod.place)] : []
    }
    var names: Set<String> = []
    return (containers + (pod["initContainers"]?.items ?? [])).flatMap { container -> [Problem] in
      let name = container["name"]?.string ?? ""
      var problems: [Problem] = []
      if let wrong = NameValidation.label(name).first {
        problems.append(
          problem(object, "the name of the container \(name.quoted): \(wrong)", at: container.place(nearest: ["name"])))
      } else if !names.insert(name).inserted {
        problems.append(problem(object, "there are two containers \(name.quoted)", at: container.place))
      }
      return problems + ports(container["ports"], in: "containerPort", object) + resources(container, object)
    }
  }

  /// Jobs end, and others do not.
  private static func restarts(_ pod: Node?, _ object: ManifestObject) -> [Problem] {
    guard let pod, !["Pod", "ClusterServiceVersion"].contains(object.kind) else { return [] }
    let isJob = object.group == "batch"
    let policy = pod["restartPolicy"]?.string ?? "Always"
    if isJob == ["OnFailure", "Never"].contains(policy) { return [] }
    return [
      problem(
        object, "restartPolicy must be \(isJob ? "OnFailure or Never" : "Always"), not \(policy)",
        at: pod.place(nearest: ["restartPolicy"]))
    ]
  }

  private static func resources(_ container: Node, _ object: ManifestObject) -> [Problem] {
    var amounts: [String: Quantity] = [:]
    var problems: [Problem] = []
    for list in ["limits", "requests"] {
      for member in container["resources"]?[list]?.members ?? [] {
        let text = member.value.string ?? member.value.value.description
        guard let amount = try? Quantity(parsing: text) else {
          problems.append(problem(object, "\(list) of \(member.name): \(text.quoted) is no quantity", at: member.place))
          continue
        }
        if list == "limits" {
          amounts[member.name] = amount
        } else if let limit = amounts[member.name], limit.milliValue < amount.milliValue {
          problems.append(problem(object, "it requests more \(member.name) than its limit", at: member.place))
        }
      }
    }
    return problems
  }

  private static func ports(_ ports: Node?, in field: String, _ object: ManifestObject) -> [Problem] {
    (ports?.items ?? []).compactMap { port in
      guard let number = port[field]?.integer, (1...65535).contains(number) else {
        return problem(object, "a port must have a \(field) from 1 to 65535", at: port.place(nearest: [field]))
      }
      return nil
    }
  }

  private static func texts(_ object: ManifestObject) -> [Problem] {
    (object.node["data"]?.members ?? []).compactMap { member in
      if let wrong = NameValidation.configMapKey(member.name).first {
        return problem(object, "the key \(member.name.quoted): \(wrong)", at: member.place)
      }
      if member.value.string == nil, !member.value.isNull {
        return problem(object, "the value of \(member.name.quoted) must be a string", at: member.place)
      }
      return nil
    }
  }

  private static func binding(_ object: ManifestObject) -> [Problem] {
    let role = object.node["roleRef"]
    if object.kind == "ClusterRoleBinding", role?["kind"]?.string == "Role" {
      return [
        problem(object, "it can bind a ClusterRole alone", at: object.node.place(nearest: ["roleRef", "kind"]))
      ]
    }
    guard role?["kind"]?.string?.isEmpty == false, role?["name"]?.string?.isEmpty == false else {
      return [problem(object, "roleRef must name a kind and a name", at: object.node.place(nearest: ["roleRef"]))]
    }
    return (object.node["subjects"]?.items ?? []).compactMap { subject in
      guard subject["kind"]?.string == "ServiceAccount", object.kind == "ClusterRoleBinding",
        subject["namespace"]?.string?.isEmpty ?? true
      else { return nil }
      return problem(
        object, "the service account \((subject["name"]?.string ?? "").quoted) needs a namespace", at: subject.place)
    }
  }

  private static func rule(_ rule: Node, _ object: ManifestObject) -> [Problem] {
    let has = { (name: String) in rule[name]?.items?.isEmpty == false }
    var wrong: String?
    if !has("verbs") {
      wrong = "a rule has no verbs"
    } else if has("nonResourceURLs") {
      if object.kind == "Role" { wrong = "a Role cannot be about nonResourceURLs" }
      if has("resources") || has("apiGroups") { wrong = "a rule is about both resources and nonResourceURLs" }
    } else if !has("apiGroups") {
      wrong = "a rule has no apiGroups; those of Pods are [\"\"]"
    } else if !has("resources") {
      wrong = "a rule has no resources"
    }
    return wrong.map { [problem(object, $0, at: rule.place)] } ?? []
  }

  private static func webhook(_ webhook: Node, _ object: ManifestObject) -> [Problem] {
    let name = webhook["name"]?.string ?? ""
    var problems: [Problem] = []
    func tell(_ message: String, _ field: String) {
      problems.append(
        problem(object, "the webhook \(name.quoted): \(message)", at: webhook.place(nearest: [field])))
    }
    if name.split(separator: ".").count < 3 || !NameValidation.subdomain(name).isEmpty {
      tell("its name must be a domain of three parts or more", "name")
    }
    let effects = webhook["sideEffects"]?.string
    if !["None", "NoneOnDryRun"].contains(effects) {
      tell("sideEffects must be None or NoneOnDryRun, not \(effects ?? "absent")", "sideEffects")
    }
    if webhook["admissionReviewVersions"]?.items?.isEmpty ?? true {
      tell("it has no admissionReviewVersions", "admissionReviewVersions")
    }
    if let seconds = webhook["timeoutSeconds"]?.integer, !(1...30).contains(seconds) {
      tell("timeoutSeconds must be from 1 to 30, not \(seconds)", "timeoutSeconds")
    }
    let client = webhook["clientConfig"]
    let (url, hasService) = (client?["url"]?.string, client?["service"] != nil)
    if (url != nil) == hasService { tell("clientConfig must have either a url or a service", "clientConfig") }
    if let url, !url.hasPrefix("https://") { tell("its url must begin with https://", "clientConfig") }
    return problems
  }
}
