import Documents

/// One object of the manifests, with what is often asked about it.
struct ManifestObject: Sendable {
  let node: Node
  let value: Value
  let kind: String
  let apiVersion: String
  let name: String
  let namespace: String

  init(_ node: Node) {
    self.node = node
    value = node.value
    kind = node["kind"]?.string ?? ""
    apiVersion = node["apiVersion"]?.string ?? ""
    let metadata = node["metadata"]
    name = metadata?["name"]?.string ?? metadata?["generateName"]?.string ?? ""
    namespace = metadata?["namespace"]?.string ?? ""
  }

  /// `Deployment "manager"`
  var label: String { "\(kind) \(name.quoted)" }

  /// `apps`; empty for the group of Pods.
  var group: String { apiVersion.contains("/") ? String(apiVersion.prefix { $0 != "/" }) : "" }

  /// Each template of pods, with the path to it.
  var podTemplates: [Node] {
    switch (group, kind) {
    case ("", "Pod"): [node]
    case ("apps", "Deployment"), ("apps", "StatefulSet"), ("apps", "DaemonSet"), ("apps", "ReplicaSet"),
      ("", "ReplicationController"), ("batch", "Job"):
      [node["spec"]?["template"]].compactMap(\.self)
    case ("batch", "CronJob"): [node["spec"]?["jobTemplate"]?["spec"]?["template"]].compactMap(\.self)
    case ("operators.coreos.com", "ClusterServiceVersion"):
      (installation?["deployments"]?.items ?? []).compactMap { $0["spec"]?["template"] }
    default: []
    }
  }

  /// Whether Helm makes it for `helm test` alone.
  var isChartTest: Bool {
    node["metadata"]?["annotations"]?["helm.sh/hook"]?.string?.split(separator: ",")
      .allSatisfy { $0.drop(while: \.isWhitespace).hasPrefix("test") } ?? false
  }

  /// The rules of a role, and those that a bundle asks for, with whether these are for the whole cluster.
  var policyRules: [(rule: Node, isClusterWide: Bool?)] {
    switch (group, kind) {
    case ("rbac.authorization.k8s.io", "Role"), ("rbac.authorization.k8s.io", "ClusterRole"):
      (node["rules"]?.items ?? []).map { ($0, nil) }
    case ("operators.coreos.com", "ClusterServiceVersion"):
      ["permissions", "clusterPermissions"].flatMap { field in
        (installation?[field]?.items ?? []).flatMap { $0["rules"]?.items ?? [] }
          .map { ($0, field == "clusterPermissions") }
      }
    default: []
    }
  }

  private var installation: Node? { node["spec"]?["install"]?["spec"] }

  var isCustomResourceDefinition: Bool { group == "apiextensions.k8s.io" && kind == "CustomResourceDefinition" }

  var isWebhookConfiguration: Bool {
    group == "admissionregistration.k8s.io" && kind.hasSuffix("WebhookConfiguration")
  }
}

extension Node {
  /// Where the nearest part of a path that is there stands.
  func place(nearest path: [String]) -> Place {
    var node = self
    var place = self.place
    for name in path {
      if let index = Int(name), let item = node[index] {
        node = item
        place = item.place
      } else if let member = node.member(name) {
        node = member.value
        place = member.place
      } else {
        break
      }
    }
    return place
  }
}
