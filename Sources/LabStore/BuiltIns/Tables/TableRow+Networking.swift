import Documents

/// Cells of services, endpoints and ingresses.
extension TableRow {
  func networking(_ name: String) -> String? {
    switch name {
    case "serviceExternalIP": serviceExternalIP
    case "servicePorts": servicePorts
    case "endpoints": endpoints
    case "slicePorts": slicePorts
    case "sliceEndpoints": sliceEndpoints
    case "ingressHosts": ingressHosts
    case "ingressAddress": ingressAddress
    case "ingressPorts": object[path: "spec", "tls"] == nil ? "80" : "80, 443"
    case "ingressParameters": ingressParameters
    default: nil
    }
  }

  var serviceExternalIP: String {
    let external = (object[path: "spec", "externalIPs"]?.array ?? []).compactMap(\.string)
    switch text("spec", "type") {
    case "ExternalName": return text("spec", "externalName")
    case "LoadBalancer":
      let balanced = (object[path: "status", "loadBalancer", "ingress"]?.array ?? []).compactMap {
        $0["ip"]?.string ?? $0["hostname"]?.string
      }
      let all = balanced + external
      return all.isEmpty ? "<pending>" : all.joined(separator: ",")
    default: return external.isEmpty ? "<none>" : external.joined(separator: ",")
    }
  }

  var servicePorts: String {
    let ports = object[path: "spec", "ports"]?.array ?? []
    if ports.isEmpty { return "<none>" }
    return ports.map { port in
      let nodePort = port["nodePort"]?.integer.map { ":\($0)" } ?? ""
      return "\(port["port"]?.integer ?? 0)\(nodePort)/\(port["protocol"]?.string ?? "TCP")"
    }.joined(separator: ",")
  }

  var endpoints: String {
    let all = (object["subsets"]?.array ?? []).flatMap { subset in
      let addresses = (subset["addresses"]?.array ?? []).compactMap { $0["ip"]?.string }
      let ports = subset["ports"]?.array ?? []
      if ports.isEmpty { return addresses }
      return ports.flatMap { port in addresses.map { Self.hostPort($0, port["port"]?.integer ?? 0) } }
    }
    return Self.first(3, of: all, otherwise: "<none>")
  }

  private static func hostPort(_ host: String, _ port: Int64) -> String {
    host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
  }

  var slicePorts: String {
    let ports = (object["ports"]?.array ?? []).map { $0["port"]?.integer.map(String.init) ?? "*" }
    return Self.first(3, of: ports, otherwise: "<unset>")
  }

  var sliceEndpoints: String {
    let addresses = (object["endpoints"]?.array ?? []).flatMap { $0["addresses"]?.array ?? [] }.compactMap(\.string)
    return Self.first(3, of: addresses, otherwise: "<unset>")
  }

  private static func first(_ count: Int, of all: [String], otherwise: String) -> String {
    if all.isEmpty { return otherwise }
    let more = all.count > count ? " + \(all.count - count) more..." : ""
    return all.prefix(count).joined(separator: ",") + more
  }

  var ingressHosts: String {
    let hosts = (object[path: "spec", "rules"]?.array ?? []).compactMap { $0["host"]?.string }.filter { !$0.isEmpty }
    return Self.first(3, of: hosts, otherwise: "*")
  }

  var ingressAddress: String {
    let addresses = (object[path: "status", "loadBalancer", "ingress"]?.array ?? []).compactMap {
      $0["ip"]?.string ?? $0["hostname"]?.string
    }
    return addresses.joined(separator: ",")
  }

  var ingressParameters: String {
    guard let parameters = object[path: "spec", "parameters"], !parameters.isNull else { return "<none>" }
    let kind = parameters["kind"]?.string ?? ""
    let group = parameters["apiGroup"]?.string.map { ".\($0)" } ?? ""
    return "\(kind)\(group)/\(parameters["name"]?.string ?? "")"
  }
}
