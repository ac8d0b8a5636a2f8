import Documents
import Kubernetes

/// Validation of one container of a pod spec.
struct ContainerValidation {
  /// The names of the pod's volumes.
  let volumes: Set<String>

  func errors(in container: Value, _ path: String, isInit: Bool) -> [FieldError] {
    var errors = FieldChecks.text(container["name"], "\(path).name", NameValidation.label)
    let image = container["image"]?.string ?? ""
    if image.isEmpty {
      errors.append(.required("\(path).image"))
    } else if image.first?.isWhitespace == true || image.last?.isWhitespace == true {
      errors.append(.invalid("\(path).image", .string(image), "must not have leading or trailing whitespace"))
    }
    errors += portErrors(container["ports"]?.array ?? [], "\(path).ports")
    errors += environmentErrors(container, path)
    errors += mountErrors(container["volumeMounts"]?.array ?? [], "\(path).volumeMounts")
    errors += ResourceValidation.errors(in: container["resources"], "\(path).resources")
    for probe in ["livenessProbe", "readinessProbe", "startupProbe"] {
      guard let value = container[probe], !value.isNull else { continue }
      if isInit, container["restartPolicy"] != "Always" {
        errors.append(.forbidden("\(path).\(probe)", "must not be set for init containers"))
      } else {
        errors += probeErrors(value, "\(path).\(probe)", isReadiness: probe == "readinessProbe")
      }
    }
    for hook in ["postStart", "preStop"] {
      if let handler = container["lifecycle"]?[hook], !handler.isNull {
        errors += handlerErrors(handler, "\(path).lifecycle.\(hook)", kinds: ["exec", "httpGet", "sleep", "tcpSocket"])
      }
    }
    return errors
  }

  // MARK: Ports

  private func portErrors(_ ports: [Value], _ path: String) -> [FieldError] {
    var errors: [FieldError] = []
    var names: Set<String> = []
    for (index, port) in ports.enumerated() {
      let place = "\(path)[\(index)]"
      if let name = port["name"]?.string, !name.isEmpty {
        errors += FieldChecks.portName(name).map { .invalid("\(place).name", .string(name), $0) }
        if !names.insert(name).inserted { errors.append(.duplicate("\(place).name", .string(name))) }
      }
      if port["containerPort"]?.integer ?? 0 == 0 {
        errors.append(.required("\(place).containerPort"))
      } else {
        errors += FieldChecks.port(port["containerPort"], "\(place).containerPort")
      }
      errors += FieldChecks.port(port["hostPort"], "\(place).hostPort")
    }
    return errors
  }

  // MARK: Environment

  private func environmentErrors(_ container: Value, _ path: String) -> [FieldError] {
    var errors: [FieldError] = []
    for (index, variable) in (container["env"]?.array ?? []).enumerated() {
      let place = "\(path).env[\(index)]"
      if let name = variable["name"]?.string, name.contains("=") {
        errors.append(
          .invalid(
            "\(place).name", .string(name),
            "a valid environment variable name must consist only of printable ASCII characters other than '='"))
      }
      guard let source = variable["valueFrom"], !source.isNull else { continue }
      let count = source.object?.count ?? 0
      if count == 0 {
        errors.append(
          .invalid(
            "\(place).valueFrom", "",
            "must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`"))
      } else if let value = variable["value"]?.string, !value.isEmpty {
        errors.append(.invalid("\(place).valueFrom", "", "may not be specified when `value` is not empty"))
      } else if count > 1 {
        errors.append(.invalid("\(place).valueFrom", "", "may not have more than one field specified at a time"))
      }
      for reference in ["configMapKeyRef", "secretKeyRef"] {
        guard let selector = source[reference], !selector.isNull else { continue }
        if selector["name"]?.string ?? "" == "" { errors.append(.required("\(place).valueFrom.\(reference).name")) }
      }
    }
    return errors
  }

  // MARK: Mounts

  private func mountErrors(_ mounts: [Value], _ path: String) -> [FieldError] {
    var errors: [FieldError] = []
    var mounted: Set<String> = []
    for (index, mount) in mounts.enumerated() {
      let place = "\(path)[\(index)]"
      if let name = mount["name"]?.string, !name.isEmpty, !volumes.contains(name) {
        errors.append(.notFound("\(place).name", .string(name)))
      }
      if let target = mount["mountPath"]?.string, !target.isEmpty, !mounted.insert(target).inserted {
        errors.append(.invalid("\(place).mountPath", .string(target), "must be unique"))
      }
      if let part = mount["subPath"]?.string, part.hasPrefix("/") {
        errors.append(.invalid("\(place).subPath", .string(part), "must be a relative path"))
      }
    }
    return errors
  }

  // MARK: Probes

  private func probeErrors(_ probe: Value, _ path: String, isReadiness: Bool) -> [FieldError] {
    var errors = handlerErrors(probe, path, kinds: ["exec", "grpc", "httpGet", "tcpSocket"])
    for field in ["initialDelaySeconds", "timeoutSeconds", "periodSeconds", "successThreshold", "failureThreshold"] {
      errors += FieldChecks.nonNegative(probe[field], "\(path).\(field)")
    }
    if !isReadiness, let threshold = probe["successThreshold"]?.integer, threshold != 1 {
      errors.append(.invalid("\(path).successThreshold", .integer(threshold), "must be 1"))
    }
    return errors
  }

  private func handlerErrors(_ handler: Value, _ path: String, kinds: [String]) -> [FieldError] {
    let present = kinds.filter { kind in handler[kind].map { !$0.isNull } ?? false }
    var errors: [FieldError] = []
    if present.isEmpty { errors.append(.required(path, "must specify a handler type")) }
    for kind in present.dropFirst() {
      errors.append(.forbidden("\(path).\(kind)", "may not specify more than 1 handler type"))
    }
    if handler["exec"].map({ ($0["command"]?.array ?? []).isEmpty }) ?? false {
      errors.append(.required("\(path).exec.command"))
    }
    for kind in ["httpGet", "tcpSocket", "grpc"] where present.contains(kind) {
      errors += FieldChecks.portOrName(handler[kind]?["port"], "\(path).\(kind).port")
    }
    return errors
  }
}
