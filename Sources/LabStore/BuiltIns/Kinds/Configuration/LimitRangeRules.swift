import Documents

struct LimitRangeRules: KindRules {
  /// Limits of containers follow from each other: what is missing is the largest that is allowed.
  func applyDefaults(_ object: inout Value) {
    object.change(path: ["spec", "limits"]) { limits in
      limits.changeItems { item in
        guard item["type"] == "Container" else { return }
        let minimum = item["min"]?.object ?? [:]
        let maximum = item["max"]?.object ?? [:]
        var limit = item["default"]?.object ?? [:]
        var request = item["defaultRequest"]?.object ?? [:]
        for (name, value) in maximum where limit[name] == nil { limit[name] = value }
        for (name, value) in limit where request[name] == nil { request[name] = value }
        for (name, value) in minimum where request[name] == nil { request[name] = value }
        if !limit.isEmpty { item["default"] = .object(limit.sortedByKey()) }
        if !request.isEmpty { item["defaultRequest"] = .object(request.sortedByKey()) }
      }
    }
  }
}
