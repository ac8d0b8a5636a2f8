import Documents

/// Cells of nodes, volumes and quotas.
extension TableRow {
  func cluster(_ name: String, _ arguments: [String]) -> String? {
    switch name {
    case "nodeStatus": nodeStatus
    case "nodeRoles": nodeRoles
    case "nodeAddress": nodeAddress(arguments.first ?? "")
    case "claimStatus", "volumeStatus": phaseUnlessTerminating
    case "claimCapacity": claimCapacity
    case "claimAccessModes": claimAccessModes
    case "accessModes": accessModes(value(arguments))
    case "volumeClaim": volumeClaim
    case "storageClass": storageClass
    case "quotaRequests": quota(limits: false)
    case "quotaLimits": quota(limits: true)
    default: nil
    }
  }

  var nodeStatus: String {
    let ready = object[path: "status", "conditions"]?.array?.first { $0["type"] == "Ready" }
    var words = [ready.map { $0["status"] == "True" ? "Ready" : "NotReady" } ?? "Unknown"]
    if object[path: "spec", "unschedulable"] == true { words.append("SchedulingDisabled") }
    return words.joined(separator: ",")
  }

  var nodeRoles: String {
    let prefix = "node-role.kubernetes.io/"
    var roles: Set<String> = []
    for (key, value) in object[path: "metadata", "labels"]?.object ?? [:] {
      if key.hasPrefix(prefix), key.count > prefix.count { roles.insert(String(key.dropFirst(prefix.count))) }
      if key == "kubernetes.io/role", let role = value.string, !role.isEmpty { roles.insert(role) }
    }
    return roles.isEmpty ? "<none>" : roles.sorted().joined(separator: ",")
  }

  func nodeAddress(_ type: String) -> String {
    let addresses = object[path: "status", "addresses"]?.array ?? []
    return addresses.first { $0["type"] == .string(type) }?["address"]?.string ?? "<none>"
  }

  var phaseUnlessTerminating: String {
    object[path: "metadata", "deletionTimestamp"] != nil ? "Terminating" : text("status", "phase")
  }

  var claimCapacity: String {
    text("spec", "volumeName").isEmpty ? "" : text("status", "capacity", "storage")
  }

  var claimAccessModes: String {
    text("spec", "volumeName").isEmpty ? "" : accessModes(object[path: "status", "accessModes"])
  }

  /// `RWO,ROX`.
  func accessModes(_ modes: Value?) -> String {
    let names = (modes?.array ?? []).compactMap(\.string)
    let short = [
      ("ReadWriteOnce", "RWO"), ("ReadOnlyMany", "ROX"), ("ReadWriteMany", "RWX"), ("ReadWriteOncePod", "RWOP"),
    ]
    return short.filter { names.contains($0.0) }.map(\.1).joined(separator: ",")
  }

  var volumeClaim: String {
    guard let claim = object[path: "spec", "claimRef"], !claim.isNull else { return "" }
    return "\(claim["namespace"]?.string ?? "")/\(claim["name"]?.string ?? "")"
  }

  var storageClass: String {
    let annotation = object[path: "metadata", "annotations", "volume.beta.kubernetes.io/storage-class"]?.string
    return annotation ?? text("spec", "storageClassName")
  }

  /// `cpu: 1/2, memory: 0/1Gi`: used and hard, of limits or of all else.
  func quota(limits: Bool) -> String {
    let hard = object[path: "status", "hard"]?.object ?? object[path: "spec", "hard"]?.object ?? [:]
    return hard.sortedByKey().filter { $0.key.hasPrefix("limits") == limits }.map { name, limit in
      let used = object[path: "status", "used", name]?.string ?? "0"
      return "\(name): \(used)/\(limit.string ?? "")"
    }.joined(separator: ", ")
  }
}
