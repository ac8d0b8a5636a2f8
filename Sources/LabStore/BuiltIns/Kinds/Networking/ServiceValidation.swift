import Documents
import Kubernetes

enum ServiceValidation {
  static func errors(in spec: Value) -> [FieldError] {
    let type = spec["type"]?.string ?? ""
    let ports = spec["ports"]?.array ?? []
    let isHeadless = spec["clusterIP"] == "None"
    var errors: [FieldError] = []
    if ports.isEmpty, !isHeadless, type != "ExternalName" { errors.append(.required("spec.ports")) }
    switch type {
    case "LoadBalancer", "NodePort":
      if isHeadless {
        errors.append(.invalid("spec.clusterIPs[0]", "None", "may not be set to 'None' for \(type) services"))
      }
    case "ExternalName":
      for field in ["clusterIP", "clusterIPs"] where spec[field] != nil {
        errors.append(.forbidden("spec.\(field)", "may not be set for ExternalName services"))
      }
      if spec["externalName"]?.string ?? "" == "" {
        errors.append(.required("spec.externalName"))
      } else {
        errors += FieldChecks.text(spec["externalName"], "spec.externalName", NameValidation.subdomain)
      }
    default: break
    }
    errors += portErrors(ports, isNamed: ports.count > 1, isHeadless: isHeadless)
    errors += FieldChecks.labels(spec["selector"], "spec.selector")
    errors += addressErrors(spec)
    errors += timeoutErrors(spec)
    if spec["externalTrafficPolicy"] != nil, !ServiceRules.isReachedFromOutside(spec) {
      errors.append(
        .invalid(
          "spec.externalTrafficPolicy", spec["externalTrafficPolicy"] ?? "",
          "may only be set for externally-accessible services"))
    }
    return errors
  }

  private static func timeoutErrors(_ spec: Value) -> [FieldError] {
    let path = ["sessionAffinityConfig", "clientIP", "timeoutSeconds"]
    guard let timeout = spec[path: path]?.integer, !(1...86400).contains(timeout) else { return [] }
    let place = "spec.\(path.joined(separator: "."))"
    return [.invalid(place, .integer(timeout), "must be greater than 0 and less than 86400")]
  }

  private static func portErrors(_ ports: [Value], isNamed: Bool, isHeadless: Bool) -> [FieldError] {
    var errors: [FieldError] = []
    var names: Set<String> = []
    var numbers: Set<Value> = []
    for (index, port) in ports.enumerated() {
      let place = "spec.ports[\(index)]"
      let name = port["name"]?.string ?? ""
      if isNamed, name.isEmpty {
        errors.append(.required("\(place).name"))
      } else if !name.isEmpty {
        errors += FieldChecks.text(port["name"], "\(place).name", NameValidation.label)
        if !names.insert(name).inserted { errors.append(.duplicate("\(place).name", .string(name))) }
      }
      errors += FieldChecks.port(port["port"], "\(place).port")
      errors += FieldChecks.portOrName(port["targetPort"], "\(place).targetPort")
      if isHeadless, port["nodePort"]?.integer ?? 0 != 0 {
        errors.append(
          .invalid("\(place).nodePort", port["nodePort"] ?? 0, "may not be used when `type` is 'ClusterIP'"))
      }
      let key: Value = ["port": port["port"] ?? 0, "protocol": port["protocol"] ?? ""]
      if !numbers.insert(key).inserted { errors.append(.duplicate(place, key)) }
    }
    return errors
  }

  private static func addressErrors(_ spec: Value) -> [FieldError] {
    var errors: [FieldError] = []
    for (index, address) in (spec["clusterIPs"]?.array ?? []).enumerated() {
      guard let text = address.string, text != "None", !IPAddress.isValid(text) else { continue }
      errors.append(.invalid("spec.clusterIPs[\(index)]", address, IPAddress.message))
    }
    if let first = spec["clusterIPs"]?[0], let address = spec["clusterIP"], first != address {
      errors.append(
        .invalid("spec.clusterIPs", spec["clusterIPs"] ?? .null, "first value must match `clusterIP`"))
    }
    for (index, address) in (spec["externalIPs"]?.array ?? []).enumerated() {
      if let text = address.string, !IPAddress.isValid(text) {
        errors.append(.invalid("spec.externalIPs[\(index)]", address, IPAddress.message))
      }
    }
    for (index, block) in (spec["loadBalancerSourceRanges"]?.array ?? []).enumerated() {
      if let text = block.string, !IPAddress.isBlock(text) {
        errors.append(
          .invalid(
            "spec.loadBalancerSourceRanges[\(index)]", block,
            "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)"))
      }
    }
    return errors
  }
}
