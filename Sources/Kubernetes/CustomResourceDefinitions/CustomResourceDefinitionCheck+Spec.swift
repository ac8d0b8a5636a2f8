import Documents

extension CustomResourceDefinitionCheck {
  func specErrors(_ definition: Value) -> [FieldError] {
    let spec = definition["spec"] ?? [:]
    let versions = spec["versions"]?.array ?? []
    let shared = SharedParts(versions)
    var errors = groupErrors(spec) + scopeErrors(spec)
    for (index, version) in versions.enumerated() where version[path: "schema", "openAPIV3Schema"]?.object == nil {
      errors.append(.required("spec.versions[\(index)].schema.openAPIV3Schema", "schemas are required"))
    }
    for (index, version) in versions.enumerated() {
      errors += versionErrors(version, shared, at: "spec.versions[\(index)]")
    }
    errors += Self.versionListErrors(versions)
    errors += CustomResourceNames.errors(spec["names"] ?? [:], at: "spec.names")
    if let schema = shared.schema {
      let hasStatus = versions.contains { $0[path: "subresources", "status"]?.object != nil }
      errors += schemaErrors(schema, hasStatus: hasStatus, at: "spec.validation")
    }
    if let subresources = shared.subresources { errors += Self.scaleErrors(subresources, at: "spec.subresources") }
    if let columns = shared.columns { errors += Self.columnErrors(columns, at: "spec.additionalPrinterColumns") }
    if let fields = shared.selectableFields {
      errors += Self.selectableFieldErrors(fields, versions.first ?? [:], at: "spec.selectableFields")
    }
    return errors + Self.conversionErrors(spec["conversion"] ?? .null)
  }

  /// What all versions have alike.
  private struct SharedParts {
    var schema: Value?
    var subresources: Value?
    var columns: Value?
    var selectableFields: Value?

    init(_ versions: [Value]) {
      func same(_ name: String, isList: Bool = false) -> Value? {
        guard let first = versions.first?[name], !first.isNull, !(isList && first.array?.isEmpty ?? true),
          versions.allSatisfy({ $0[name] == first })
        else { return nil }
        return first
      }
      schema = same("schema")
      subresources = same("subresources")
      columns = same("additionalPrinterColumns", isList: true)
      selectableFields = same("selectableFields", isList: true)
    }
  }

  private func groupErrors(_ spec: Value) -> [FieldError] {
    let group = spec["group"]?.string ?? ""
    if group.isEmpty { return [.required("spec.group")] }
    let problems = NameValidation.subdomain(group)
    if !problems.isEmpty { return [.invalid("spec.group", .string(group), problems.joined(separator: ","))] }
    if !group.contains(".") {
      return [.invalid("spec.group", .string(group), "should be a domain with at least one dot")]
    }
    return []
  }

  private func scopeErrors(_ spec: Value) -> [FieldError] {
    let scope = spec["scope"]?.string ?? ""
    if scope.isEmpty { return [.required("spec.scope")] }
    if ["Cluster", "Namespaced"].contains(scope) { return [] }
    return [.notSupported("spec.scope", .string(scope), supported: ["Cluster", "Namespaced"])]
  }

  private func versionErrors(_ version: Value, _ shared: SharedParts, at path: String) -> [FieldError] {
    let name = version["name"]?.string ?? ""
    var errors: [FieldError] = []
    let problems = NameValidation.dns1035Label(name)
    if !problems.isEmpty {
      errors.append(.invalid("\(path).name", .string(name), problems.joined(separator: ",")))
    }
    if let warning = version["deprecationWarning"]?.string {
      errors += Self.deprecationProblems(warning, isDeprecated: version.isTrue("deprecated")).map {
        .invalid("\(path).deprecationWarning", .string(warning), $0)
      }
    }
    if shared.schema == nil, let schema = version["schema"] {
      let hasStatus = version[path: "subresources", "status"]?.object != nil
      errors += schemaErrors(schema, hasStatus: hasStatus, at: "\(path).schema")
    }
    if shared.subresources == nil, let subresources = version["subresources"] {
      errors += Self.scaleErrors(subresources, at: "\(path).subresources")
    }
    if shared.columns == nil, let columns = version["additionalPrinterColumns"] {
      errors += Self.columnErrors(columns, at: "\(path).additionalPrinterColumns")
    }
    if shared.selectableFields == nil, let fields = version["selectableFields"] {
      errors += Self.selectableFieldErrors(fields, version, at: "\(path).selectableFields")
    }
    return errors
  }

  private static func deprecationProblems(_ warning: String, isDeprecated: Bool) -> [String] {
    if !isDeprecated { return ["can only be set for deprecated versions"] }
    var problems: [String] = []
    if warning.utf8.count > 256 { problems.append("must be <= 256 characters long") }
    if warning.isEmpty { problems.append("must not be an empty string") }
    var offset = 0
    for scalar in warning.unicodeScalars {
      if scalar.properties.generalCategory == .control || scalar.value == 0x2028 || scalar.value == 0x2029 {
        problems.append(
          "must only contain printable UTF-8 characters; non-printable character found at index \(offset)")
        break
      }
      offset += String(scalar).utf8.count
    }
    return problems
  }

  private static func versionListErrors(_ versions: [Value]) -> [FieldError] {
    let names = versions.map { $0["name"]?.string ?? "" }
    var errors: [FieldError] = []
    if Set(names).count != names.count {
      errors.append(.invalid("spec.versions", .array(versions), "must contain unique version names"))
    }
    if versions.count(where: { $0.isTrue("storage") }) != 1 {
      errors.append(
        .invalid("spec.versions", .array(versions), "must have exactly one version marked as storage version"))
    }
    return errors
  }
}
