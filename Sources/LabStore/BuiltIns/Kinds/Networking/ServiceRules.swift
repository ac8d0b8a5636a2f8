import Documents
import Kubernetes

/// Services; addresses and node ports are given out by `ServiceAllocator`.
struct ServiceRules: KindRules {
  func applyDefaults(_ object: inout Value) {
    object.change("spec") { spec in
      let type = spec["type"]?.string ?? ""
      if spec["sessionAffinity"] == "ClientIP" {
        if spec[path: "sessionAffinityConfig", "clientIP", "timeoutSeconds"] == nil {
          spec[path: "sessionAffinityConfig", "clientIP", "timeoutSeconds"] = 10800
        }
      } else if spec["sessionAffinity"] == "None" {
        spec["sessionAffinityConfig"] = nil
      }
      spec.change("ports") { ports in
        ports.changeItems { if $0["targetPort"] == 0 || $0["targetPort"] == "" { $0["targetPort"] = $0["port"] } }
      }
      if Self.isReachedFromOutside(spec) { spec.setDefault("externalTrafficPolicy", "Cluster") }
      if type != "ExternalName" { spec.setDefault("internalTrafficPolicy", "Cluster") }
      if type == "LoadBalancer" { spec.setDefault("allocateLoadBalancerNodePorts", true) }
    }
  }

  static func isReachedFromOutside(_ spec: Value) -> Bool {
    let type = spec["type"]?.string ?? ""
    let hasExternal = spec["externalIPs"]?.array?.isEmpty == false
    return type == "NodePort" || type == "LoadBalancer" || type == "ClusterIP" && hasExternal
  }

  func prepareForCreate(_ object: inout Value) { object["status"] = ["loadBalancer": [:]] }

  /// Addresses that a client leaves out of an update stay.
  func prepareForUpdate(_ object: inout Value, old: Value, subresource: String?) {
    guard subresource == nil else { return }
    let oldSpec = old["spec"] ?? .null
    object.change("spec") { spec in
      guard spec["type"] != "ExternalName", oldSpec["type"] != "ExternalName" else { return }
      let isHeadless = spec["clusterIP"] == "None"
      for field in ["clusterIP", "clusterIPs"] where spec[field] == nil && !isHeadless { spec[field] = oldSpec[field] }
      for field in ["ipFamilies", "ipFamilyPolicy"] { spec.setDefault(field, oldSpec[field] ?? .null) }
      if spec["type"] == "LoadBalancer" || spec["type"] == "NodePort" { Self.keepNodePorts(&spec, oldSpec) }
    }
  }

  private static func keepNodePorts(_ spec: inout Value, _ old: Value) {
    let before = old["ports"]?.array ?? []
    spec.change("ports") { ports in
      ports.changeItems { port in
        guard port["nodePort"] == nil else { return }
        let same = before.first { $0["port"] == port["port"] && $0["protocol"] == port["protocol"] }
        if let number = same?["nodePort"] { port["nodePort"] = number }
      }
    }
    if old["healthCheckNodePort"] != nil, spec["externalTrafficPolicy"] == "Local" {
      spec.setDefault("healthCheckNodePort", old["healthCheckNodePort"] ?? .null)
    }
  }

  func validate(_ object: Value) -> [FieldError] { ServiceValidation.errors(in: object["spec"] ?? .null) }

  func validateUpdate(_ object: Value, old: Value, subresource: String?) -> [FieldError] {
    guard subresource == nil else { return [] }
    let new = object[path: "spec", "clusterIPs"]?.array ?? []
    let before = old[path: "spec", "clusterIPs"]?.array ?? []
    let changesKind = [object, old].contains { $0[path: "spec", "type"] == "ExternalName" }
    guard !changesKind, let first = before.first, new.first != first else { return [] }
    return [.invalid("spec.clusterIPs[0]", .array(new), "may not change once set")]
  }
}
