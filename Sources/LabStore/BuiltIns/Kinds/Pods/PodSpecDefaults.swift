import Documents

/// Defaults of pod specs that depend on other fields.
enum PodSpecDefaults {
  private static let containerLists = ["initContainers", "containers", "ephemeralContainers"]

  /// The deprecated name of a service account's field always shows the same as the new one.
  static func canonicalize(_ spec: inout Value) {
    let name = spec["serviceAccountName"] ?? spec["serviceAccount"]
    guard let name else { return }
    spec["serviceAccountName"] = name
    spec["serviceAccount"] = name
  }

  static func apply(to spec: inout Value) {
    for list in containerLists {
      spec.change(list) { $0.changeItems { setPullPolicy(&$0) } }
    }
    if spec["hostNetwork"] == true {
      for list in containerLists.prefix(2) {
        spec.change(list) { $0.changeItems { $0.change("ports") { $0.changeItems(setHostPort) } } }
      }
    }
    spec.change("volumes") { volumes in
      // A volume of nothing but a name is an empty directory.
      volumes.changeItems { if $0.object?.count == 1 { $0["emptyDir"] = [:] } }
    }
  }

  /// Pods themselves get more than templates do.
  static func applyToPod(_ spec: inout Value) {
    spec.setDefault("enableServiceLinks", true)
    for list in containerLists.prefix(2) {
      spec.change(list) { $0.changeItems { $0.change("resources", requestsFromLimits) } }
    }
    spec.change("resources", requestsFromLimits)
  }

  private static func setPullPolicy(_ container: inout Value) {
    if container["imagePullPolicy"] != nil { return }
    let isLatest = tag(of: container["image"]?.string ?? "") == "latest"
    container["imagePullPolicy"] = isLatest ? "Always" : "IfNotPresent"
  }

  /// `latest` when the image names neither tag nor digest; empty for what is no image.
  static func tag(of image: String) -> String {
    if image.isEmpty || image.contains("@") { return "" }
    let last = image.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    let parts = last.split(separator: ":", omittingEmptySubsequences: false)
    return parts.count > 1 ? String(parts[1]) : "latest"
  }

  private static func setHostPort(_ port: inout Value) {
    if port["hostPort"] == nil { port["hostPort"] = port["containerPort"] }
  }

  private static func requestsFromLimits(_ resources: inout Value) {
    guard let limits = resources["limits"]?.object, !limits.isEmpty else { return }
    var requests = resources["requests"]?.object ?? [:]
    for (name, limit) in limits where requests[name] == nil { requests[name] = limit }
    resources["requests"] = .object(requests.sortedByKey())
  }
}
