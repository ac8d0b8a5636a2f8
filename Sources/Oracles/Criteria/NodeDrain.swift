import Documents
import Kubernetes

/// What keeps a node from being drained, or an operator's pods from running on another one, as far as manifests tell.
enum NodeDrain {
  /// What makes pods that are evicted, and made again elsewhere. A drain leaves those of DaemonSets alone, and Jobs end by
  /// themselves.
  private struct Workload {
    let object: ManifestObject
    let template: Node
    /// The most that it may have.
    let replicas: Int
    let labels: [String: String]

    init(_ object: ManifestObject, _ template: Node, replicas: Int) {
      self.object = object
      self.template = template
      self.replicas = replicas
      labels = (template["metadata"]?["labels"]?.value.object ?? [:]).reduce(into: [:]) { labels, label in
        labels[label.key] = label.value.string
      }
    }
  }

  static func isAboutAny(_ finder: SubjectFinder) -> Bool { !workloads(finder).isEmpty }

  static func problems(_ finder: SubjectFinder) -> [Problem] {
    let workloads = workloads(finder)
    let local = localClaims(finder)
    return workloads.flatMap { ties($0) + data($0, local) } + finder.objects.flatMap { budget($0, workloads) }
  }

  // MARK: Workloads

  private static func workloads(_ finder: SubjectFinder) -> [Workload] {
    let most = mostByScaling(finder)
    return finder.objects.flatMap { object -> [Workload] in
      switch (object.group, object.kind) {
      case ("apps", "Deployment"), ("apps", "StatefulSet"), ("apps", "ReplicaSet"), ("", "ReplicationController"):
        [workload(object, object.node["spec"], most)].compactMap(\.self)
      case ("operators.coreos.com", "ClusterServiceVersion"):
        (object.node["spec"]?["install"]?["spec"]?["deployments"]?.items ?? []).compactMap {
          workload(object, $0["spec"], most)
        }
      case ("", "Pod") where lasts(object): [Workload(object, object.node, replicas: 1)]
      default: []
      }
    }
  }

  private static func workload(_ object: ManifestObject, _ spec: Node?, _ most: [Target: Int]) -> Workload? {
    guard let template = spec?["template"] else { return nil }
    let target = Target(namespace: object.namespace, kind: object.kind, name: object.name)
    let replicas = max(Int(clamping: spec?["replicas"]?.integer ?? 1), most[target] ?? 0)
    return replicas > 0 ? Workload(object, template, replicas: replicas) : nil
  }

  /// What is scaled.
  private struct Target: Hashable {
    let namespace: String
    let kind: String
    let name: String
  }

  /// What a HorizontalPodAutoscaler may make of each.
  private static func mostByScaling(_ finder: SubjectFinder) -> [Target: Int] {
    var most: [Target: Int] = [:]
    for object in finder.objects where object.group == "autoscaling" {
      let spec = object.node["spec"]
      guard let kind = spec?["scaleTargetRef"]?["kind"]?.string, let name = spec?["scaleTargetRef"]?["name"]?.string
      else { continue }
      let target = Target(namespace: object.namespace, kind: kind, name: name)
      most[target] = max(most[target] ?? 0, Int(clamping: spec?["maxReplicas"]?.integer ?? 0))
    }
    return most
  }

  /// Whether it is a pod that is to run for ever, and not a test of a chart or a job.
  private static func lasts(_ pod: ManifestObject) -> Bool {
    let metadata = pod.node["metadata"]
    let isHook = (metadata?["annotations"]?.value.object ?? [:]).contains { $0.key == "helm.sh/hook" }
    return !isHook && metadata?["ownerReferences"] == nil
      && ["", "Always"].contains(pod.node["spec"]?["restartPolicy"]?.string ?? "")
  }

  // MARK: Ties to a node

  private static func ties(_ workload: Workload) -> [Problem] {
    let pod = workload.template["spec"]
    func problem(_ message: String, _ place: Place?) -> Problem {
      Problem(message: "\(workload.object.label): \(message)", place: place ?? workload.object.node.place)
    }
    var problems: [Problem] = []
    if workload.object.kind == "Pod" {
      problems.append(problem("nothing makes it again elsewhere, since no Deployment has made it", nil))
    }
    if let member = pod?.member("nodeName"), let name = member.value.string, !name.isEmpty {
      problems.append(problem("it runs on the node \(name) alone", member.place))
    }
    if let member = pod?["nodeSelector"]?.member("kubernetes.io/hostname"), let name = member.value.string {
      problems.append(problem("it runs on the node \(name) alone", member.place))
    }
    let affinity = pod?["affinity"]?["nodeAffinity"]?["requiredDuringSchedulingIgnoredDuringExecution"]
    if let member = affinity?.member("nodeSelectorTerms"), let name = onlyNode(member.value) {
      problems.append(problem("it runs on the node \(name) alone", member.place))
    }
    return problems
  }

  /// One of the terms must hold; nil when they allow more than one node, or do not name any.
  private static func onlyNode(_ terms: Node) -> String? {
    var names: Set<String> = []
    for term in terms.items ?? [] {
      let named = [("matchExpressions", "kubernetes.io/hostname"), ("matchFields", "metadata.name")].flatMap {
        list, key in
        (term[list]?.items ?? []).filter { $0["key"]?.string == key && $0["operator"]?.string == "In" }
      }
      if named.isEmpty { return nil }
      names.formUnion(named.flatMap { $0["values"]?.items ?? [] }.compactMap(\.string))
    }
    return names.count == 1 ? names.first : nil
  }

  // MARK: Data on a node

  /// Where a node keeps what every node has.
  private static let common = [
    "/dev", "/proc", "/sys", "/run", "/var/run", "/var/log", "/etc", "/usr", "/lib", "/lib64",
  ]

  private static func data(_ workload: Workload, _ local: [String: Set<String>]) -> [Problem] {
    let pod = workload.template["spec"]
    let mounts = ["initContainers", "containers"].flatMap { pod?[$0]?.items ?? [] }
      .flatMap { $0["volumeMounts"]?.items ?? [] }
    let written = Set(mounts.filter { $0["readOnly"]?.bool != true }.compactMap { $0["name"]?.string })
    return (pod?["volumes"]?.items ?? []).compactMap { volume in
      let name = volume["name"]?.string ?? ""
      guard written.contains(name) else { return nil }
      if let member = volume.member("hostPath"), let path = member.value["path"]?.string,
        ["", "Directory", "DirectoryOrCreate", "File", "FileOrCreate"].contains(member.value["type"]?.string ?? ""),
        !common.contains(where: { path == $0 || path.hasPrefix("\($0)/") })
      {
        return Problem(
          message: "\(workload.object.label): what it keeps in \(path) stays on the node", place: member.place)
      }
      guard let claim = volume["persistentVolumeClaim"]?["claimName"]?.string,
        local[workload.object.namespace]?.contains(claim) == true
      else { return nil }
      return Problem(
        message: "\(workload.object.label): what it keeps in the volume of \(claim) stays on the node",
        place: volume.place)
    }
  }

  /// Claims, by namespace, that are bound to a volume of one node.
  private static func localClaims(_ finder: SubjectFinder) -> [String: Set<String>] {
    let volumes = finder.objects.filter { $0.kind == "PersistentVolume" && $0.node["spec"]?["local"] != nil }
    let names = Set(volumes.map(\.name))
    var claims: [String: Set<String>] = [:]
    for volume in volumes {
      guard let claim = volume.node["spec"]?["claimRef"], let name = claim["name"]?.string else { continue }
      claims[claim["namespace"]?.string ?? "", default: []].insert(name)
    }
    for claim in finder.objects where claim.kind == "PersistentVolumeClaim" {
      guard let volume = claim.node["spec"]?["volumeName"]?.string, names.contains(volume) else { continue }
      claims[claim.namespace, default: []].insert(claim.name)
    }
    return claims
  }

  // MARK: Budgets

  /// One that no eviction can ever meet.
  private static func budget(_ object: ManifestObject, _ workloads: [Workload]) -> [Problem] {
    guard object.group == "policy", object.kind == "PodDisruptionBudget", let spec = object.node["spec"],
      let selector = try? LabelSelector.from(spec["selector"]?.value),
      !selector.isEmpty || object.apiVersion == "policy/v1"
    else { return [] }
    let chosen = workloads.filter { $0.object.namespace == object.namespace && selector.matches($0.labels) }
    guard let first = chosen.first else { return [] }
    let pods = chosen.reduce(0) { $0 + $1.replicas }
    let whose = "\(pods == 1 ? "the only pod" : "a pod") of \(first.object.label)"
    if let member = spec.member("maxUnavailable"), amount(member.value, of: pods) == 0 {
      return [
        Problem(
          message: "\(object.label): maxUnavailable is \(text(member.value)), so that \(whose) is never evicted",
          place: member.place)
      ]
    }
    if let member = spec.member("minAvailable"), let least = amount(member.value, of: pods), least >= pods {
      return [
        Problem(
          message:
            "\(object.label): minAvailable is \(text(member.value)) of \(pods), so that \(whose) is never evicted",
          place: member.place)
      ]
    }
    return []
  }

  /// Rounded up, as the controller of budgets does.
  private static func amount(_ node: Node, of pods: Int) -> Int? {
    if let number = node.integer { return Int(clamping: number) }
    guard let text = node.string, text.hasSuffix("%"), let share = Int(text.dropLast()), (0...100).contains(share)
    else {
      return nil
    }
    return (share * pods + 99) / 100
  }

  private static func text(_ node: Node) -> String { node.string ?? node.integer.map { "\($0)" } ?? "" }
}
