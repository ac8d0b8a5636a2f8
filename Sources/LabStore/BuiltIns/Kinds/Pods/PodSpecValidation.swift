import Documents
import Kubernetes

/// Validation of a pod spec, wherever it stands.
struct PodSpecValidation {
  let path: String

  func errors(in spec: Value) -> [FieldError] {
    var errors: [FieldError] = []
    let volumes = spec["volumes"]?.array ?? []
    errors += VolumeValidation(path: "\(path).volumes").errors(in: volumes)
    errors += containerErrors(in: spec, volumes: Set(volumes.compactMap { $0["name"]?.string }))
    errors += nameErrors(in: spec)
    errors += numberErrors(in: spec)
    errors += schedulingErrors(in: spec)
    errors += networkErrors(in: spec)
    return errors
  }

  private func containerErrors(in spec: Value, volumes: Set<String>) -> [FieldError] {
    let containers = spec["containers"]?.array ?? []
    let initContainers = spec["initContainers"]?.array ?? []
    var errors: [FieldError] = containers.isEmpty ? [.required("\(path).containers")] : []
    let check = ContainerValidation(volumes: volumes)
    for (list, items) in [("containers", containers), ("initContainers", initContainers)] {
      for (index, container) in items.enumerated() {
        errors += check.errors(in: container, "\(path).\(list)[\(index)]", isInit: list == "initContainers")
      }
    }
    errors += FieldChecks.duplicates(containers, by: "name", "\(path).containers")
    let names = Set(containers.compactMap { $0["name"] })
    for (index, container) in initContainers.enumerated() {
      if let name = container["name"], names.contains(name) {
        errors.append(.duplicate("\(path).initContainers[\(index)].name", name))
      }
    }
    errors += FieldChecks.duplicates(initContainers, by: "name", "\(path).initContainers")
    return errors
  }

  private func nameErrors(in spec: Value) -> [FieldError] {
    var errors: [FieldError] = []
    for field in ["serviceAccountName", "nodeName", "priorityClassName", "runtimeClassName"] {
      errors += FieldChecks.text(spec[field], "\(path).\(field)", NameValidation.subdomain)
    }
    for field in ["hostname", "subdomain"] {
      errors += FieldChecks.text(spec[field], "\(path).\(field)", NameValidation.label)
    }
    errors += FieldChecks.labels(spec["nodeSelector"], "\(path).nodeSelector")
    errors += FieldChecks.text(spec["schedulerName"], "\(path).schedulerName") { NameValidation.qualifiedName($0) }
    return errors
  }

  private func numberErrors(in spec: Value) -> [FieldError] {
    var errors = FieldChecks.nonNegative(
      spec["terminationGracePeriodSeconds"], "\(path).terminationGracePeriodSeconds")
    if let deadline = spec["activeDeadlineSeconds"]?.integer, !(1...Int64(Int32.max)).contains(deadline) {
      errors.append(
        .invalid(
          "\(path).activeDeadlineSeconds", .integer(deadline), "must be between 1 and 2147483647, inclusive"))
    }
    return errors
  }

  private func schedulingErrors(in spec: Value) -> [FieldError] {
    var errors: [FieldError] = []
    for (index, toleration) in (spec["tolerations"]?.array ?? []).enumerated() {
      errors += tolerationErrors(toleration, "\(path).tolerations[\(index)]")
    }
    errors += AffinityValidation(path: "\(path).affinity").errors(in: spec["affinity"])
    for (index, constraint) in (spec["topologySpreadConstraints"]?.array ?? []).enumerated() {
      let place = "\(path).topologySpreadConstraints[\(index)]"
      if (constraint["maxSkew"]?.integer ?? 0) < 1 {
        errors.append(.invalid("\(place).maxSkew", constraint["maxSkew"] ?? 0, "must be greater than zero"))
      }
      errors += FieldChecks.labelSelector(constraint["labelSelector"], "\(place).labelSelector")
    }
    return errors
  }

  private func tolerationErrors(_ toleration: Value, _ place: String) -> [FieldError] {
    let key = toleration["key"]?.string ?? ""
    let operation = toleration["operator"]?.string ?? ""
    var errors = FieldChecks.text(toleration["key"], "\(place).key") { NameValidation.qualifiedName($0) }
    if key.isEmpty, operation != "Exists" {
      errors.append(
        .invalid(
          "\(place).operator", .string(operation),
          "operator must be Exists when `key` is empty, which means \"match "
            + "all values and all keys\""))
    }
    if toleration["tolerationSeconds"] != nil, toleration["effect"] != "NoExecute" {
      errors.append(
        .invalid(
          "\(place).effect", toleration["effect"] ?? "", "effect must be 'NoExecute' when `tolerationSeconds` is set"))
    }
    if operation == "Exists", let value = toleration["value"]?.string, !value.isEmpty {
      errors.append(
        .invalid("\(place).operator", toleration, "value must be empty when `operator` is 'Exists'"))
    }
    return errors
  }

  private func networkErrors(in spec: Value) -> [FieldError] {
    var errors: [FieldError] = []
    if spec["dnsPolicy"] == "None", (spec[path: "dnsConfig", "nameservers"]?.array ?? []).isEmpty {
      errors.append(
        .required("\(path).dnsConfig.nameservers", "must provide at least one DNS nameserver when `dnsPolicy` is None"))
    }
    for (index, alias) in (spec["hostAliases"]?.array ?? []).enumerated() {
      let place = "\(path).hostAliases[\(index)]"
      if let ip = alias["ip"]?.string, !IPAddress.isValid(ip) {
        errors.append(.invalid("\(place).ip", .string(ip), IPAddress.message))
      }
      for (number, name) in (alias["hostnames"]?.array ?? []).enumerated() {
        errors += FieldChecks.text(name, "\(place).hostnames[\(number)]", NameValidation.subdomain)
      }
    }
    return errors
  }
}
