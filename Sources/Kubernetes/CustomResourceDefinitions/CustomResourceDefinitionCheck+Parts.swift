import Documents

// Printer columns, the scale endpoint, selectable fields and conversion.
extension CustomResourceDefinitionCheck {
  private static let columnTypes = ["boolean", "date", "integer", "number", "string"]
  private static let columnFormats = ["byte", "date", "date-time", "double", "float", "int32", "int64", "password"]

  static func columnErrors(_ columns: Value, at path: String) -> [FieldError] {
    (columns.array ?? []).enumerated().flatMap { index, column in
      errors(ofColumn: column, at: "\(path)[\(index)]")
    }
  }

  private static func errors(ofColumn column: Value, at path: String) -> [FieldError] {
    var errors: [FieldError] = []
    if column["name"]?.string?.isEmpty ?? true { errors.append(.required("\(path).name")) }
    let type = column["type"]?.string ?? ""
    let types = "must be one of \(columnTypes.joined(separator: ","))"
    if type.isEmpty {
      errors.append(.required("\(path).type", types))
    } else if !columnTypes.contains(type) {
      errors.append(.invalid("\(path).type", .string(type), types))
    }
    if let format = column["format"]?.string, !format.isEmpty, !columnFormats.contains(format) {
      errors.append(
        .invalid(
          "\(path).format", .string(format), "must be one of \(columnFormats.joined(separator: ","))"))
    }
    let jsonPath = column["jsonPath"]?.string ?? ""
    if jsonPath.isEmpty {
      errors.append(.required("\(path).JSONPath"))
    } else {
      errors += simplePathErrors(jsonPath, at: "\(path).JSONPath")
    }
    return errors
  }

  private static func simplePathErrors(_ text: String, at path: String) -> [FieldError] {
    if text.hasPrefix(".") { return [] }
    return [.invalid(path, .string(text), "must be a simple json path starting with .")]
  }

  static func scaleErrors(_ subresources: Value, at path: String) -> [FieldError] {
    guard let scale = subresources["scale"], scale.object != nil else { return [] }
    func errors(_ name: String, under roots: [String], _ words: String, isRequired: Bool) -> [FieldError] {
      let text = scale[name]?.string ?? ""
      let place = "\(path).scale.\(name)"
      if text.isEmpty { return isRequired ? [.required(place)] : [] }
      let problems = simplePathErrors(text, at: place)
      if !problems.isEmpty || roots.contains(where: { text.hasPrefix(".\($0).") }) { return problems }
      return [.invalid(place, .string(text), "should be a json path under \(words)")]
    }
    return errors("specReplicasPath", under: ["spec"], ".spec", isRequired: true)
      + errors("statusReplicasPath", under: ["status"], ".status", isRequired: true)
      + errors("labelSelectorPath", under: ["spec", "status"], "either .spec or .status", isRequired: false)
  }

  private static let maximumSelectableFields = 8

  static func selectableFieldErrors(_ fields: Value, _ version: Value, at path: String) -> [FieldError] {
    guard let schema = version[path: "schema", "openAPIV3Schema"] else { return [] }
    var errors: [FieldError] = []
    var seen: Set<[String]> = []
    for (index, field) in (fields.array ?? []).enumerated() {
      let place = "\(path)[\(index)].jsonPath"
      let text = field["jsonPath"]?.string ?? ""
      if text.isEmpty {
        errors.append(.required(place))
        continue
      }
      guard let names = SchemaFieldPath.names(text, allowsBrackets: false),
        let target = SchemaFieldPath.schema(at: text, in: schema, allowsBrackets: false)
      else {
        errors.append(.invalid(place, .string(text), "is an invalid path: does not refer to a valid field"))
        continue
      }
      if names.first == "metadata" {
        errors.append(.invalid(place, .string(text), "must not point to fields in metadata"))
      }
      if !["string", "boolean", "integer"].contains(target["type"]?.string) {
        errors.append(
          .invalid(
            place, .string(text),
            "must point to a field of type string, boolean or integer. Enum string fields and strings with formats are "
              + "allowed."))
      }
      if !seen.insert(names).inserted { errors.append(.duplicate(place, .string(text))) }
    }
    if seen.count > maximumSelectableFields {
      errors.append(.tooMany(path, count: seen.count, maximum: maximumSelectableFields))
    }
    return errors
  }

  static func conversionErrors(_ conversion: Value) -> [FieldError] {
    guard conversion.object != nil else { return [] }
    let path = "spec.conversion"
    let strategy = conversion["strategy"]?.string ?? ""
    if strategy.isEmpty { return [.required("\(path).strategy")] }
    guard ["None", "Webhook"].contains(strategy) else {
      return [.notSupported("\(path).strategy", .string(strategy), supported: ["None", "Webhook"])]
    }
    let webhook = conversion["webhook"]
    let client = webhook?["clientConfig"]
    let reviewVersions = webhook?["conversionReviewVersions"]?.array?.compactMap(\.string) ?? []
    if strategy == "None" {
      let detail = "should not be set when strategy is not set to Webhook"
      return (client == nil ? [] : [.forbidden("\(path).webhookClientConfig", detail)])
        + (reviewVersions.isEmpty ? [] : [.forbidden("\(path).conversionReviewVersions", detail)])
    }
    return clientErrors(client, at: "\(path).webhookClientConfig")
      + reviewVersionErrors(reviewVersions, at: "\(path).conversionReviewVersions")
  }

  private static func clientErrors(_ client: Value?, at path: String) -> [FieldError] {
    guard let client, client.object != nil else {
      return [.required(path, "required when strategy is set to Webhook")]
    }
    if (client["url"] == nil) == (client["service"] == nil) {
      return [.required(path, "exactly one of url or service is required")]
    }
    if let url = client["url"]?.string, !url.hasPrefix("https://") {
      return [
        .invalid(
          "\(path).url", .string(url.prefix { $0 != ":" }.description),
          "'https' is the only allowed URL scheme; desired format: https://host[/path]")
      ]
    }
    return ["name", "namespace"].filter { client["service"] != nil && client["service"]?[$0]?.string ?? "" == "" }.map {
      .required("\(path).service.\($0)", "service \($0) is required")
    }
  }

  private static func reviewVersionErrors(_ versions: [String], at path: String) -> [FieldError] {
    if versions.isEmpty { return [.required(path)] }
    var errors: [FieldError] = []
    var seen: Set<String> = []
    for (index, version) in versions.enumerated() {
      guard seen.insert(version).inserted else {
        errors.append(.invalid("\(path)[\(index)]", .string(version), "duplicate version"))
        continue
      }
      errors += NameValidation.dns1035Label(version).map { .invalid("\(path)[\(index)]", .string(version), $0) }
    }
    if seen.isDisjoint(with: ["v1", "v1beta1"]) {
      errors.append(
        .invalid(path, .array(versions.map(Value.string)), "must include at least one of v1, v1beta1"))
    }
    return errors
  }
}
