import Documents
import Kubernetes

struct NetworkPolicyRules: KindRules {
  /// A policy with egress rules is about both directions.
  func applyDefaults(_ object: inout Value) {
    object.change("spec") { spec in
      guard (spec["policyTypes"]?.array ?? []).isEmpty else { return }
      spec["policyTypes"] = spec["egress"] == nil ? ["Ingress"] : ["Ingress", "Egress"]
    }
  }

  func validate(_ object: Value) -> [FieldError] {
    let spec = object["spec"] ?? .null
    var errors = FieldChecks.labelSelector(spec["podSelector"], "spec.podSelector")
    for (direction, peers) in [("ingress", "from"), ("egress", "to")] {
      for (index, rule) in (spec[direction]?.array ?? []).enumerated() {
        let place = "spec.\(direction)[\(index)]"
        for (number, port) in (rule["ports"]?.array ?? []).enumerated() {
          errors += portErrors(port, "\(place).ports[\(number)]")
        }
        for (number, peer) in (rule[peers]?.array ?? []).enumerated() {
          errors += peerErrors(peer, "\(place).\(peers)[\(number)]")
        }
      }
    }
    return errors
  }

  private func portErrors(_ port: Value, _ path: String) -> [FieldError] {
    var errors = FieldChecks.portOrName(port["port"], "\(path).port")
    guard let end = port["endPort"]?.integer else { return errors }
    if let start = port["port"]?.integer {
      if end < start {
        errors.append(.invalid("\(path).endPort", .integer(end), "must be greater than or equal to `port`"))
      }
    } else {
      errors.append(.required("\(path).endPort", "may not be specified when `port` is not specified"))
    }
    return errors
  }

  private func peerErrors(_ peer: Value, _ path: String) -> [FieldError] {
    let present = ["podSelector", "namespaceSelector", "ipBlock"].filter { name in
      peer[name].map { !$0.isNull } ?? false
    }
    if present.isEmpty { return [.required(path, "must specify a peer")] }
    var errors = ["podSelector", "namespaceSelector"].flatMap { FieldChecks.labelSelector(peer[$0], "\(path).\($0)") }
    guard present.contains("ipBlock") else { return errors }
    if present.count > 1 {
      errors.append(.forbidden(path, "may not specify both ipBlock and another peer"))
    }
    let block = peer["ipBlock"]?["cidr"]?.string ?? ""
    if !block.isEmpty, !IPAddress.isBlock(block) {
      errors.append(
        .invalid(
          "\(path).ipBlock.cidr", .string(block), "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)"))
    }
    return errors
  }
}

struct EndpointSliceRules: KindRules {
  func validate(_ object: Value) -> [FieldError] {
    let type = object["addressType"]?.string ?? ""
    var errors: [FieldError] = []
    for (index, endpoint) in (object["endpoints"]?.array ?? []).enumerated() {
      let addresses = endpoint["addresses"]?.array ?? []
      let place = "endpoints[\(index)].addresses"
      if addresses.isEmpty { errors.append(.required(place, "must contain at least 1 address")) }
      for (number, address) in addresses.enumerated() {
        let text = address.string ?? ""
        let isRight = type == "IPv4" ? IPAddress.isIPv4(text) : type == "IPv6" ? IPAddress.isIPv6(text) : true
        if !isRight {
          errors.append(.invalid("\(place)[\(number)]", address, "must be a valid \(type) address"))
        }
      }
    }
    for (index, port) in (object["ports"]?.array ?? []).enumerated() {
      errors += FieldChecks.port(port["port"], "ports[\(index)].port")
    }
    return errors
  }

  func validateUpdate(_ object: Value, old: Value, subresource: String?) -> [FieldError] {
    FieldChecks.immutable(object["addressType"], old["addressType"], "addressType")
  }
}
