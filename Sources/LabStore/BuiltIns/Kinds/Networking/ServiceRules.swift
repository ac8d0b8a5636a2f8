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
