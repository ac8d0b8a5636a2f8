import Documents
import Expressions
import Kubernetes
import Plans

/// Finds what criteria are applied to among manifests.
struct SubjectFinder {
  let objects: [ManifestObject]
  let releases: [ManifestSet.Release]
  private let all: CELValue
  private let holders: RightsHolders
  private let ownGroups: OwnGroups

  init(_ manifests: ManifestSet) {
    objects = manifests.objects.map(ManifestObject.init)
    releases = manifests.releases + objects.compactMap(Self.bundle)
    all = CELValue(.array(objects.map(\.value)))
    holders = RightsHolders(objects)
    ownGroups = OwnGroups(objects)
  }

  /// Nothing for criteria that manifests alone cannot answer, and for changes, which are compared elsewhere.
  func subjects(_ kind: Criterion.Subject) -> [JudgedSubject] {
    switch kind {
    case .object: objects.map { subject($0, $0.node, $0.label) }
    case .customResourceDefinition:
      objects.filter(\.isCustomResourceDefinition).map { subject($0, $0.node, $0.label) }
    case .version: objects.filter(\.isCustomResourceDefinition).flatMap(versions)
    case .workload: objects.flatMap(workloads)
    case .container: objects.flatMap(workloads).flatMap(containers)
    case .image: objects.flatMap(workloads).flatMap(containers).flatMap(images) + objects.flatMap(otherImages)
    case .role: objects.filter { !$0.policyRules.isEmpty }.map { subject($0, $0.node, $0.label) }
    case .rule: objects.flatMap(rules)
    case .binding:
      objects.filter { $0.group == "rbac.authorization.k8s.io" && $0.kind.hasSuffix("RoleBinding") }
        .map { subject($0, $0.node, $0.label) }
    case .webhook: objects.filter(\.isWebhookConfiguration).flatMap(webhooks)
    case .service:
      objects.filter { $0.apiVersion == "v1" && $0.kind == "Service" }.map { subject($0, $0.node, $0.label) }
    case .release: releases.map(subject)
    case .manifests: objects.isEmpty ? [] : [everything]
    case .change, .run, .evidence: []
    }
  }

  // MARK: Each kind

  private func subject(
    _ object: ManifestObject, _ node: Node, _ label: String, template: Node? = nil,
    _ names: KeyValuePairs<String, Node?> = [:]
  ) -> JudgedSubject {
    var bindings = Bindings()
    bindings.set("objects", all)
    bindings.set("object", object.value)
    for (name, node) in names { bindings.set(name, node?.value ?? [:]) }
    return JudgedSubject(label: label, node: node, object: object, template: template, bindings: bindings)
  }

  private var everything: JudgedSubject {
    var bindings = Bindings()
    bindings.set("objects", all)
    let first = objects.first { !$0.podTemplates.isEmpty } ?? objects.first
    let node = first?.node ?? Node(.mapping([]), at: Place(file: "-", line: 1, column: 1))
    return JudgedSubject(label: "", node: node, object: nil, bindings: bindings)
  }

  private func versions(_ object: ManifestObject) -> [JudgedSubject] {
    (object.node["spec"]?["versions"]?.items ?? []).compactMap { version in
      guard version["served"]?.bool ?? false else { return nil }
      let schema = version["schema"]?["openAPIV3Schema"]
      var subject = subject(
        object, version, "\(object.label)", ["version": version, "schema": schema])
      subject.fields = schema.map(SchemaField.all) ?? []
      return subject
    }
  }

  /// What a chart starts to test itself runs only when somebody asks for it.
  private func workloads(_ object: ManifestObject) -> [JudgedSubject] {
    if object.isChartTest { return [] }
    return object.podTemplates.map { template in
      let isObject = object.kind == "Pod"
      var subject = subject(
        object, isObject ? object.node : template, object.label, template: template, ["pod": template["spec"]])
      // What is said about the object itself is looked for there.
      if !isObject { subject.node = object.node }
      return subject
    }
  }

  private func containers(_ workload: JudgedSubject) -> [JudgedSubject] {
    let pod = workload.template?["spec"]
    return ["initContainers", "containers"].flatMap { pod?[$0]?.items ?? [] }.map { container in
      var subject = workload
      subject.label = "container \((container["name"]?.string ?? "").quoted) of \(workload.label)"
      subject.node = container
      subject.bindings.set("container", container.value)
      return subject
    }
  }

  /// What runs in a container, and what a bundle says that the operator starts.
  private func images(_ container: JudgedSubject) -> [JudgedSubject] {
    let related = (container.node["env"]?.items ?? []).filter {
      $0["name"]?.string?.hasPrefix("RELATED_IMAGE_") ?? false
    }
    return ([container.node.member("image")] + related.map { $0.member("value") }).compactMap { image($0, container) }
  }

  /// What pods mount of registries, and what a bundle lists.
  private func otherImages(_ object: ManifestObject) -> [JudgedSubject] {
    let mounted = object.podTemplates.flatMap { $0["spec"]?["volumes"]?.items ?? [] }
      .map { $0["image"]?.member("reference") }
    let isBundle = object.kind == "ClusterServiceVersion"
    let listed = isBundle ? (object.node["spec"]?["relatedImages"]?.items ?? []).map { $0.member("image") } : []
    let images = object.isChartTest ? [] : mounted + listed
    return images.compactMap { image($0, subject(object, object.node, object.label)) }
  }

  private func image(_ member: Node.Member?, _ owner: JudgedSubject) -> JudgedSubject? {
    guard let member, let text = member.value.string, !text.isEmpty else { return nil }
    var subject = owner
    subject.node = Node(.scalar(.string(text)), at: member.place)
    subject.bindings.set("image", ImageReference(text).value)
    return subject
  }

  private func rules(_ object: ManifestObject) -> [JudgedSubject] {
    guard object.kind == "ClusterServiceVersion" || holders.areThere(for: object) else { return [] }
    return object.policyRules.map { rule, isClusterWide in
      var subject = subject(object, rule, object.label, ["rule": rule])
      subject.bindings.set("clusterWide", Value.bool(isClusterWide ?? holders.areClusterWide(for: object)))
      subject.bindings.set("foreignGroups", foreignGroups([rule]))
      return subject
    }
  }

  private func webhooks(_ object: ManifestObject) -> [JudgedSubject] {
    (object.node["webhooks"]?.items ?? []).map { webhook in
      var subject = subject(
        object, webhook, "webhook \((webhook["name"]?.string ?? "").quoted) of \(object.label)", ["webhook": webhook])
      subject.bindings.set("foreignGroups", foreignGroups(webhook["rules"]?.items ?? []))
      return subject
    }
  }

  private func foreignGroups(_ rules: [Node]) -> Value {
    let names = rules.flatMap { $0["apiGroups"]?.items ?? [] }.compactMap(\.string)
    return .array(ownGroups.foreign(names).map(Value.string))
  }

  // MARK: Packages

  private static func bundle(_ object: ManifestObject) -> ManifestSet.Release? {
    guard object.kind == "ClusterServiceVersion", let spec = object.node["spec"] else { return nil }
    return ManifestSet.Release(
      kind: .bundle, name: object.name, version: spec["version"]?.string ?? "",
      kubernetes: spec["minKubeVersion"]?.string ?? "", place: spec.member("version")?.place ?? object.node.place)
  }

  private func subject(_ release: ManifestSet.Release) -> JudgedSubject {
    var bindings = Bindings()
    bindings.set("objects", all)
    bindings.set(
      "release",
      [
        "kind": .string(release.kind.rawValue), "name": .string(release.name), "version": .string(release.version),
        "kubernetes": .string(release.kubernetes), "values": .array(release.values.map(Value.string)),
        "hasTemplates": .bool(release.hasTemplates), "hasSchema": .bool(release.hasSchema),
      ])
    return JudgedSubject(
      label: "", node: Node(.mapping([]), at: release.place), object: nil, bindings: bindings)
  }
}
