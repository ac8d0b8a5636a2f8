import Documents
import Kubernetes

/// Validation of the volumes of a pod spec.
struct VolumeValidation {
  let path: String

  func errors(in volumes: [Value]) -> [FieldError] {
    var errors: [FieldError] = []
    for (index, volume) in volumes.enumerated() {
      let place = "\(path)[\(index)]"
      errors += FieldChecks.text(volume["name"], "\(place).name", NameValidation.label)
      errors += sourceErrors(volume, place)
    }
    return errors + FieldChecks.duplicates(volumes, by: "name", path)
  }

  private func sourceErrors(_ volume: Value, _ place: String) -> [FieldError] {
    let sources = (volume.object ?? [:]).filter { key, value in key != "name" && !value.isNull }
    var errors = sources.dropFirst().map {
      FieldError.forbidden("\(place).\($0.key)", "may not specify more than 1 volume type")
    }
    if sources.isEmpty { errors.append(.required(place, "must specify a volume type")) }
    for (kind, source) in sources { errors += errorsOf(kind, source, "\(place).\(kind)") }
    return errors
  }

  private func errorsOf(_ kind: String, _ source: Value, _ place: String) -> [FieldError] {
    var errors: [FieldError] = []
    switch kind {
    case "configMap":
      if source["name"]?.string ?? "" == "" { errors.append(.required("\(place).name")) }
      errors += keyErrors(source, place)
    case "secret":
      if source["secretName"]?.string ?? "" == "" { errors.append(.required("\(place).secretName")) }
      errors += keyErrors(source, place)
    case "downwardAPI": errors += modeErrors(source, place)
    case "projected": errors += modeErrors(source, place)
    case "nfs":
      if let path = source["path"]?.string, !path.isEmpty, !path.hasPrefix("/") {
        errors.append(.invalid("\(place).path", .string(path), "must be an absolute path"))
      }
    case "hostPath":
      if let path = source["path"]?.string, path.split(separator: "/").contains("..") {
        errors.append(.invalid("\(place).path", .string(path), "must not contain '..'"))
      }
    case "emptyDir":
      if let limit = source["sizeLimit"]?.string, limit.hasPrefix("-") {
        errors.append(.forbidden("\(place).sizeLimit", "SizeLimit field must be a valid resource quantity"))
      }
    default: break
    }
    return errors
  }

  private func keyErrors(_ source: Value, _ place: String) -> [FieldError] {
    modeErrors(source, place)
      + (source["items"]?.array ?? []).enumerated().flatMap { index, item -> [FieldError] in
        let path = item["path"]?.string ?? ""
        var errors: [FieldError] = []
        if path.hasPrefix("/") {
          errors.append(.invalid("\(place).items[\(index)].path", .string(path), "must be a relative path"))
        }
        if path.split(separator: "/").contains("..") {
          errors.append(.invalid("\(place).items[\(index)].path", .string(path), "must not contain '..'"))
        }
        return errors
      }
  }

  private func modeErrors(_ source: Value, _ place: String) -> [FieldError] {
    guard let mode = source["defaultMode"]?.integer, !(0...0o777).contains(mode) else { return [] }
    return [
      .invalid(
        "\(place).defaultMode", .integer(mode), "must be a number between 0 and 0777 (octal), both inclusive")
    ]
  }
}
