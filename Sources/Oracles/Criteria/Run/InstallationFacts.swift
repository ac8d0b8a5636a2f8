package import Documents

/// What the manifests of a candidate ask of whoever installs it, and of the cluster that lets it run.
package struct InstallationFacts: Sendable {
  /// What makes what runs for ever an administrator of the cluster: `ClusterRoleBinding "x" binds cluster-admin`.
  package private(set) var administrators: [String] = []
  /// What somebody has to fill in first.
  package private(set) var blanks: [String] = []
  /// Whether a label or an annotation tells which build it is.
  package private(set) var tellsBuild = false

  package init(_ manifests: [Node]) {
    let objects = manifests.map(ManifestObject.init)
    let lasting = objects.filter { ["Deployment", "StatefulSet", "DaemonSet"].contains($0.kind) }
    let accounts = lasting.flatMap { object in
      object.podTemplates.map { template in
        Account(name: template["spec"]?["serviceAccountName"]?.string ?? "default", namespace: object.namespace)
      }
    }
    administrators = Self.bindings(objects, accounts) + Self.bundles(objects)
    blanks = objects.flatMap(Self.blanks)
    tellsBuild = lasting.contains { object in
      ([object.node] + object.podTemplates).contains { Self.tellsBuild($0["metadata"]) }
    }
  }

  // MARK: Rights

  private struct Account {
    var name: String
    var namespace: String

    /// Kustomize may not have filled in where it is.
    func isIn(_ other: String) -> Bool { namespace == other || namespace.isEmpty || other.isEmpty }

    func isMeant(by subject: Node) -> Bool {
      let subjectName = subject["name"]?.string ?? ""
      switch subject["kind"]?.string {
      case "ServiceAccount": return name == subjectName && isIn(subject["namespace"]?.string ?? "")
      case "Group":
        return subjectName == "system:serviceaccounts" || subjectName == "system:serviceaccounts:\(namespace)"
      default: return false
      }
    }
  }

  /// - Parameter accounts: as which it runs; empty when the manifests do not show what runs.
  private static func bindings(_ objects: [ManifestObject], _ accounts: [Account]) -> [String] {
    let unlimited = Set(
      objects.filter { $0.kind == "ClusterRole" && $0.policyRules.contains { isUnlimited($0.rule) } }.map(\.name))
    return objects.compactMap { object in
      guard object.kind == "ClusterRoleBinding", let role = object.node["roleRef"]?["name"]?.string,
        role == "cluster-admin" || unlimited.contains(role)
      else { return nil }
      let isMeant = (object.node["subjects"]?.items ?? []).contains { subject in
        accounts.isEmpty
          ? subject["kind"]?.string == "ServiceAccount" : accounts.contains { $0.isMeant(by: subject) }
      }
      guard isMeant else { return nil }
      return "\(object.label) binds \(role == "cluster-admin" ? role : "\(role), which allows everything")"
    }
  }

  private static func bundles(_ objects: [ManifestObject]) -> [String] {
    objects.filter { $0.kind == "ClusterServiceVersion" }.compactMap { bundle in
      let permissions = bundle.node["spec"]?["install"]?["spec"]?["clusterPermissions"]?.items ?? []
      guard permissions.flatMap({ $0["rules"]?.items ?? [] }).contains(where: isUnlimited) else { return nil }
      return "\(bundle.label) asks to be allowed everything"
    }
  }

  private static func isUnlimited(_ rule: Node) -> Bool {
    ["apiGroups", "resources", "verbs"].allSatisfy { list in
      rule[list]?.items?.contains { $0.string == "*" } ?? false
    }
  }

  // MARK: Blanks

  private static func blanks(_ object: ManifestObject) -> [String] {
    var blanks: [String] = []
    for (what, text) in [("name", object.name), ("namespace", object.namespace)] where isBlank(text) {
      blanks.append("the \(what) of \(object.label) is \(text)")
    }
    for template in object.podTemplates {
      for container in ["initContainers", "containers"].flatMap({ template["spec"]?[$0]?.items ?? [] }) {
        let place = "container \((container["name"]?.string ?? "").quoted) of \(object.label)"
        if let image = container["image"]?.string, image.isEmpty || isBlank(image) || image.contains("${") {
          blanks.append("the image of \(place) is \(image.isEmpty ? "empty" : image)")
        }
        let texts =
          ["command", "args"].flatMap { container[$0]?.items ?? [] }
          + (container["env"]?.items ?? []).compactMap { $0["value"] }
        for text in texts.compactMap(\.string) where isBlank(text) { blanks.append("\(place) is told \(text)") }
      }
    }
    return blanks
  }

  private static let words = ["REPLACE_ME", "REPLACE-ME", "REPLACEME", "REPLACE ME", "CHANGE_ME", "CHANGEME"]

  /// A template of Helm that nobody rendered, or a word that stands for another one.
  private static func isBlank(_ text: String) -> Bool {
    if text.contains("{{"), text.contains("}}"),
      [".Values", ".Release", ".Chart", "include ", "template "].contains(where: text.contains)
    {
      return true
    }
    if words.contains(where: text.contains) { return true }
    guard text.first == "<", text.last == ">" else { return false }
    let inner = text.dropFirst().dropLast()
    return inner.count > 1 && inner.first != " "
      && inner.allSatisfy { $0.isASCII && ($0.isUppercase || $0.isNumber || "_- ".contains($0)) }
  }

  // MARK: Build

  private static func tellsBuild(_ metadata: Node?) -> Bool {
    ["labels", "annotations"].contains { list in
      (metadata?[list]?.value.object ?? [:]).contains { key, value in
        let name = key.split(separator: "/").last ?? ""
        let isTold = ["version", "revision", "commit", "git-commit", "build", "vcs-ref"].contains(String(name))
        return isTold && key != "deployment.kubernetes.io/revision" && !(value.string ?? "").isEmpty
      }
    }
  }
}
