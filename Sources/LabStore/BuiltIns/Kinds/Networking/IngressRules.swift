import Documents
import Kubernetes

struct IngressRules: KindRules {
  func prepareForCreate(_ object: inout Value) { object["status"] = ["loadBalancer": [:]] }

  func validate(_ object: Value) -> [FieldError] {
    let spec = object["spec"] ?? .null
    let rules = spec["rules"]?.array ?? []
    var errors: [FieldError] = []
    let backend = spec["defaultBackend"] ?? .null
    if rules.isEmpty, backend.isNull {
      errors.append(.invalid("spec", spec, "either `defaultBackend` or `rules` must be specified"))
    }
    if !backend.isNull { errors += backendErrors(backend, "spec.defaultBackend") }
    for (index, rule) in rules.enumerated() { errors += ruleErrors(rule, "spec.rules[\(index)]") }
    for (index, tls) in (spec["tls"]?.array ?? []).enumerated() {
      for (number, host) in (tls["hosts"]?.array ?? []).enumerated() {
        errors += FieldChecks.text(host, "spec.tls[\(index)].hosts[\(number)]", hostName)
      }
      errors += FieldChecks.text(tls["secretName"], "spec.tls[\(index)].secretName", NameValidation.subdomain)
    }
    return errors + FieldChecks.text(spec["ingressClassName"], "spec.ingressClassName", NameValidation.subdomain)
  }

  private func hostName(_ host: String) -> [String] {
    NameValidation.subdomain(host.hasPrefix("*.") ? String(host.dropFirst(2)) : host)
  }

  private func ruleErrors(_ rule: Value, _ path: String) -> [FieldError] {
    var errors: [FieldError] = []
    if let host = rule["host"]?.string, !host.isEmpty {
      if IPAddress.isValid(host) {
        errors.append(.invalid("\(path).host", .string(host), "must be a DNS name, not an IP address"))
      }
      errors += FieldChecks.text(rule["host"], "\(path).host", hostName)
    }
    guard let http = rule["http"], !http.isNull else { return errors }
    let paths = http["paths"]?.array ?? []
    if paths.isEmpty { errors.append(.required("\(path).http.paths")) }
    for (index, item) in paths.enumerated() {
      let place = "\(path).http.paths[\(index)]"
      if item["pathType"]?.string ?? "" == "" {
        errors.append(.required("\(place).pathType", "pathType must be specified"))
      }
      let text = item["path"]?.string ?? ""
      if item["pathType"] == "Exact" || item["pathType"] == "Prefix" || !text.isEmpty {
        if !text.hasPrefix("/") { errors.append(.invalid("\(place).path", .string(text), "must be an absolute path")) }
      }
      errors += backendErrors(item["backend"] ?? .null, "\(place).backend")
    }
    return errors
  }

  private func backendErrors(_ backend: Value, _ path: String) -> [FieldError] {
    let service = backend["service"] ?? .null
    let resource = backend["resource"] ?? .null
    switch (service.isNull, resource.isNull) {
    case (false, false): return [.invalid(path, "", "cannot set both resource and service backends")]
    case (true, true): return [.required(path, "must specify either a `resource` or `service` backend")]
    case (true, false): return []
    case (false, true): break
    }
    var errors = FieldChecks.text(service["name"], "\(path).service.name", NameValidation.dns1035Label)
    let name = service["port"]?["name"]?.string ?? ""
    let number = service["port"]?["number"]?.integer ?? 0
    if name.isEmpty, number == 0 {
      errors.append(.required("\(path).service.port", "port name or number is required"))
    } else if !name.isEmpty, number != 0 {
      errors.append(.invalid(path, "", "cannot set both port name & port number"))
    } else if name.isEmpty {
      errors += FieldChecks.port(.integer(number), "\(path).service.port.number")
    }
    return errors
  }
}

struct IngressClassRules: KindRules {
  func validateUpdate(_ object: Value, old: Value, subresource: String?) -> [FieldError] {
    FieldChecks.immutable(object[path: "spec", "controller"], old[path: "spec", "controller"], "spec.controller")
  }
}
